/** Finds the parameter of a handler that the context comes in: `ctx` of `export function request(ctx)`. */
import ts from 'typescript';

/** The first parameter of a handler. */
export function isHandlerContext(declaration: ts.Declaration): boolean {
  if (!ts.isParameter(declaration)) return false;
  const handler = declaration.parent;
  const name = ts.isVariableDeclaration(handler.parent) ? handler.parent.name : handler.name;
  const isHandler =
    name !== undefined && ts.isIdentifier(name) && (name.text === 'request' || name.text === 'response');
  return isHandler && handler.parameters[0] === declaration;
}
