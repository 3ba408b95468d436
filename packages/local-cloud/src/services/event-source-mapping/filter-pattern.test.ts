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
const CASES: readonly (readonly [name: string, pattern: JsonObject, matches: boolean])[] = [
  ['equals', { eventName: ['INSERT'] }, true],
  ['equals, in another case', { eventName: ['insert'] }, false],
  ['or', { eventName: ['MODIFY', 'INSERT'] }, true],
  ['and', { eventName: ['INSERT'], dynamodb: { SizeBytes: [27] } }, false],
  ['a boolean', { dynamodb: { NewImage: { note: { NULL: [true] } } } }, true],
  ['a member of a set', { dynamodb: { NewImage: { tags: { SS: ['blue'] } } } }, true],
  ['null', { gone: [null] }, true],
  ['null, of what is absent', { absent: [null] }, false],
  ['equals-ignore-case', { eventName: [{ 'equals-ignore-case': 'insert' }] }, true],
  ['prefix', { dynamodb: { NewImage: { status: { S: [{ prefix: 'PEND' }] } } } }, true],
  ['suffix', { dynamodb: { NewImage: { status: { S: [{ suffix: 'ED' }] } } } }, false],
  ['anything-but', { eventName: [{ 'anything-but': ['REMOVE', 'MODIFY'] }] }, true],
  ['anything-but, itself', { eventName: [{ 'anything-but': 'INSERT' }] }, false],
  ['anything-but, of what is absent', { absent: [{ 'anything-but': 'INSERT' }] }, false],
  ['numeric', { dynamodb: { SizeBytes: [{ numeric: ['=', 26] }] } }, true],
  ['numeric range', { dynamodb: { SizeBytes: [{ numeric: ['>', 0, '<=', 25] }] } }, false],
  ['numeric, of a text', { eventName: [{ numeric: ['>', 0] }] }, false],
  ['exists', { dynamodb: { NewImage: { status: { S: [{ exists: true }] } } } }, true],
  ['exists, of an object', { dynamodb: { NewImage: [{ exists: true }] } }, false],
  ['does not exist', { dynamodb: { OldImage: { status: { S: [{ exists: false }] } } } }, true],
  ['$or, second branch', { $or: [{ eventName: ['REMOVE'] }, { dynamodb: { SizeBytes: [26] } }] }, true],
  ['$or, no branch', { $or: [{ eventName: ['REMOVE'] }, { dynamodb: { SizeBytes: [1] } }] }, false],
];

describe('matchesPattern', () => {
  for (const [name, pattern, matches] of CASES) {
    it(`${matches ? 'accepts' : 'rejects'} by ${name}`, () => {
      checkPattern(pattern);
      assert.equal(matchesPattern(pattern, EVENT), matches);
    });
  }
});

describe('checkPattern', () => {
  it('names a rule that is not carried', () => {
    assert.throws(() => checkPattern({ a: { b: [{ wildcard: '*x' }] } }), {
      name: 'StartupError',
      message: /"wildcard"/,
    });
  });

  it('names a rule with an operand that is not carried', () => {
    assert.throws(
      () => checkPattern({ $or: [{ a: ['x'] }, { b: [{ 'anything-but': { prefix: 'x' } }] }] }),
      /"anything-but":\{"prefix"/,
    );
  });

  it('says that a pattern needs lists', () => {
    assert.throws(() => checkPattern({ eventName: 'INSERT' }), /"eventName" must hold a list/);
  });
});
