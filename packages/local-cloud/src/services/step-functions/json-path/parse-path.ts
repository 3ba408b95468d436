/** Parses JSONPath expressions; what Step Functions or the local cloud does not support is an `ExpressionError`. */

import { createCursor, readQuoted } from './cursor.ts';
import type { Cursor } from './cursor.ts';
import { parseFilter } from './parse-filter.ts';
import type { Path, Step } from './path.ts';

const parsed = new Map<string, Path>();

/** Keeps what it has parsed: the texts come from definitions, of which there are few. Throws `ExpressionError`. */
export function parsePath(text: string): Path {
  const known = parsed.get(text);
  if (known) return known;
  const cursor = createCursor(text);
  const path = readPath(cursor);
  if (!cursor.isAtEnd()) cursor.fail('unexpected text');
  parsed.set(text, path);
  return path;
}

/** Reads the path that starts at the cursor. */
export function readPath(cursor: Cursor): Path {
  const start = cursor.place();
  cursor.expect('$');
  const root = cursor.skip('$') ? '$$' : '$';
  if (cursor.match(/[A-Za-z_]/) !== undefined) cursor.fail('variables are not supported');
  const steps = readSteps(cursor);
  return { text: cursor.text.slice(start, cursor.place()), root, steps, isDefinite: areDefinite(steps) };
}

/** Several names at the end make one object of them, so they are definite, too. */
function areDefinite(steps: readonly Step[]): boolean {
  return steps.every(
    ({ kind }, index) => kind === 'member' || kind === 'index' || (kind === 'members' && index === steps.length - 1),
  );
}

const NAME = /[^\s.[\](){}*?,'"&|!=<>~\\]+/;

function readSteps(cursor: Cursor): readonly Step[] {
  const steps: Step[] = [];
  for (;;) {
    if (cursor.skip('..')) steps.push({ kind: 'descent' }, readAfterDescent(cursor));
    else if (cursor.skip('.')) steps.push(readName(cursor));
    else if (cursor.sees('[')) steps.push(readBrackets(cursor));
    else return steps;
  }
}

function readAfterDescent(cursor: Cursor): Step {
  return cursor.sees('[') ? readBrackets(cursor) : readName(cursor);
}

function readName(cursor: Cursor): Step {
  if (cursor.skip('*')) return { kind: 'wildcard' };
  const name = cursor.match(NAME) ?? cursor.fail('expected the name of a member');
  if (cursor.sees('(')) cursor.fail(`the JSONPath function ${name}() is not supported`);
  return { kind: 'member', name };
}

function readBrackets(cursor: Cursor): Step {
  cursor.expect('[');
  cursor.skipBlanks();
  const step = readInBrackets(cursor);
  cursor.skipBlanks();
  cursor.expect(']');
  return step;
}

function readInBrackets(cursor: Cursor): Step {
  if (cursor.skip('*')) return { kind: 'wildcard' };
  if (cursor.skip('?')) return { kind: 'filter', filter: parseFilter(cursor, readSteps) };
  if (cursor.sees("'") || cursor.sees('"')) return readNames(cursor);
  if (cursor.sees('(')) cursor.fail('script expressions are not supported');
  return readIndexes(cursor);
}

function readNames(cursor: Cursor): Step {
  const names = readList(cursor, () => readQuoted(cursor, cursor.sees("'") ? "'" : '"'));
  const [name = ''] = names;
  return names.length === 1 ? { kind: 'member', name } : { kind: 'members', names };
}

function readIndexes(cursor: Cursor): Step {
  const from = readInteger(cursor);
  if (cursor.skip(':')) {
    const to = readInteger(cursor);
    if (cursor.sees(':')) cursor.fail('the step of a slice is not supported');
    return { kind: 'slice', ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  }
  const index = from ?? cursor.fail('expected an index, a slice, a name in quotes, a filter or *');
  cursor.skipBlanks();
  if (!cursor.skip(',')) return { kind: 'index', index };
  const others = readList(cursor, () => readInteger(cursor) ?? cursor.fail('expected an index'));
  return { kind: 'indexes', indexes: [index, ...others] };
}

function readInteger(cursor: Cursor): number | undefined {
  cursor.skipBlanks();
  const digits = cursor.match(/-?\d+/);
  return digits === undefined ? undefined : Number(digits);
}

function readList<Item>(cursor: Cursor, readItem: () => Item): readonly Item[] {
  const items: Item[] = [];
  do {
    cursor.skipBlanks();
    items.push(readItem());
    cursor.skipBlanks();
  } while (cursor.skip(','));
  return items;
}
