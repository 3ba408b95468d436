import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { createTestApi, local } from '../testing/test-api.ts';
import { objectIn, stringIn, valueAt } from '../testing/value-at.ts';

const { ask } = createTestApi({
  schema: `
    type Query {
      show(int: Int, float: Float, flag: Boolean, text: String, id: ID, kind: Kind, ints: [Int!], box: Box, boxes: [Box!]): AWSJSON
    }
    enum Kind { A B }
    input Box { int: Int, float: Float = 1.5, flag: Boolean, text: String, texts: [String], inner: Box }
  `,
  resolvers: [local('Query.show', 'return { payload: ctx.args };')],
});

const TYPES = {
  int: 'Int',
  float: 'Float',
  flag: 'Boolean',
  text: 'String',
  id: 'ID',
  kind: 'Kind',
  ints: '[Int!]',
  box: 'Box',
  boxes: '[Box!]',
};
type Name = keyof typeof TYPES;

function askWith(name: Name, value: JsonValue): Promise<JsonObject> {
  return ask(`query($v: ${TYPES[name]}) { show(${name}: $v) }`, { v: value });
}

async function seen(name: Name, value: JsonValue): Promise<JsonValue | undefined> {
  const { data, errors } = await askWith(name, value);
  assert.equal(errors, undefined, JSON.stringify(errors));
  return objectIn(stringIn(data, 'show'))[name];
}

const TAKEN: readonly { readonly name: Name; readonly given: JsonValue; readonly expected: JsonValue }[] = [
  { name: 'int', given: '5', expected: 5 },
  { name: 'int', given: '-5', expected: -5 },
  { name: 'int', given: '+5.00', expected: 5 },
  { name: 'int', given: '2.50e1', expected: 25 },
  { name: 'int', given: '.5E1', expected: 5 },
  { name: 'int', given: '-0', expected: 0 },
  { name: 'int', given: '0e99', expected: 0 },
  { name: 'int', given: '2147483647', expected: 2147483647 },
  { name: 'int', given: '-2147483648', expected: -2147483648 },
  { name: 'int', given: 5.0, expected: 5 },
  { name: 'float', given: '1.5', expected: 1.5 },
  { name: 'float', given: '1e3', expected: 1000 },
  { name: 'float', given: 2, expected: 2 },
  { name: 'flag', given: 'true', expected: true },
  { name: 'flag', given: 'FALSE', expected: false },
  { name: 'flag', given: 1, expected: true },
  { name: 'flag', given: 0, expected: false },
  { name: 'flag', given: 0.5, expected: true },
  { name: 'text', given: 5, expected: '5' },
  { name: 'text', given: 1.5, expected: '1.5' },
  { name: 'text', given: 1e21, expected: '1.0E21' },
  { name: 'text', given: 0.0001234, expected: '1.234E-4' },
  { name: 'text', given: true, expected: 'true' },
  { name: 'text', given: [1, 'b'], expected: '[1, b]' },
  { name: 'text', given: { a: [null] }, expected: '{a=[null]}' },
  { name: 'id', given: 5, expected: '5' },
  { name: 'ints', given: ['5', 6], expected: [5, 6] },
  { name: 'ints', given: '5', expected: [5] },
  {
    name: 'box',
    given: { int: '5', text: 1, texts: [true, null, '1'], inner: { flag: 'true' } },
    expected: {
      int: 5,
      float: 1.5,
      text: '1',
      texts: ['true', null, '1'],
      inner: { flag: true, float: 1.5 },
    },
  },
  { name: 'boxes', given: { float: '2' }, expected: [{ float: 2 }] },
  { name: 'int', given: null, expected: null },
];

