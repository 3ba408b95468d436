/** What can be said of an expression's value without running it. */
import ts from 'typescript';
import { innerExpression } from '../syntax/inner-expression.ts';

/** `nullish` is written as such; `other` can be anything, a number that was read from DynamoDB included. */
export type Kind = 'text' | 'number' | 'boolean' | 'object' | 'nullish' | 'other';

const { SyntaxKind } = ts;

export function kindOf(expression: ts.Expression): Kind {
  const known = kinds.get(expression);
  if (known !== undefined) return known;
  const kind = findKind(innerExpression(expression));
  kinds.set(expression, kind);
  return kind;
}

/** Kept, because every part of a long sum is read for each sum around it. */
const kinds = new WeakMap<ts.Expression, Kind>();

function findKind(value: ts.Expression): Kind {
  if (ts.isBinaryExpression(value)) return kindOfBinary(value);
  if (ts.isConditionalExpression(value)) return commonKind(value.whenTrue, value.whenFalse);
  if (ts.isPrefixUnaryExpression(value)) return value.operator === SyntaxKind.ExclamationToken ? 'boolean' : 'number';
  if (ts.isIdentifier(value)) return value.text === 'undefined' ? 'nullish' : 'other';
  return KINDS.get(value.kind) ?? 'other';
}

const KINDS: ReadonlyMap<ts.SyntaxKind, Kind> = new Map<ts.SyntaxKind, Kind>([
  [SyntaxKind.ArrayLiteralExpression, 'object'],
  [SyntaxKind.ArrowFunction, 'object'],
  [SyntaxKind.FalseKeyword, 'boolean'],
  [SyntaxKind.FunctionExpression, 'object'],
  [SyntaxKind.NoSubstitutionTemplateLiteral, 'text'],
  [SyntaxKind.NullKeyword, 'nullish'],
  [SyntaxKind.NumericLiteral, 'number'],
  [SyntaxKind.ObjectLiteralExpression, 'object'],
  [SyntaxKind.StringLiteral, 'text'],
  [SyntaxKind.TemplateExpression, 'text'],
  [SyntaxKind.TrueKeyword, 'boolean'],
  [SyntaxKind.TypeOfExpression, 'text'],
  [SyntaxKind.VoidExpression, 'nullish'],
]);

function kindOfBinary({ left, operatorToken: { kind }, right }: ts.BinaryExpression): Kind {
  if (kind === SyntaxKind.PlusToken) return kindOfSum(kindOf(left), kindOf(right));
  if (ARITHMETIC.includes(kind)) return 'number';
  if (COMPARISONS.includes(kind)) return 'boolean';
  const isChoice =
    kind === SyntaxKind.BarBarToken ||
    kind === SyntaxKind.AmpersandAmpersandToken ||
    kind === SyntaxKind.QuestionQuestionToken;
  if (isChoice) return commonKind(left, right);
  return kind === SyntaxKind.EqualsToken || kind === SyntaxKind.CommaToken ? kindOf(right) : 'other';
}

function kindOfSum(left: Kind, right: Kind): Kind {
  if (left === 'text' || right === 'text') return 'text';
  return left === 'number' && right === 'number' ? 'number' : 'other';
}

function commonKind(one: ts.Expression, other: ts.Expression): Kind {
  const kind = kindOf(one);
  return kind === kindOf(other) ? kind : 'other';
}

const ARITHMETIC: readonly ts.SyntaxKind[] = [
  SyntaxKind.AmpersandToken,
  SyntaxKind.AsteriskAsteriskToken,
  SyntaxKind.AsteriskToken,
  SyntaxKind.BarToken,
  SyntaxKind.CaretToken,
  SyntaxKind.GreaterThanGreaterThanGreaterThanToken,
  SyntaxKind.GreaterThanGreaterThanToken,
  SyntaxKind.LessThanLessThanToken,
  SyntaxKind.MinusToken,
  SyntaxKind.PercentToken,
  SyntaxKind.SlashToken,
];

const COMPARISONS: readonly ts.SyntaxKind[] = [
  SyntaxKind.EqualsEqualsEqualsToken,
  SyntaxKind.EqualsEqualsToken,
  SyntaxKind.ExclamationEqualsEqualsToken,
  SyntaxKind.ExclamationEqualsToken,
  SyntaxKind.GreaterThanEqualsToken,
  SyntaxKind.GreaterThanToken,
  SyntaxKind.LessThanEqualsToken,
  SyntaxKind.LessThanToken,
];
