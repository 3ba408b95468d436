/** What is assigned to. */
import ts from 'typescript';

/** How a place in the code is used: `computed` reads it as a number first, `rest` gets a list or object of its own. */
export type Use = 'read' | 'assigned' | 'computed' | 'rest' | 'deleted';

export function useOf(expression: ts.Node): Use {
  const { parent } = expression;
  if (ts.isParenthesizedExpression(parent)) return useOf(parent);
  if (ts.isBinaryExpression(parent)) return parent.left === expression ? useOfLeft(parent) : 'read';
  if (ts.isDeleteExpression(parent)) return 'deleted';
  if (ts.isForInStatement(parent) || ts.isForOfStatement(parent)) {
    return parent.initializer === expression ? 'assigned' : 'read';
  }
  return useInPattern(expression);
}

function useOfLeft(assignment: ts.BinaryExpression): Use {
  const { kind } = assignment.operatorToken;
  if (!isAssignment(kind)) return 'read';
  return PLAIN.includes(kind) ? 'assigned' : 'computed';
}

/** The others make a number of what is there. */
const PLAIN: readonly ts.SyntaxKind[] = [
  ts.SyntaxKind.EqualsToken,
  ts.SyntaxKind.PlusEqualsToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
  ts.SyntaxKind.BarBarEqualsToken,
  ts.SyntaxKind.AmpersandAmpersandEqualsToken,
];

/** `[ctx.a, { b: ctx.b, ...ctx.c }] = …` assigns to what is inside. */
function useInPattern(expression: ts.Node): Use {
  const { parent } = expression;
  if (ts.isSpreadElement(parent) || ts.isSpreadAssignment(parent)) {
    return isPattern(parent.parent) ? 'rest' : 'read';
  }
  const isPart =
    ts.isArrayLiteralExpression(parent) || (ts.isPropertyAssignment(parent) && parent.initializer === expression);
  return isPart && isPattern(ts.isPropertyAssignment(parent) ? parent.parent : parent) ? 'assigned' : 'read';
}

/** Whether the literal stands where something is assigned to. */
export function isPattern(literal: ts.Node): boolean {
  const isLiteral = ts.isArrayLiteralExpression(literal) || ts.isObjectLiteralExpression(literal);
  return isLiteral && useOf(literal) !== 'read';
}

/** The names that rest elements of a pattern give, at any depth; those of an assignment only where they are names. */
export function restNamesOf(pattern: ts.Node): string[] {
  if (ts.isObjectBindingPattern(pattern) || ts.isArrayBindingPattern(pattern)) {
    return pattern.elements.flatMap((element) => (ts.isBindingElement(element) ? restNamesOfElement(element) : []));
  }
  if (ts.isArrayLiteralExpression(pattern)) return pattern.elements.flatMap(restNamesOf);
  if (ts.isObjectLiteralExpression(pattern)) return pattern.properties.flatMap(restNamesOf);
  if (ts.isSpreadElement(pattern) || ts.isSpreadAssignment(pattern)) return namesOf(pattern.expression);
  if (ts.isPropertyAssignment(pattern)) return restNamesOf(pattern.initializer);
  if (ts.isParenthesizedExpression(pattern)) return restNamesOf(pattern.expression);
  const isDefault = ts.isBinaryExpression(pattern) && pattern.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return isDefault ? restNamesOf(pattern.left) : [];
}

function restNamesOfElement({ dotDotDotToken, name }: ts.BindingElement): string[] {
  return dotDotDotToken !== undefined && ts.isIdentifier(name) ? [name.text] : restNamesOf(name);
}

function namesOf(node: ts.Node): string[] {
  if (ts.isParenthesizedExpression(node)) return namesOf(node.expression);
  return ts.isIdentifier(node) ? [node.text] : [];
}

/** Whether an operator assigns. */
export function isAssignment(operator: ts.SyntaxKind): boolean {
  return operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment;
}
