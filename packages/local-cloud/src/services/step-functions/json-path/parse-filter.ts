/** Parses the filters of JSONPath, such as `[?(@.price < 10 && @.size)]`. */

import type { JsonValue } from '../../../kernel/json.ts';
import { readQuoted } from './cursor.ts';
import type { Cursor } from './cursor.ts';
import type { Comparison, Filter, Operand, Step } from './path.ts';
import { parseJson } from '../../../kernel/json.ts';

type ReadSteps = (cursor: Cursor) => readonly Step[];

/** Longer signs come first, so that `<` does not take the start of `<=`. */
const COMPARISONS: readonly Comparison[] = ['==', '!=', '<=', '>=', '<', '>', 'nin', 'in'];

const UNSUPPORTED = /=~|(?:subsetof|anyof|noneof|size|empty|contains|all)\b/;

/** Reads the filter in parentheses at the cursor. Throws `ExpressionError`. */
export function parseFilter(cursor: Cursor, readSteps: ReadSteps): Filter {
  cursor.skipBlanks();
  cursor.expect('(');
  const filter = readAny(cursor, readSteps);
  cursor.expect(')');
  return filter;
}

function readAny(cursor: Cursor, readSteps: ReadSteps): Filter {
  return readJoined(cursor, '||', 'or', () => readJoined(cursor, '&&', 'and', () => readOne(cursor, readSteps)));
}

function readJoined(cursor: Cursor, sign: string, kind: 'and' | 'or', read: () => Filter): Filter {
  const filters = [read()];
  while (cursor.skip(sign)) filters.push(read());
  const [only] = filters;
  return filters.length === 1 && only ? only : { kind, filters };
}

function readOne(cursor: Cursor, readSteps: ReadSteps): Filter {
  cursor.skipBlanks();
  if (cursor.sees('!') && !cursor.sees('!=')) {
    cursor.expect('!');
    return { kind: 'not', filter: readOne(cursor, readSteps) };
  }
  const filter = cursor.sees('(') ? parseFilter(cursor, readSteps) : readComparison(cursor, readSteps);
  cursor.skipBlanks();
  return filter;
}

function readComparison(cursor: Cursor, readSteps: ReadSteps): Filter {
  const left = readOperand(cursor, readSteps);
  cursor.skipBlanks();
  const unsupported = cursor.match(UNSUPPORTED);
  if (unsupported !== undefined) cursor.fail(`the filter operator ${unsupported} is not supported`);
  const comparison = COMPARISONS.find((sign) => cursor.skip(sign));
  if (comparison === undefined) return { kind: 'exists', operand: left };
  cursor.skipBlanks();
  return { kind: 'compare', comparison, left, right: readOperand(cursor, readSteps) };
}

function readOperand(cursor: Cursor, readSteps: ReadSteps): Operand {
  if (cursor.skip('@')) return { kind: 'path', root: '@', steps: readSteps(cursor) };
  if (cursor.skip('$')) return { kind: 'path', root: '$', steps: readSteps(cursor) };
  return { kind: 'literal', value: readLiteral(cursor) };
}

function readLiteral(cursor: Cursor): JsonValue {
  if (cursor.sees("'")) return readQuoted(cursor, "'");
  if (cursor.sees('"')) return readQuoted(cursor, '"');
  if (cursor.sees('[')) return readLiterals(cursor);
  const word = cursor.match(/true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/);
  return word === undefined ? cursor.fail('expected a path or a literal') : parseJson(word);
}

function readLiterals(cursor: Cursor): JsonValue {
  cursor.expect('[');
  const values: JsonValue[] = [];
  cursor.skipBlanks();
  while (!cursor.sees(']')) {
    values.push(readLiteral(cursor));
    cursor.skipBlanks();
    if (!cursor.skip(',')) break;
    cursor.skipBlanks();
  }
  cursor.expect(']');
  return values;
}
