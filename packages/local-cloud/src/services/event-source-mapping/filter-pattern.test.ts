import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { JsonObject } from '../../kernel/json.ts';
import { checkPattern, matchesPattern } from './filter-pattern.ts';

const EVENT: JsonObject = {
  eventName: 'INSERT',
  dynamodb: {
    NewImage: { status: { S: 'PENDING' }, note: { NULL: true }, tags: { SS: ['red', 'blue'] } },
    SizeBytes: 26,
  },
  gone: null,
};

/** Rule by rule of the guide: the pattern, and whether EVENT matches it. */
const CASES: readonly { readonly name: string; readonly pattern: JsonObject; readonly matches: boolean }[] = [
  { name: 'equals', pattern: { eventName: ['INSERT'] }, matches: true },
  { name: 'equals, in another case', pattern: { eventName: ['insert'] }, matches: false },
  { name: 'or', pattern: { eventName: ['MODIFY', 'INSERT'] }, matches: true },
  { name: 'and', pattern: { eventName: ['INSERT'], dynamodb: { SizeBytes: [27] } }, matches: false },
  { name: 'a boolean', pattern: { dynamodb: { NewImage: { note: { NULL: [true] } } } }, matches: true },
  { name: 'a member of a set', pattern: { dynamodb: { NewImage: { tags: { SS: ['blue'] } } } }, matches: true },
  { name: 'null', pattern: { gone: [null] }, matches: true },
  { name: 'null, of what is absent', pattern: { absent: [null] }, matches: false },
  { name: 'equals-ignore-case', pattern: { eventName: [{ 'equals-ignore-case': 'insert' }] }, matches: true },
  { name: 'prefix', pattern: { dynamodb: { NewImage: { status: { S: [{ prefix: 'PEND' }] } } } }, matches: true },
  { name: 'suffix', pattern: { dynamodb: { NewImage: { status: { S: [{ suffix: 'ED' }] } } } }, matches: false },
  { name: 'anything-but', pattern: { eventName: [{ 'anything-but': ['REMOVE', 'MODIFY'] }] }, matches: true },
  { name: 'anything-but, itself', pattern: { eventName: [{ 'anything-but': 'INSERT' }] }, matches: false },
  { name: 'anything-but, of what is absent', pattern: { absent: [{ 'anything-but': 'INSERT' }] }, matches: false },
  { name: 'numeric', pattern: { dynamodb: { SizeBytes: [{ numeric: ['=', 26] }] } }, matches: true },
  { name: 'numeric range', pattern: { dynamodb: { SizeBytes: [{ numeric: ['>', 0, '<=', 25] }] } }, matches: false },
  { name: 'numeric, of a text', pattern: { eventName: [{ numeric: ['>', 0] }] }, matches: false },
  { name: 'exists', pattern: { dynamodb: { NewImage: { status: { S: [{ exists: true }] } } } }, matches: true },
  { name: 'exists, of an object', pattern: { dynamodb: { NewImage: [{ exists: true }] } }, matches: false },
  {
    name: 'does not exist',
    pattern: { dynamodb: { OldImage: { status: { S: [{ exists: false }] } } } },
    matches: true,
  },
  {
    name: '$or, second branch',
    pattern: { $or: [{ eventName: ['REMOVE'] }, { dynamodb: { SizeBytes: [26] } }] },
    matches: true,
  },
  {
    name: '$or, no branch',
    pattern: { $or: [{ eventName: ['REMOVE'] }, { dynamodb: { SizeBytes: [1] } }] },
    matches: false,
  },
];

describe('matchesPattern', () => {
  for (const { name, pattern, matches } of CASES) {
    it(`${matches ? 'accepts' : 'rejects'} by ${name}`, () => {
      checkPattern(pattern);
      assert.equal(matchesPattern(pattern, EVENT), matches);
    });
  }
});

describe('checkPattern', () => {
  it('names an unsupported rule', () => {
    assert.throws(() => checkPattern({ a: { b: [{ wildcard: '*x' }] } }), {
      name: 'StartupError',
      message: /"wildcard"/,
    });
  });

  it('names a rule with an unsupported operand', () => {
    assert.throws(
      () => checkPattern({ $or: [{ a: ['x'] }, { b: [{ 'anything-but': { prefix: 'x' } }] }] }),
      /"anything-but":\{"prefix"/,
    );
  });

  it('says that a pattern needs lists', () => {
    assert.throws(() => checkPattern({ eventName: 'INSERT' }), /"eventName" must hold a list/);
  });
});
