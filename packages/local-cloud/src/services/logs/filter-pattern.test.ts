/** Which messages a filter pattern finds. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { compileFilterPattern } from './filter-pattern.ts';

const LINES = [
  '[ERROR 400] BAD REQUEST',
  '[ERROR 401] UNAUTHORIZED',
  '[INFO] order 7f7c-6fb3 said "no"',
  '[WARN] late',
];

function found(pattern: string): readonly string[] {
  return LINES.filter(compileFilterPattern(pattern));
}

describe('a filter pattern', () => {
  for (const { pattern, lines, what } of [
    { pattern: '', lines: [0, 1, 2, 3], what: 'of nothing finds everything' },
    { pattern: 'ERROR', lines: [0, 1], what: 'of a term' },
    { pattern: 'error', lines: [], what: 'tells capitals from small letters' },
    { pattern: 'ERROR 401', lines: [1], what: 'of terms finds what has all of them' },
    { pattern: '"ERROR 401"', lines: [1], what: 'of a phrase' },
    { pattern: '"7f7c-6fb3"', lines: [2], what: 'of a phrase with other characters' },
    { pattern: String.raw`"said \"no\""`, lines: [2], what: 'of a phrase with quotation marks' },
    { pattern: 'ERROR -401', lines: [0], what: 'leaves out what has an excluded term' },
    { pattern: '?"401" ?WARN', lines: [1, 3], what: 'of optional terms finds what has any of them' },
    { pattern: 'ERROR ?401', lines: [1], what: 'ignores the question mark beside other terms' },
  ]) {
    it(`${what}: ${pattern}`, () => {
      assert.deepEqual(
        found(pattern),
        lines.map((index) => LINES[index]),
      );
    });
  }

  for (const pattern of ['{ $.level = "ERROR" }', '[a, b]', '%ERR.R%']) {
    it(`of another kind is rejected by name: ${pattern}`, () => {
      assert.throws(() => found(pattern), { name: 'InvalidParameterException', message: /doesn't support/ });
    });
  }

  for (const pattern of ['"open', 'a,b', '?', 'a"b"']) {
    it(`that isn't one is rejected: ${pattern}`, () => {
      assert.throws(() => found(pattern), { name: 'InvalidParameterException', message: 'Invalid filter pattern' });
    });
  }
});
