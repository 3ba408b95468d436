import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { runBody, valueOf } from '../../testing/run-code.ts';

/** Captured from AWS, surprises included. */
describe('util.dynamodb', () => {
  for (const [expression, expected] of [
    [`toDynamoDB('test')`, { S: 'test' }],
    ['toDynamoDB(12345)', { N: 12345 }],
    ['toDynamoDB(true)', { BOOL: true }],
    ['toDynamoDB(null)', { NULL: null }],
    ['toDynamoDB(undefined)', { NULL: null }],
    ['toDynamoDB([1, 2])', { L: [{ N: 1 }, { N: 2 }] }],
    ['toDynamoDB([[], {}])', { L: [{ L: [] }, { M: {} }] }],
    [`toString('test')`, { S: 'test' }],
    [`toStringSet(['foo', 'bar', 'baz'])`, { SS: ['foo', 'bar', 'baz'] }],
    ['toNumber(12345)', { N: 12345 }],
    ['toNumberSet([1, 23, 4.56])', { NS: [1, 23, 4.56] }],
    [`toBinary('foo')`, { B: 'foo' }],
    [`toBinarySet(['foo', 'bar', 'baz'])`, { BS: ['foo', 'bar', 'baz'] }],
    ['toBoolean(true)', { BOOL: true }],
    ['toNull()', { NULL: null }],
    [`toList(['foo', 123, { bar: 'baz' }])`, { L: [{ S: 'foo' }, { N: 123 }, { M: { bar: { S: 'baz' } } }] }],
    [
      `toMap({ foo: 'bar', baz: 1234, beep: ['boop'] })`,
      { M: { foo: { S: 'bar' }, baz: { N: 1234 }, beep: { L: [{ S: 'boop' }] } } },
    ],
    [
      `toMapValues({ foo: 'bar', baz: 1234, beep: ['boop'] })`,
      { foo: { S: 'bar' }, baz: { N: 1234 }, beep: { L: [{ S: 'boop' }] } },
    ],
    [`toS3Object('foo', 'bar', 'baz')`, { S: '{"s3":{"key":"foo","bucket":"bar","region":"baz"}}' }],
    [
      `toS3Object('foo', 'bar', 'baz', 'beep')`,
      { S: '{"s3":{"key":"foo","bucket":"bar","region":"baz","version":"beep"}}' },
    ],
    [
      `fromS3ObjectJson('{"s3":{"key":"label.pdf","bucket":"parcels","region":"eu-west-1"}}')`,
      { key: 'label.pdf', bucket: 'parcels', region: 'eu-west-1' },
    ],
    [
      `fromS3ObjectJson(util.dynamodb.toS3Object('label.pdf', 'parcels', 'eu-west-1', '3'))`,
      { key: 'label.pdf', bucket: 'parcels', region: 'eu-west-1', version: '3' },
    ],
    ['fromS3ObjectJson(null)', null],
  ] as const) {
    it(`${expression} gives ${JSON.stringify(expected)}`, () => {
      assert.deepEqual(valueOf(`util.dynamodb.${expression}`), expected);
    });
  }

  for (const name of [
    'toString',
    'toStringSet',
    'toNumber',
    'toNumberSet',
    'toBinary',
    'toBinarySet',
    'toBoolean',
    'toList',
    'toMap',
    'toMapValues',
  ]) {
    it(`${name} gives null for null and undefined`, () => {
      assert.deepEqual(valueOf(`[util.dynamodb.${name}(null), util.dynamodb.${name}(undefined)]`), [null, null]);
    });
  }

  it('fails with a string that is not an S3 object', () => {
    assert.equal(runBody(`return util.dynamodb.fromS3ObjectJson('no');`).error?.message, 'Runtime Error');
  });
});
