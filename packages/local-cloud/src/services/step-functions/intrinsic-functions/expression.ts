/** Parses intrinsic functions ("Intrinsic Functions", Amazon States Language). */

import type { JsonValue } from '../../../kernel/json.ts';
import { createCursor } from '../json-path/cursor.ts';
import type { Cursor } from '../json-path/cursor.ts';
import { readPath } from '../json-path/parse-path.ts';
import type { Path } from '../json-path/path.ts';
import { parseJson } from '../../../kernel/json.ts';

export type Call = { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Argument[] };

/** A string keeps its text as it was written, for `States.Format` tells `{}` from `\{\}`. */
export type Argument =
  | Call
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'string'; readonly written: string; readonly value: string }
  | { readonly kind: 'literal'; readonly value: JsonValue };

/** How deep functions may stand in each other ("Intrinsic functions", developer guide). */
const MAX_NESTING = 10;

const parsed = new Map<string, Call>();

/** Keeps what it has parsed, as `parsePath`. Throws `ExpressionError`. */
export function parseCall(text: string): Call {
  const known = parsed.get(text);
  if (known) return known;
  const cursor = createCursor(text);
  cursor.skipBlanks();
  const call = readCall(cursor, 1);
  cursor.skipBlanks();
  if (!cursor.isAtEnd()) cursor.fail('unexpected text');
  parsed.set(text, call);
  return call;
}

function readCall(cursor: Cursor, depth: number): Call {
  if (depth > MAX_NESTING) cursor.fail(`more than ${MAX_NESTING} intrinsic functions inside of each other`);
  const name = cursor.match(/[A-Za-z_][A-Za-z0-9._]*/) ?? cursor.fail('expected a path or an intrinsic function');
  cursor.expect('(');
  const list: Argument[] = [];
  cursor.skipBlanks();
  while (!cursor.sees(')')) {
    list.push(readArgument(cursor, depth));
    cursor.skipBlanks();
    if (cursor.sees(')')) break;
    cursor.expect(',');
    cursor.skipBlanks();
  }
  cursor.expect(')');
  return { kind: 'call', name, arguments: list };
}

function readArgument(cursor: Cursor, depth: number): Argument {
  if (cursor.sees('$')) return { kind: 'path', path: readPath(cursor) };
  if (cursor.sees("'")) return readString(cursor);
  const word = cursor.match(/(?:true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?=[\s,)]|$)/);
  return word === undefined ? readCall(cursor, depth + 1) : { kind: 'literal', value: parseJson(word) };
}

function readString(cursor: Cursor): Argument {
  cursor.expect("'");
  const written = cursor.match(/(?:[^'\\]|\\['{}\\])*/) ?? '';
  if (cursor.sees('\\')) cursor.fail("a backslash may only stand before ', {, } and another backslash");
  cursor.expect("'");
  return { kind: 'string', written, value: unescape(written) };
}

/** Takes the backslash from every escaped character. */
export function unescape(written: string): string {
  return written.replaceAll(/\\(['{}\\])/g, '$1');
}
