/** Whether a string may be made of a number that was read from DynamoDB: only then do such numbers need to be told apart. */
import ts from 'typescript';
import { kindOf } from './kind-of.ts';
import { isContext } from './never-nullish.ts';

/** `ctx.result` is there in the response handler alone, so this looks at that handler and at what it uses. */
export function canShowNumbers(source: ts.SourceFile, checker: ts.TypeChecker): boolean {
  const seen = new Set<ts.Node>();
  const visit = (node: ts.Node): boolean =>
    textPartsOf(node).some(canBeStored) || visitDeclaration(node) || ts.forEachChild(node, visit) === true;
  const visitDeclaration = (node: ts.Node): boolean => {
    const declaration = ts.isIdentifier(node) ? checker.getSymbolAtLocation(node)?.valueDeclaration : undefined;
    if (declaration?.getSourceFile() !== source || seen.has(declaration)) return false;
    seen.add(declaration);
    return visit(declaration);
  };
  return visit(responseHandlerOf(source, checker) ?? source);
}

/** What is exported as `response`; undefined if nothing is. */
function responseHandlerOf(source: ts.SourceFile, checker: ts.TypeChecker): ts.Node | undefined {
  const module = checker.getSymbolAtLocation(source);
  const exported = module && checker.getExportsOfModule(module).find(({ name }) => name === 'response');
  if (exported === undefined) return undefined;
  const isAlias = (exported.flags & ts.SymbolFlags.Alias) !== 0;
  return (isAlias ? checker.getAliasedSymbol(exported) : exported).valueDeclaration;
}

/** What an untagged template, or a sum that may be a string, is made of. */
export function textPartsOf(node: ts.Node): readonly ts.Expression[] {
  if (ts.isTemplateExpression(node)) {
    return ts.isTaggedTemplateExpression(node.parent) ? [] : node.templateSpans.map(({ expression }) => expression);
  }
  return isSum(node) && !isNumeric(node.left) && !isNumeric(node.right) ? [node.left, node.right] : [];
}

function isSum(node: ts.Node): node is ts.BinaryExpression {
  return (
    ts.isBinaryExpression(node) &&
    (node.operatorToken.kind === ts.SyntaxKind.PlusToken || node.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken)
  );
}

function isNumeric(expression: ts.Expression): boolean {
  return kindOf(expression) === 'number';
}

function canBeStored(expression: ts.Expression): boolean {
  return kindOf(expression) === 'other' && !isGiven(expression);
}

/** A member of the context, however deep, that no DynamoDB data source has given. */
function isGiven(expression: ts.Expression): boolean {
  if (!ts.isPropertyAccessExpression(expression)) return false;
  const { expression: object, name } = expression;
  return ts.isIdentifier(object) && isContext(object) ? GIVEN.includes(name.text) : isGiven(object);
}

const GIVEN = ['args', 'arguments', 'env', 'error', 'identity', 'info', 'prev', 'request', 'source'];