const REFUSED: readonly { readonly name: Name; readonly given: JsonValue; readonly message: string }[] = [
  { name: 'int', given: 'five', message: "Variable 'v' has an invalid value. Expected type 'Int' but was 'String'." },
  { name: 'int', given: '', message: "Variable 'v' has an invalid value. Expected type 'Int' but was 'String'." },
  { name: 'int', given: ' 5', message: "Variable 'v' has an invalid value. Expected type 'Int' but was 'String'." },
  { name: 'int', given: '0x5', message: "Variable 'v' has an invalid value. Expected type 'Int' but was 'String'." },
  { name: 'int', given: '5.5', message: "Variable 'v' has an invalid value. Expected type 'Int' but was 'String'." },
  {
    name: 'int',
    given: '5.00000000000000000001',
    message: "Variable 'v' has an invalid value. Expected type 'Int' but was 'String'.",
  },
  {
    name: 'int',
    given: '2147483648',
    message: "Variable 'v' has an invalid value. Expected type 'Int' but was 'String'.",
  },
  {
    name: 'int',
    given: '1e999999999',
    message: "Variable 'v' has an invalid value. Expected type 'Int' but was 'String'.",
  },
  { name: 'int', given: 5.5, message: "Variable 'v' has an invalid value. Expected type 'Int' but was 'Double'." },
  { name: 'int', given: 2147483648, message: "Variable 'v' has an invalid value. Expected type 'Int' but was 'Long'." },
  { name: 'int', given: true, message: "Variable 'v' has an invalid value. Expected type 'Int' but was 'Boolean'." },
  {
    name: 'float',
    given: 'NaN',
    message: "Variable 'v' has an invalid value. Expected type 'Float' but was 'String'.",
  },
  {
    name: 'float',
    given: '1e400',
    message: "Variable 'v' has an invalid value. Expected type 'Float' but was 'String'.",
  },
  {
    name: 'float',
    given: false,
    message: "Variable 'v' has an invalid value. Expected type 'Float' but was 'Boolean'.",
  },
  {
    name: 'flag',
    given: 'yes',
    message: "Variable 'v' has an invalid value. Expected type 'Boolean' but was 'String'.",
  },
  {
    name: 'flag',
    given: {},
    message: "Variable 'v' has an invalid value. Expected type 'Boolean' but was 'LinkedHashMap'.",
  },
  { name: 'id', given: true, message: "Variable 'v' has an invalid value. Expected type 'ID' but was 'Boolean'." },
  { name: 'id', given: 1.5, message: "Variable 'v' has an invalid value. Expected type 'ID' but was 'Double'." },
  {
    name: 'kind',
    given: 1,
    message: "Variable 'v' has an invalid value. Invalid input for Enum 'Kind'. No value found for name '1'",
  },
  {
    name: 'ints',
    given: ['5', 'x'],
    message: "Variable 'v' has an invalid value. Expected type 'Int' but was 'String'.",
  },
  {
    name: 'box',
    given: { inner: { int: 'x' } },
    message: "Variable 'int' has an invalid value. Expected type 'Int' but was 'String'.",
  },
];

describe('a variable of another type, as graphql-java before version 22 takes it', () => {
  for (const { name, given, expected } of TAKEN) {
    it(`${JSON.stringify(given)} for ${TYPES[name]} is ${JSON.stringify(expected)}`, async () => {
      assert.deepEqual(await seen(name, given), expected);
    });
  }

  for (const { name, given, message } of REFUSED) {
    it(`${JSON.stringify(given)} for ${TYPES[name]} is rejected`, async () => {
      const { data, errors } = await askWith(name, given);
      assert.equal(data, null);
      assert.equal(valueAt(errors, 0, 'message'), message);
    });
  }

  it('decides @include', async () => {
    assert.deepEqual(
      await ask('query($v: Boolean!) { a: __typename b: __typename @include(if: $v) }', { v: 'false' }),
      {
        data: { a: 'Query' },
      },
    );
  });
});

describe('a literal of another type', () => {
  for (const argument of [
    'int: "5"',
    'float: "1.5"',
    'flag: "true"',
    'flag: 1',
    'text: 5',
    'box: { int: "5" }',
    'ints: ["5"]',
  ]) {
    it(`is rejected: ${argument}`, async () => {
      const { data, errors } = await ask(`{ show(${argument}) }`);
      assert.equal(data, null);
      assert.match(JSON.stringify(errors), /WrongType/);
    });
  }

  it('is rejected as the default of a variable', async () => {
    assert.match(JSON.stringify(await ask('query($v: Int = "5") { show(int: $v) }')), /errors/);
  });
});
