/** Makes `console.log(…)` say where in the code it stands, as it does on AppSync. */
import ts from 'typescript';
import { insert, replace } from '../syntax/edits.ts';
import type { Edit } from '../syntax/edits.ts';
import { walk } from '../syntax/walk.ts';

/** From a place in the code to the place in its source; both count from 1. */
export type Locate = (
  line: number,
  column: number,
) => { readonly file: string; readonly line: number; readonly column: number };

const LEVELS: ReadonlyMap<string, string> = new Map([
  ['debug', 'DEBUG'],
  ['error', 'ERROR'],
  ['info', 'INFO'],
  ['log', 'INFO'],
  ['warn', 'WARN'],
]);

export function placeLogs(
  source: ts.SourceFile,
  prefix: string,
  locate: Locate,
  edits: Edit[],
): (node: ts.Node) => void {
  const isOurs = !declaresConsole(source);
  return (node) => {
    const level = isOurs && ts.isCallExpression(node) ? levelOf(node) : undefined;
    if (level === undefined || !ts.isCallExpression(node)) return;
    const start = source.getLineAndCharacterOfPosition(node.getStart());
    const { file, line, column } = locate(start.line + 1, start.character + 1);
    const heading = JSON.stringify(`${level} - ${file}:${line}:${column}`);
    replace(edits, node.expression, `${prefix}logged`);
    insert(edits, node.arguments.pos, node.arguments.length === 0 ? heading : `${heading}, `);
  };
}

function levelOf({ expression, questionDotToken }: ts.CallExpression): string | undefined {
  if (questionDotToken !== undefined || !ts.isPropertyAccessExpression(expression)) return undefined;
  const { expression: owner, name, questionDotToken: isOptional } = expression;
  const isConsole = ts.isIdentifier(owner) && owner.text === 'console' && isOptional === undefined;
  return isConsole ? LEVELS.get(name.text) : undefined;
}

/** Whether the code has a `console` of its own. */
function declaresConsole(source: ts.SourceFile): boolean {
  let isDeclared = false;
  walk(source, (node) => {
    if (!ts.isIdentifier(node) || node.text !== 'console') return;
    const { parent } = node;
    if ('name' in parent && parent.name === node && !ts.isPropertyAccessExpression(parent)) isDeclared = true;
  });
  return isDeclared;
}
