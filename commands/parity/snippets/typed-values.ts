/** `util.dynamodb`: values with DynamoDB's types, as they were captured. */
import { returns } from './snippet.ts';
import type { Topic } from './snippet.ts';
import { ASSUMED, CAPTURED, DYNAMODB_PAGE } from './sources.ts';

const CASES: readonly (readonly [expression: string, name: string])[] = [
  [`toDynamoDB('test')`, 'toDynamoDB of a string'],
  ['toDynamoDB(12345)', 'toDynamoDB of a number keeps it a number'],
  ['toDynamoDB(1.5e300)', 'toDynamoDB of a large number'],
  ['toDynamoDB(true)', 'toDynamoDB of a boolean'],
  ['toDynamoDB(null)', 'toDynamoDB of null has null, not true'],
  ['toDynamoDB(undefined)', 'toDynamoDB of undefined'],
  ['toDynamoDB([1, 2])', 'toDynamoDB of numbers is a list, not a set'],
  ['toDynamoDB([[], {}])', 'toDynamoDB of what is empty'],
  [`toDynamoDB('')`, 'toDynamoDB of an empty string'],
  [`toDynamoDB({ a: undefined })`, 'toDynamoDB of an undefined member'],
  [`toString('test')`, 'toString'],
  [`toStringSet(['foo', 'bar'])`, 'toStringSet'],
  ['toNumber(12345)', 'toNumber keeps a number'],
  ['toNumberSet([1, 23, 4.56])', 'toNumberSet keeps numbers'],
  [`toBinary('foo')`, 'toBinary passes its value through'],
  [`toBinarySet(['foo', 'bar'])`, 'toBinarySet passes its values through'],
  ['toBoolean(true)', 'toBoolean'],
  ['toNull()', 'toNull has null, not true'],
  [`toList(['foo', 123, { bar: 'baz' }])`, 'toList'],
  [`toMap({ foo: 'bar', baz: 1234, beep: ['boop'] })`, 'toMap'],
  [`toMapValues({ foo: 'bar', baz: 1234, beep: ['boop'] })`, 'toMapValues has no M around it'],
  [`toS3Object('foo', 'bar', 'baz')`, 'toS3Object is JSON in a string'],
  [`toS3Object('foo', 'bar', 'baz', 'beep')`, 'toS3Object with a version'],
];

const NULLS = ['toString', 'toStringSet', 'toNumber', 'toNumberSet', 'toBoolean', 'toList', 'toMap', 'toMapValues'];

export const TYPED_VALUES: Topic = {
  group: 'typed values',
  snippets: [
    ...CASES.map(([expression, name]) => returns(`util.dynamodb.${expression}`, name, CAPTURED)),
    ...NULLS.map((name) => returns(`util.dynamodb.${name}(null)`, `${name} of null is null`, DYNAMODB_PAGE)),
    returns(`util.dynamodb.fromS3ObjectJson(ctx.args.json)`, 'fromS3ObjectJson reads what toS3Object writes', ASSUMED, {
      context: { arguments: { json: '{"s3":{"key":"label.pdf","bucket":"parcels","region":"eu-west-1"}}' } },
    }),
    returns(
      `util.dynamodb.toMapValues({ price: 89.99, version: 1, sent: false })`,
      'toMapValues of an order',
      'resolvers/put-new.ts',
    ),
    returns(
      `util.dynamodb.toMapValues({ a: undefined, b: null })`,
      'toMapValues of undefined and null',
      'resolvers/put-new.ts',
    ),
  ],
};
