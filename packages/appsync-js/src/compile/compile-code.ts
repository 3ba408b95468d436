/** Compiles a module to a function that the realm can run, line for line. */
import ts from 'typescript';
import { rewriteOperators } from './rewrite-operators.ts';
import type { Rewriting } from './rewrite-operators.ts';
import { applyEdits, replace, wrap } from '../syntax/edits.ts';
import type { Edit } from '../syntax/edits.ts';
import type { Helpers } from '../library/evaluate.ts';
import { allocationOf } from './allocation.ts';
import { meterNode } from './meter.ts';
import { placeLogs } from './place-logs.ts';
import type { Locate } from './place-logs.ts';
import { walk } from '../syntax/walk.ts';

/**
 * The source of a `Unit` (see `library/evaluate.ts`): it runs the module anew and returns its exports, so that no state
 * outlives a call. Functions and loops count themselves, what operators copy and compare is charged, and strings that `+`
 * and templates make are bounded. Operators do what they do in AppSync; `hasStoredNumbers` says whether numbers from
 * DynamoDB matter to that. `locate` finds the places that lines of the log name.
 */
export function compileCode(
  source: ts.SourceFile,
  hasStoredNumbers: boolean,
  locate: Locate,
): { readonly script: string; readonly exportedNames: readonly string[] } {
  const prefix = unusedPrefix(source);
  const edits: Edit[] = [];
  const imports: string[] = [];
  const exports: string[] = [];
  const variables: string[] = [];
  const rewriting: Rewriting = { edits, prefix, variables, hasStoredNumbers };
  const placeLog = placeLogs(source, prefix, locate, edits);
  for (const statement of source.statements) editStatement(statement, prefix, { edits, imports, exports });
  walk(source, (node) => {
    placeLog(node);
    editNode(node, prefix, edits);
    rewriteOperators(node, rewriting);
  });
  const helpers = HELPERS.map((name) => `${name}: ${prefix}${name}`).join(', ');
  const declarations = [
    `${prefix}tick(${allocationOf(source)});`,
    ...imports,
    ...variables.map((name) => `let ${name};`),
  ].join(' ');
  const body = `${declarations} ${applyEdits(source.text, edits)}\nreturn { ${exports.join(', ')} };`;
  const unit = `(${prefix}modules, { ${helpers} }) => { ${body} }`;
  return {
    script: `(() => { "use strict"; return ${unit}; })()`,
    // Those that are exported by another name have the form `name: ownName`.
    exportedNames: exports.map((one) => one.replace(/:.*/s, '')),
  };
}

/** Those of `Helpers` in `library/evaluate.ts`. */
const HELPERS: readonly (keyof Helpers)[] = [
  'after',
  'blank',
  'callee',
  'copied',
  'count',
  'either',
  'key',
  'listed',
  'logged',
  'method',
  'orZero',
  'plain',
  'plus',
  'rest',
  'restSlot',
  'same',
  'shown',
  'slot',
  'text',
  'tick',
  'typeOf',
  'unlike',
  'word',
];

/** Names that begin so are ours: the code has none, not even one that is written with an escape. */
function unusedPrefix(source: ts.SourceFile): string {
  let longest = 0;
  walk(source, (node) => {
    if (ts.isIdentifier(node)) longest = Math.max(longest, /^\$*/.exec(node.text)?.[0].length ?? 0);
  });
  return '$'.repeat(longest + 1);
}

type Parts = { readonly edits: Edit[]; readonly imports: string[]; readonly exports: string[] };

function editStatement(statement: ts.Statement, prefix: string, { edits, imports, exports }: Parts): void {
  if (ts.isImportDeclaration(statement)) {
    imports.push(...importsOf(statement, prefix));
    replace(edits, statement, '');
  } else if (ts.isExportDeclaration(statement)) {
    exports.push(...exportsOf(statement));
    replace(edits, statement, '');
  } else {
    const modifier = exportModifierOf(statement);
    if (modifier === undefined) return;
    exports.push(...declaredNames(statement));
    replace(edits, modifier, '');
  }
}

/** Imports are at hand before the module's first statement, wherever they stand. */
function importsOf({ importClause, moduleSpecifier }: ts.ImportDeclaration, prefix: string): string[] {
  const bindings = importClause?.namedBindings;
  if (bindings === undefined) return [];
  const names = ts.isNamespaceImport(bindings)
    ? bindings.name.text
    : `{ ${bindings.elements
        .map(({ name, propertyName }) => `${(propertyName ?? name).getText()}: ${name.text}`)
        .join(', ')} }`;
  return [`const ${names} = ${prefix}modules[${moduleSpecifier.getText()}];`];
}

function exportsOf({ exportClause }: ts.ExportDeclaration): string[] {
  if (exportClause === undefined || !ts.isNamedExports(exportClause)) return [];
  return exportClause.elements.map(
    ({ name, propertyName }) => `${name.getText()}: ${(propertyName ?? name).getText()}`,
  );
}

function exportModifierOf(statement: ts.Statement): ts.Modifier | undefined {
  return ts.canHaveModifiers(statement)
    ? ts.getModifiers(statement)?.find(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
    : undefined;
}

function declaredNames(statement: ts.Statement): string[] {
  if (ts.isFunctionDeclaration(statement)) return statement.name === undefined ? [] : [statement.name.text];
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
}

function editNode(node: ts.Node, prefix: string, edits: Edit[]): void {
  if (makesText(node)) wrap(edits, node, `${prefix}text(`, ')');
  meterNode(node, prefix, edits);
}

/** Of `a + b + c` only the whole. */
function makesText(node: ts.Node): boolean {
  if (ts.isTemplateExpression(node)) return !ts.isTaggedTemplateExpression(node.parent);
  if (!ts.isBinaryExpression(node)) return false;
  const operator = node.operatorToken.kind;
  return operator === ts.SyntaxKind.PlusEqualsToken || (isSum(node) && !isSum(node.parent));
}

function isSum(node: ts.Node): boolean {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;
}
