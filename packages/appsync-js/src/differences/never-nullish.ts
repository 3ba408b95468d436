/** Which values are known to be there, so that reading a member of them cannot fail. */
import ts from 'typescript';
import { isHandlerContext } from '../syntax/handler-context.ts';
import { declarationOf } from '../syntax/declaration-of.ts';
import { innerExpression } from '../syntax/inner-expression.ts';

/** False where it is not known. */
export function isNeverNullish(expression: ts.Expression): boolean {
  const value = innerExpression(expression);
  if (ts.isIdentifier(value)) return isNameNeverNullish(value);
  if (ts.isPropertyAccessExpression(value)) return isMemberNeverNullish(value);
  return LITERALS.includes(value.kind);
}

const { SyntaxKind } = ts;

const LITERALS: readonly ts.SyntaxKind[] = [
  SyntaxKind.ArrayLiteralExpression,
  SyntaxKind.ArrowFunction,
  SyntaxKind.FunctionExpression,
  SyntaxKind.NoSubstitutionTemplateLiteral,
  SyntaxKind.NumericLiteral,
  SyntaxKind.ObjectLiteralExpression,
  SyntaxKind.StringLiteral,
  SyntaxKind.TemplateExpression,
];

/** The names of AppSync's library and of JavaScript's objects. Code can import the former under other names. */
const GLOBALS = ['util', 'extensions', 'runtime', 'console', 'JSON', 'Math', 'Number', 'Object', 'String'];

function isNameNeverNullish(name: ts.Identifier): boolean {
  const declaration = declarationOf(name);
  if (declaration === undefined) return GLOBALS.includes(name.text);
  if (ts.isParameter(declaration)) return isContextParameter(declaration);
  if (ts.isBindingElement(declaration)) return isContextMember(declaration);
  if (!ts.isVariableDeclaration(declaration)) return true; // a function, or an import
  const { initializer } = declaration;
  // One name for another is not followed: two of them could stand for each other.
  if (initializer === undefined || ts.isIdentifier(innerExpression(initializer))) return false;
  return isNeverNullish(initializer) && !isReassigned(name);
}

/** A handler passes it to helpers, whose parameters have its usual names. */
function isContextParameter(parameter: ts.ParameterDeclaration): boolean {
  return isHandlerContext(parameter) || ['ctx', 'context'].includes(parameter.name.getText());
}

/** These are always there, in every handler; `identity`, `source`, `prev`, `result` and `error` may be missing. */
const CONTEXT_MEMBERS = ['args', 'arguments', 'env', 'info', 'request', 'stash'];

function isMemberNeverNullish({ expression, name }: ts.PropertyAccessExpression): boolean {
  const object = innerExpression(expression);
  if (ts.isIdentifier(object)) return isContext(object) && CONTEXT_MEMBERS.includes(name.text);
  return name.text === 'headers' && ts.isPropertyAccessExpression(object) && object.name.text === 'request';
}

/** Whether the name stands for a handler's `ctx`. */
export function isContext(name: ts.Identifier): boolean {
  const declaration = declarationOf(name);
  return declaration !== undefined && ts.isParameter(declaration) && isContextParameter(declaration);
}

/** `args` of `const { args } = ctx`. */
function isContextMember({ name, propertyName, parent }: ts.BindingElement): boolean {
  const { initializer } = ts.isVariableDeclaration(parent.parent) ? parent.parent : {};
  if (initializer === undefined || !ts.isIdentifier(initializer) || !isContext(initializer)) return false;
  return CONTEXT_MEMBERS.includes((propertyName ?? name).getText());
}

/** Whether anything in the file assigns to a name that is spelled so. */
function isReassigned(name: ts.Identifier): boolean {
  const assigns = (node: ts.Node): boolean =>
    (ts.isBinaryExpression(node) &&
      node.operatorToken.kind === SyntaxKind.EqualsToken &&
      ts.isIdentifier(node.left) &&
      node.left.text === name.text) ||
    ts.forEachChild(node, assigns) === true;
  return assigns(name.getSourceFile());
}
