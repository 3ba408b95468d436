/**
 * Makes operators count what they do. Most cost nothing, but the engine reads a long string whole to compare it, look it
 * up or convert it to a number, and a list allocates the length that it is set to at once.
 */
import ts from 'typescript';
import { allocationOf } from './allocation.ts';
import { insert, replace, replaceRange, wrap } from '../syntax/edits.ts';
import type { Edit } from '../syntax/edits.ts';
import { isAssignment, isPattern, restNamesOf, useOf } from '../syntax/targets.ts';

/** `prefix` stands before the name of each of the library's operators. */
export function meterNode(node: ts.Node, prefix: string, edits: Edit[]): void {
  if (ts.isFunctionLike(node)) meterFunction(node, prefix, edits);
  else if (ts.isForOfStatement(node) || ts.isForInStatement(node)) meterLoop(node, prefix, edits);
  else if (ts.isVariableDeclaration(node)) meterDeclaration(node, prefix, edits);
  else if (ts.isBinaryExpression(node)) meterBinary(node, prefix, edits);
  else if (ts.isPrefixUnaryExpression(node)) meterUnary(node, prefix, edits);
  else if (ts.isCallExpression(node)) meterCall(node, prefix, edits);
  else if (isMember(node) && !isLeftOfAssignment(node)) meterMember(node, prefix, edits);
  else if (ts.isComputedPropertyName(node)) wrap(edits, node.expression, `${prefix}key(`, ')');
  else if (ts.isPropertyAssignment(node)) meterName(node, edits);
  else if (ts.isCaseClause(node) && isOpen(node.expression)) wrap(edits, node.expression, `${prefix}word(`, ')');
  else if ((ts.isSpreadElement(node) || ts.isSpreadAssignment(node)) && !isPattern(node.parent)) {
    wrap(edits, node.expression, `${prefix}copied(`, ')');
  }
}

/** The call with which a function or a round of a loop charges for its rest elements. */
function restCall(names: readonly string[], prefix: string): string {
  return names.length === 0 ? '' : `${prefix}rest(${names.join(', ')})`;
}

function meterFunction(node: ts.SignatureDeclaration, prefix: string, edits: Edit[]): void {
  if (!('body' in node) || node.body === undefined) return;
  const { body } = node;
  const names = node.parameters.flatMap(({ name }) => restNamesOf(name));
  const calls = [`${prefix}tick(${allocationOf(body)})`, restCall(names, prefix)].filter((call) => call !== '');
  if (ts.isBlock(body)) insert(edits, body.getStart() + 1, ` ${calls.join('; ')};`);
  else wrap(edits, body, `(${calls.join(', ')}, `, ')');
}

function meterLoop(node: ts.ForOfStatement | ts.ForInStatement, prefix: string, edits: Edit[]): void {
  const counter = `${prefix}${node.pos}`;
  const { initializer, statement } = node;
  const pattern = ts.isVariableDeclarationList(initializer) ? initializer.declarations[0]?.name : initializer;
  const rest = pattern === undefined ? '' : restCall(restNamesOf(pattern), prefix);
  wrap(edits, node, `{ let ${counter} = 0; `, '}');
  if (ts.isForInStatement(node)) wrap(edits, node.expression, `${prefix}listed(`, ')');
  wrap(edits, statement, `{ ${prefix}count(${counter} += 1, ${allocationOf(statement)}); ${rest && `${rest}; `}`, '}');
}

/** A further declaration counts the rest; the head of a loop leaves that to the loop. */
function meterDeclaration({ name, parent }: ts.VariableDeclaration, prefix: string, edits: Edit[]): void {
  const names = restNamesOf(name);
  if (names.length === 0 || !ts.isVariableStatement(parent.parent)) return;
  insert(edits, name.parent.end, `, ${prefix}${name.pos} = ${restCall(names, prefix)}`, true);
}

const { SyntaxKind } = ts;

/** One side is enough: strings of different length are told apart at once. */
const STRICT: readonly ts.SyntaxKind[] = [SyntaxKind.EqualsEqualsEqualsToken, SyntaxKind.ExclamationEqualsEqualsToken];

/** They make numbers of what they get, or compare it from its beginning. */
const COMPUTING: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.EqualsEqualsToken,
  SyntaxKind.ExclamationEqualsToken,
  SyntaxKind.LessThanToken,
  SyntaxKind.LessThanEqualsToken,
  SyntaxKind.GreaterThanToken,
  SyntaxKind.GreaterThanEqualsToken,
  SyntaxKind.MinusToken,
  SyntaxKind.AsteriskToken,
  SyntaxKind.AsteriskAsteriskToken,
  SyntaxKind.SlashToken,
  SyntaxKind.PercentToken,
  SyntaxKind.AmpersandToken,
  SyntaxKind.BarToken,
  SyntaxKind.CaretToken,
  SyntaxKind.LessThanLessThanToken,
  SyntaxKind.GreaterThanGreaterThanToken,
  SyntaxKind.GreaterThanGreaterThanGreaterThanToken,
]);

