// What every source must keep. Who may import whom is in .dependency-cruiser.cjs.
import appsync from '@aws-appsync/eslint-plugin';
import tseslint from 'typescript-eslint';
import { appsyncDifferences } from '@ordersaga/appsync-js/eslint';

const forbiddenSyntax = [
  { selector: 'TSAsExpression > TSAsExpression', message: 'A double cast hides what a guard should check.' },
  { selector: 'TSEnumDeclaration', message: 'Node runs these sources by stripping types; use a union.' },
];

const atTopLevel = ':matches(Program, Program > ExportNamedDeclaration) > VariableDeclaration[kind="const"]';

const dialect = [
  {
    // `func-style` would also reject arrows inside functions.
    selector: `${atTopLevel} > VariableDeclarator:not([id.typeAnnotation]) > ArrowFunctionExpression.init`,
    message: 'Declare a top-level function with `function`, or annotate the variable with the type of the function.',
  },
  {
    // Only what is surely fixed: values that calls return, and objects that may hold functions, stay camelCase.
    selector: `${atTopLevel} > VariableDeclarator[id.name=/[a-z]/] > :matches(Literal, TemplateLiteral[expressions.length=0]).init`,
    message: 'Name a module constant of a fixed value in SCREAMING_SNAKE_CASE.',
  },
];

export default tseslint.config(
  { ignores: ['**/node_modules/', '**/cdk.out/', '**/.cache/', '**/*.generated.ts'] },
  tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // A promise that no one awaits or catches ends the process when it rejects; `void` does not own it either.
      '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: false }],
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // It never ends for types that contain themselves, such as `JsonValue`.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      'max-lines': ['error', { max: 300, skipBlankLines: false }],
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', ...forbiddenSyntax, ...dialect],
    },
  },
  {
    // APPSYNC_JS handlers reach these functions directly, and a function declaration would show them a `prototype`.
    files: ['**/library/*/{console,globals,json-text}.ts'],
    rules: { 'no-restricted-syntax': ['error', ...forbiddenSyntax] },
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    files: ['resolvers/**/*.ts'],
    ignores: ['**/*.test.ts'],
    extends: [appsync.configs.recommended],
  },
  {
    // Resolvers bundle what they import of domain/, and any of it may be imported.
    files: ['resolvers/**/*.ts', 'domain/**/*.ts'],
    ignores: ['**/*.test.ts', '**/testing/**'],
    plugins: { local: { rules: { 'appsync-differences': appsyncDifferences } } },
    rules: { 'local/appsync-differences': 'error' },
  },
);
