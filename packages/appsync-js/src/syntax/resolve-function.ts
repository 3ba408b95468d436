/** Finds the function that an expression stands for. */
import ts from 'typescript';

/**
 * The function that is written there, or that the name there was given to; undefined for anything else.
 */
export function resolveFunction(node: ts.Node, checker: ts.TypeChecker): ts.Node | undefined {
  if (isFunction(node)) return node;
  if (!ts.isIdentifier(node)) return undefined;
  const declaration = checker.getSymbolAtLocation(node)?.valueDeclaration;
  if (declaration === undefined) return undefined;
  if (isFunction(declaration)) return declaration;
  const { initializer } = ts.isVariableDeclaration(declaration) ? declaration : {};
  return initializer !== undefined && isFunction(initializer) ? initializer : undefined;
}

function isFunction(node: ts.Node): boolean {
  return ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isArrowFunction(node);
}