function meterBinary(node: ts.BinaryExpression, prefix: string, edits: Edit[]): void {
  const { left, right, operatorToken } = node;
  if (isAssignment(operatorToken.kind) && isMember(left)) meterMember(left, prefix, edits);
  const word = (operand: ts.Node): void => {
    if (isOpen(operand)) wrap(edits, operand, `${prefix}word(`, ')');
  };
  if (STRICT.includes(operatorToken.kind)) {
    if (isOpen(left)) word(right);
  } else if (COMPUTING.has(operatorToken.kind)) {
    word(left);
    word(right);
  } else if (useOf(left) === 'computed') {
    const name = bare(left);
    if (ts.isIdentifier(name)) wrap(edits, node, `(${prefix}word(${name.text}), `, ')');
    word(right);
  } else if (useOf(left) === 'assigned') {
    const names = restNamesOf(left);
    if (names.length > 0 && !isInPattern(node)) wrap(edits, node, `${prefix}after(`, `, ${names.join(', ')})`);
  }
}

function bare(node: ts.Node): ts.Node {
  return ts.isParenthesizedExpression(node) ? bare(node.expression) : node;
}

/** The default of a pattern's part: what it gives is counted with the whole. */
function isInPattern(node: ts.Node): boolean {
  return useOf(node) !== 'read';
}

function meterUnary({ operator, operand }: ts.PrefixUnaryExpression, prefix: string, edits: Edit[]): void {
  const makesNumber = operator === SyntaxKind.PlusToken || operator === SyntaxKind.MinusToken;
  if (makesNumber && isOpen(operand)) wrap(edits, operand, `${prefix}word(`, ')');
}

/** `constructor` of a list is the one function of the engine that handler code still finds: it makes lists of any length. */
function meterCall({ expression }: ts.CallExpression, prefix: string, edits: Edit[]): void {
  const callee = bare(expression);
  if (!isMember(callee) && !ts.isFunctionLike(callee)) wrap(edits, callee, `${prefix}callee(`, ')');
}

function isCalled(node: ts.Node): boolean {
  return ts.isParenthesizedExpression(node.parent)
    ? isCalled(node.parent)
    : ts.isCallExpression(node.parent) && node.parent.expression === node;
}

type Member = ts.ElementAccessExpression | ts.PropertyAccessExpression;

function isMember(node: ts.Node): node is Member {
  return ts.isElementAccessExpression(node) || ts.isPropertyAccessExpression(node);
}

/** The target of an assignment is edited with it, because other edits of the assignment must come inside of ours. */
function isLeftOfAssignment(node: Member): boolean {
  return (
    ts.isBinaryExpression(node.parent) && node.parent.left === node && isAssignment(node.parent.operatorToken.kind)
  );
}

function meterMember(node: Member, prefix: string, edits: Edit[]): void {
  if (ts.isElementAccessExpression(node)) meterElement(node, prefix, edits);
  else meterNamed(node, prefix, edits);
}

function meterElement(node: ts.ElementAccessExpression, prefix: string, edits: Edit[]): void {
  const { expression, argumentExpression } = node;
  const isKnown = !isOpen(argumentExpression) && !isLength(argumentExpression);
  const use = useOf(node);
  const key = isOpen(argumentExpression) ? `${prefix}${isCalled(node) ? 'method' : 'key'}(` : '(';
  if (use === 'read' || use === 'deleted') {
    if (isOpen(argumentExpression)) wrap(edits, argumentExpression, key, ')');
    else if (isCalled(node)) wrap(edits, argumentExpression, `${prefix}method(`, ')');
  } else if (!(use === 'assigned' && isKnown)) {
    insert(edits, node.getStart(), `${prefix}${use === 'rest' ? 'restSlot' : 'slot'}(`);
    replaceRange(edits, expression.end, argumentExpression.getStart(), `, ${key}`);
    replaceRange(edits, argumentExpression.end, node.end, ')).value', true);
  }
}

function meterNamed(node: ts.PropertyAccessExpression, prefix: string, edits: Edit[]): void {
  const { expression, name } = node;
  const use = useOf(node);
  if (name.text === 'constructor' && isCalled(node)) {
    const dot = node.questionDotToken === undefined ? '' : '?.';
    replaceRange(edits, expression.end, node.end, `${dot}[${prefix}method("constructor")]`, true);
  }
  if (use === 'read' || use === 'deleted' || (use === 'assigned' && name.text !== 'length')) return;
  insert(edits, node.getStart(), `${prefix}${use === 'rest' ? 'restSlot' : 'slot'}(`);
  replaceRange(edits, expression.end, node.end, `, ${JSON.stringify(name.text)}).value`, true);
}

function isLength(node: ts.Node): boolean {
  return ts.isStringLiteralLike(node) && node.text === 'length';
}

/** `__proto__: a` would be what the object inherits from, for which APPSYNC_JS has no other syntax: here it is a member. */
function meterName({ name }: ts.PropertyAssignment, edits: Edit[]): void {
  if ((ts.isIdentifier(name) || ts.isStringLiteral(name)) && name.text === '__proto__') {
    replace(edits, name, '["__proto__"]');
  }
}

/** What can be a long string: anything but a literal, a function or what `typeof` and comparisons give. */
function isOpen(node: ts.Node): boolean {
  if (ts.isParenthesizedExpression(node)) return isOpen(node.expression);
  if (ts.isPrefixUnaryExpression(node) || ts.isTypeOfExpression(node) || ts.isLiteralExpression(node)) return false;
  return !CLOSED.has(node.kind) && !(ts.isIdentifier(node) && node.text === 'undefined');
}

const CLOSED: ReadonlySet<ts.SyntaxKind> = new Set([
  SyntaxKind.NullKeyword,
  SyntaxKind.TrueKeyword,
  SyntaxKind.FalseKeyword,
]);
