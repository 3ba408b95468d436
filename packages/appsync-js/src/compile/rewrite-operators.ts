/**
 * Gives operators the meaning that they have in AppSync, by calls of `library/javascript/operators.ts` in their place. What a
 * value is known to be is left to the engine.
 */
import ts from 'typescript';
import { insert, replace, wrap } from '../syntax/edits.ts';
import type { Edit } from '../syntax/edits.ts';
import { textPartsOf } from '../differences/can-show-numbers.ts';
import { isCoalescing, isReturnedSum, isSwitchOverChain, noticesOf } from '../differences/find-differences.ts';
import { kindOf } from '../differences/kind-of.ts';

const { SyntaxKind } = ts;

export type Rewriting = {
  readonly edits: Edit[];
  /** Begins the names that are not the code's own. */
  readonly prefix: string;
  /** Variables that the edits need, declared where the module begins. */
  readonly variables: string[];
  /** Whether numbers that were read from DynamoDB can show: see `canShowNumbers`. */
  readonly hasStoredNumbers: boolean;
};

/** Called for each node, the outer before the inner. */
export function rewriteOperators(node: ts.Node, rewriting: Rewriting): void {
  const { edits, prefix, hasStoredNumbers } = rewriting;
  if (isSwitchOverChain(node)) wrap(edits, node.expression, `${prefix}unlike(`, ')');
  else if (isReturnedSum(node)) wrap(edits, node.expression, `${prefix}blank(`, ')');
  else if (ts.isBinaryExpression(node)) rewriteBinary(node, rewriting);
  if (hasStoredNumbers) rewriteUses(node, rewriting);
}

function rewriteBinary(node: ts.BinaryExpression, rewriting: Rewriting): void {
  const { kind } = node.operatorToken;
  if (isCoalescing(node)) {
    if (noticesOf(node.right).length > 0) callInstead(node, 'either', rewriting);
  } else if (kind === SyntaxKind.EqualsEqualsEqualsToken) rewriteEquality(node, '', rewriting);
  else if (kind === SyntaxKind.ExclamationEqualsEqualsToken) rewriteEquality(node, '!', rewriting);
}

/** `null === undefined` is true in AppSync (aws/aws-appsync-community#305). */
function rewriteEquality(node: ts.BinaryExpression, negation: '' | '!', rewriting: Rewriting): void {
  const kinds = [kindOf(node.left), kindOf(node.right)];
  if (kinds.includes('nullish')) replace(rewriting.edits, node.operatorToken, negation === '' ? '==' : '!=');
  else if (kinds.every((kind) => kind === 'other') || (rewriting.hasStoredNumbers && isNumberBesideOther(kinds))) {
    callInstead(node, 'same', rewriting, negation);
  }
}

function isNumberBesideOther(kinds: readonly string[]): boolean {
  return kinds.includes('number') && kinds.includes('other');
}

/** `left operator right` becomes `name(left, right)`. */
function callInstead(
  { left, operatorToken, right }: ts.BinaryExpression,
  name: string,
  { edits, prefix }: Rewriting,
  before = '',
): void {
  insert(edits, left.getStart(), `${before}${prefix}${name}(`);
  replace(edits, operatorToken, ',');
  insert(edits, right.end, ')', true);
}

/** What would tell a number that was read from DynamoDB, an object here, from any other number. */
function rewriteUses(node: ts.Node, rewriting: Rewriting): void {
  const { edits, prefix } = rewriting;
  const call = (name: string, expression: ts.Expression): void => {
    if (kindOf(expression) === 'other') wrap(edits, expression, `${prefix}${name}(`, ')');
  };
  if (ts.isBinaryExpression(node)) rewriteOperands(node, rewriting, call);
  else if (ts.isTemplateExpression(node)) for (const part of textPartsOf(node)) call('shown', part);
  else if (ts.isTypeOfExpression(node) && kindOf(node.expression) === 'other') {
    const start = node.getStart();
    edits.push({ start, end: start + 'typeof'.length, text: `${prefix}typeOf(`, isClosing: false });
    insert(edits, node.end, ')', true);
  } else if (ts.isIfStatement(node)) call('orZero', node.expression);
  else if (ts.isConditionalExpression(node)) call('orZero', node.condition);
  else if (ts.isPrefixUnaryExpression(node) && node.operator === SyntaxKind.ExclamationToken) {
    call('orZero', node.operand);
  } else if (ts.isCaseClause(node) || ts.isSwitchStatement(node)) call('plain', node.expression);
}

type Call = (name: string, expression: ts.Expression) => void;

function rewriteOperands(node: ts.BinaryExpression, rewriting: Rewriting, call: Call): void {
  const { left, operatorToken, right } = node;
  const kinds = [kindOf(left), kindOf(right)];
  const areUnknown = kinds.every((kind) => kind === 'other');
  const { kind } = operatorToken;
  if (kind === SyntaxKind.AmpersandAmpersandToken || kind === SyntaxKind.BarBarToken) call('orZero', left);
  else if (kind === SyntaxKind.PlusEqualsToken) {
    if (!kinds.includes('number')) rewriteAppend(node, rewriting);
  } else if (kind === SyntaxKind.EqualsEqualsToken || kind === SyntaxKind.ExclamationEqualsToken) {
    if (areUnknown) for (const operand of [left, right]) call('plain', operand);
  } else if (kind === SyntaxKind.PlusToken) {
    if (areUnknown) callInstead(node, 'plus', rewriting);
    else if (kinds.includes('text')) for (const operand of [left, right]) call('shown', operand);
  }
}

/** `a.b += c` becomes `(v = a).b = plus(v.b, c)`. Nothing here runs again before it has come to its end: no recursion. */
function rewriteAppend({ left, operatorToken, right }: ts.BinaryExpression, rewriting: Rewriting): void {
  const { edits, prefix } = rewriting;
  replace(edits, operatorToken, `= ${prefix}plus(${targetOf(left, rewriting)},`);
  insert(edits, right.end, ')', true);
}

/** Evaluates the parts of the target once, and returns the string that reads it again. */
function targetOf(target: ts.Expression, { edits, prefix, variables }: Rewriting): string {
  const keep = (part: ts.Expression, letter: string): string => {
    const variable = `${prefix}${letter}${target.pos}`;
    variables.push(variable);
    wrap(edits, part, `(${variable} = `, ')');
    return variable;
  };
  if (ts.isPropertyAccessExpression(target)) return `${keep(target.expression, 'o')}.${target.name.text}`;
  if (!ts.isElementAccessExpression(target)) return target.getText();
  return `${keep(target.expression, 'o')}[${keep(target.argumentExpression, 'k')}]`;
}
