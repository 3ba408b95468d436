/** How the sources of this project are written, where no rule of oxlint says it. */
import type { ESLint, Rule } from 'eslint';

const AT_TOP_LEVEL = ':matches(Program, Program > ExportNamedDeclaration) > VariableDeclaration[kind="const"]';

const MESSAGES: { readonly [selector: string]: string } = {
  'TSAsExpression > TSAsExpression': 'A double cast hides what a guard should check.',
  TSEnumDeclaration: 'Node runs these sources by stripping types; use a union.',
};

const MESSAGES_ABOUT_NAMES: { readonly [selector: string]: string } = {
  // `func-style` would also reject arrows inside functions.
  [`${AT_TOP_LEVEL} > VariableDeclarator:not([id.typeAnnotation]) > ArrowFunctionExpression.init`]:
    'Declare a top-level function with `function`, or annotate the variable with the type of the function.',
  // Only what is surely fixed: values that calls return, and objects that may hold functions, stay camelCase.
  [`${AT_TOP_LEVEL} > VariableDeclarator[id.name=/[a-z]/] > :matches(Literal, TemplateLiteral[expressions.length=0]).init`]:
    'Name a module constant of a fixed value in SCREAMING_SNAKE_CASE.',
};

const plugin: ESLint.Plugin = {
  meta: { name: 'dialect' },
  rules: { syntax: forbid(MESSAGES), names: forbid(MESSAGES_ABOUT_NAMES) },
};

export default plugin;

function forbid(messages: { readonly [selector: string]: string }): Rule.RuleModule {
  return {
    create: (context) =>
      Object.fromEntries(
        Object.entries(messages).map(([selector, message]) => [
          selector,
          (node: Rule.Node) => {
            context.report({ node, message });
          },
        ]),
      ),
  };
}
