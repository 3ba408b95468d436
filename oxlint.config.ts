/**
 * What every source must keep: `strictTypeChecked` of typescript-eslint, whose rules oxlint has under the same names and
 * checks in a tenth of the time. eslint.config.js has the rules that oxlint does not have.
 */
import { defineConfig } from 'oxlint';
import type { OxlintConfig } from 'oxlint';
import tseslint from 'typescript-eslint';

const { recommended, strictTypeChecked } = tseslint.configs;

/** It never ends for types that contain themselves, such as `JsonValue`; oxlint has no such rule. */
const LEFT_OUT = '@typescript-eslint/no-unsafe-class-instance-assignment';

export default defineConfig({
  plugins: ['typescript'],
  jsPlugins: ['./oxlint-dialect.ts'],
  categories: { correctness: 'off' },
  // Whatever `tsc` would report is reported, too, by the tsconfig.json next to each file.
  options: { typeAware: true, typeCheck: true },
  ignorePatterns: ['**/cdk.out/', '**/.cache/'],
  overrides: [
    { files: ['**/*.js', '**/*.mjs'], rules: rulesOf(recommended) },
    { files: ['**/*.cjs'], rules: { ...rulesOf(recommended), 'typescript/no-require-imports': 'off' } },
    {
      // What a generator writes has to have the right types, and nothing more.
      files: ['**/*.ts', '**/*.tsx'],
      excludeFiles: ['**/*.generated.ts'],
      rules: {
        ...rulesOf(strictTypeChecked),
        'dialect/syntax': 'error',
        'dialect/names': 'error',
        // A promise that no one awaits or catches ends the process when it rejects; `void` does not own it either.
        'typescript/no-floating-promises': ['error', { ignoreVoid: false }],
        'typescript/switch-exhaustiveness-check': 'error',
        'typescript/restrict-template-expressions': ['error', { allowNumber: true }],
        'typescript/no-confusing-void-expression': [
          'error',
          { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
        ],
        'typescript/consistent-type-imports': 'error',
        'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
        'max-lines': ['error', { max: 300, skipBlankLines: false }],
        eqeqeq: 'error',
      },
    },
    {
      // APPSYNC_JS handlers reach these functions directly, and a function declaration would show them a `prototype`.
      files: ['**/library/*/console.ts', '**/library/*/globals.ts', '**/library/*/json-text.ts'],
      rules: { 'dialect/names': 'off' },
    },
  ],
});

function rulesOf(configs: typeof recommended): NonNullable<OxlintConfig['rules']> {
  const rules = new Map(configs.flatMap((config) => Object.entries(config.rules ?? {})));
  const on = [...rules].filter(([name, setting]) => setting !== 'off' && name !== LEFT_OUT);
  return Object.fromEntries(on.map(([name, setting]) => [nameInOxlint(name), setting]));
}

function nameInOxlint(name: string): string {
  return name.replace('@typescript-eslint/', 'typescript/');
}
