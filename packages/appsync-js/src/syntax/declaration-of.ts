/** Finds what a name stands for by the places where names are declared, without a type checker. */
import ts from 'typescript';
import { ancestorsOf } from './walk.ts';

export type Declaration =
  | ts.VariableDeclaration
  | ts.ParameterDeclaration
  | ts.BindingElement
  | ts.FunctionDeclaration
  | ts.ImportSpecifier
  | ts.NamespaceImport
  | ts.ImportClause;

/** The innermost declaration of this name around it; undefined for a global name. */
export function declarationOf(name: ts.Identifier): Declaration | undefined {
  for (const scope of ancestorsOf(name)) {
    const declaration = declarationsIn(scope).find((one) => one.name?.getText() === name.text);
    if (declaration !== undefined) return declaration;
  }
  return undefined;
}

function declarationsIn(scope: ts.Node): Declaration[] {
  if (ts.isFunctionLike(scope)) return scope.parameters.flatMap(bindingsOf);
  if (ts.isForOfStatement(scope) || ts.isForInStatement(scope)) return ofList(scope.initializer);
  return ts.isBlock(scope) || ts.isSourceFile(scope) || ts.isCaseOrDefaultClause(scope)
    ? scope.statements.flatMap(ofStatement)
    : [];
}

function ofStatement(statement: ts.Statement): Declaration[] {
  if (ts.isVariableStatement(statement)) return ofList(statement.declarationList);
  if (ts.isFunctionDeclaration(statement)) return [statement];
  return ts.isImportDeclaration(statement) && statement.importClause !== undefined
    ? ofImport(statement.importClause)
    : [];
}

function ofList(list: ts.ForInitializer): Declaration[] {
  return ts.isVariableDeclarationList(list) ? list.declarations.flatMap(bindingsOf) : [];
}

function ofImport(clause: ts.ImportClause): Declaration[] {
  const { namedBindings } = clause;
  if (namedBindings === undefined) return [clause];
  return [clause, ...(ts.isNamespaceImport(namedBindings) ? [namedBindings] : namedBindings.elements)];
}

/** The declaration itself, or those of the names in its pattern. */
function bindingsOf(declaration: ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement): Declaration[] {
  const { name } = declaration;
  if (ts.isIdentifier(name)) return [declaration];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? bindingsOf(element) : []));
}
