/** What an expression is without the parentheses, and the words of TypeScript, around it. */
import ts from 'typescript';

export const innerExpression = (expression: ts.Expression): ts.Expression =>
  ts.isParenthesizedExpression(expression) ||
  ts.isAsExpression(expression) ||
  ts.isNonNullExpression(expression) ||
  ts.isSatisfiesExpression(expression)
    ? innerExpression(expression.expression)
    : expression;
