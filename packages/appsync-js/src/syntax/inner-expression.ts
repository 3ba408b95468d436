/** What an expression is without the parentheses, and the words of TypeScript, around it. */
import ts from 'typescript';

export function innerExpression(expression: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(expression) ||
    ts.isAsExpression(expression) ||
    ts.isNonNullExpression(expression) ||
    ts.isSatisfiesExpression(expression)
    ? innerExpression(expression.expression)
    : expression;
}
