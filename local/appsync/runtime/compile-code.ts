/** Turns a module into a function that a realm can run, line for line. */
import ts from 'typescript';
import { isChanged } from './fence/context-rule.ts';

/**
 * The source of a `Unit` (see `library/evaluate.ts`): it runs the module anew and gives its exports, so that no state
 * outlives a call. Functions and loops count themselves; copies by `...`, and texts that `+` and
 * templates make, are bounded.
 */
export const compileCode = (source: ts.SourceFile): string => {
  const prefix = unusedPrefix(source.text);
  const edits: Edit[] = [];
  const imports: string[] = [];
  const exports: string[] = [];
  for (const statement of source.statements) editStatement(statement, prefix, { edits, imports, exports });
  const visit = (node: ts.Node): void => {
    editNode(node, prefix, edits);
    ts.forEachChild(node, visit);
  };
  visit(source);
  const parameters = ['modules', 'tick', 'count', 'bounded', 'text'].map((name) => `${prefix}${name}`).join(', ');
  const statements = `${imports.join(' ')} ${applyEdits(source.text, edits)}`;
  return `((${parameters}) => { "use strict"; ${statements}\nreturn { ${exports.join(', ')} }; })`;
};

/**
 * Replaces the text from `start` to `end`. What closes something goes before what opens something at the same place.
 */
type Edit = { readonly start: number; readonly end: number; readonly text: string; readonly isClosing: boolean };

/** Edits come from the outside in, so of those that close at one place the last is the innermost. */
const applyEdits = (code: string, edits: readonly Edit[]): string => {
  const closing = edits.filter(({ isClosing }) => isClosing).reverse();
  const others = edits.filter(({ isClosing }) => !isClosing);
  let text = '';
  let copied = 0;
  for (const edit of [...closing, ...others].sort((one, other) => one.start - other.start)) {
    text += code.slice(copied, edit.start) + edit.text;
    copied = edit.end;
  }
  return text + code.slice(copied);
};

/** Names that begin so are ours: the code has none. */
const unusedPrefix = (code: string): string => {
  let prefix = '$';
  while (code.includes(prefix)) prefix += '$';
  return prefix;
};

type Parts = { readonly edits: Edit[]; readonly imports: string[]; readonly exports: string[] };

const editStatement = (statement: ts.Statement, prefix: string, { edits, imports, exports }: Parts): void => {
  if (ts.isImportDeclaration(statement)) {
    imports.push(...importsOf(statement, prefix));
    edits.push(remove(statement));
  } else if (ts.isExportDeclaration(statement)) {
    exports.push(...exportsOf(statement));
    edits.push(remove(statement));
  } else {
    const modifier = exportModifierOf(statement);
    if (modifier === undefined) return;
    exports.push(...declaredNames(statement));
    edits.push(remove(modifier));
  }
};

const remove = (node: ts.Node): Edit => ({ start: node.getStart(), end: node.end, text: '', isClosing: false });

/** Imports are at hand before the module's first statement, wherever they stand. */
const importsOf = ({ importClause, moduleSpecifier }: ts.ImportDeclaration, prefix: string): string[] => {
  const bindings = importClause?.namedBindings;
  if (bindings === undefined) return [];
  const names = ts.isNamespaceImport(bindings)
    ? bindings.name.text
    : `{ ${bindings.elements
        .map(({ name, propertyName }) => `${(propertyName ?? name).getText()}: ${name.text}`)
        .join(', ')} }`;
  return [`const ${names} = ${prefix}modules[${moduleSpecifier.getText()}];`];
};

const exportsOf = ({ exportClause }: ts.ExportDeclaration): string[] => {
  if (exportClause === undefined || !ts.isNamedExports(exportClause)) return [];
  return exportClause.elements.map(
    ({ name, propertyName }) => `${name.getText()}: ${(propertyName ?? name).getText()}`,
  );
};

const exportModifierOf = (statement: ts.Statement): ts.Modifier | undefined =>
  ts.canHaveModifiers(statement)
    ? ts.getModifiers(statement)?.find(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
    : undefined;

const declaredNames = (statement: ts.Statement): string[] => {
  if (ts.isFunctionDeclaration(statement)) return statement.name === undefined ? [] : [statement.name.text];
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
};

const editNode = (node: ts.Node, prefix: string, edits: Edit[]): void => {
  if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
    const { body } = node;
    if (ts.isBlock(body)) insert(edits, body.getStart() + 1, ` ${prefix}tick();`);
    else wrap(edits, body, `(${prefix}tick(), `, ')');
  } else if (ts.isForOfStatement(node) || ts.isForInStatement(node)) {
    const counter = `${prefix}${node.pos}`;
    wrap(edits, node, `{ let ${counter} = 0; `, '}');
    wrap(edits, node.statement, `{ ${prefix}count(${counter} += 1); `, '}');
  } else if ((ts.isSpreadElement(node) || ts.isSpreadAssignment(node)) && !isChanged(node)) {
    wrap(edits, node.expression, `${prefix}bounded(`, ')');
  } else if (makesText(node)) {
    wrap(edits, node, `${prefix}text(`, ')');
  }
};

/** Of `a + b + c` only the whole. */
const makesText = (node: ts.Node): boolean => {
  if (ts.isTemplateExpression(node)) return !ts.isTaggedTemplateExpression(node.parent);
  if (!ts.isBinaryExpression(node)) return false;
  const operator = node.operatorToken.kind;
  return operator === ts.SyntaxKind.PlusEqualsToken || (isSum(node) && !isSum(node.parent));
};

const isSum = (node: ts.Node): boolean =>
  ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;

const insert = (edits: Edit[], position: number, text: string, isClosing = false): void => {
  edits.push({ start: position, end: position, text, isClosing });
};

const wrap = (edits: Edit[], node: ts.Node, before: string, after: string): void => {
  insert(edits, node.getStart(), before);
  insert(edits, node.end, after, true);
};
