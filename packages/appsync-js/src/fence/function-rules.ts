/** Functions are no values in APPSYNC_JS: only array walks take them. */
import ts from 'typescript';
import { ARRAY_WALKS } from '../language/language.ts';
import { found } from './finding.ts';
import type { Finding } from './finding.ts';
import { resolveFunction } from '../syntax/resolve-function.ts';

/** What is wrong with the way in which this node uses a function, if anything. */
export function checkFunctionUse(node: ts.Node, checker: ts.TypeChecker): Finding | undefined {
  const isFunction = (expression: ts.Node | undefined): boolean =>
    expression !== undefined && resolveFunction(expression, checker) !== undefined;
  if (
    ts.isCallExpression(node) &&
    node.arguments.some((argument) => isFunction(argument) && !takesFunction(node, argument))
  ) {
    return found(node, 'no-function-passing', 'Functions can only be passed to array methods such as map.');
  }
  if (
    (ts.isReturnStatement(node) && isFunction(node.expression)) ||
    (ts.isArrowFunction(node) && isFunction(node.body))
  ) {
    return found(node, 'no-function-return', 'Functions cannot be returned.');
  }
  const assigned = assignedName(node);
  if (assigned !== undefined && isFunction(assigned)) {
    return found(node, 'no-function-reassign', 'Functions cannot be given another name.');
  }
  return undefined;
}

/**
 * Deployed code of AWS's own passes the name of a comparing function to `sort`; AppSync rejects one that is written in place.
 */
function takesFunction({ expression }: ts.CallExpression, argument: ts.Expression): boolean {
  if (!ts.isPropertyAccessExpression(expression)) return false;
  const method = expression.name.text;
  return Object.hasOwn(ARRAY_WALKS, method) || (method === 'sort' && ts.isIdentifier(argument));
}

/** In `const a = b` and `a = b`, the name `b`. */
function assignedName(node: ts.Node): ts.Identifier | undefined {
  const isAssignment = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  const value = isAssignment ? node.right : ts.isVariableDeclaration(node) ? node.initializer : undefined;
  return value !== undefined && ts.isIdentifier(value) ? value : undefined;
}
