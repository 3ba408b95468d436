import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { createTestApi, local } from '../testing/test-api.ts';

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

async function seen(name: Name, value: JsonValue): Promise<JsonValue> {
  const { data, errors } = await askWith(name, value);
  assert.equal(errors, undefined, JSON.stringify(errors));
  return JSON.parse(JSON.parse(JSON.stringify(data)).show)[name];
}

const TAKEN: readonly [name: Name, given: JsonValue, seen: JsonValue][] = [
  ['int', '5', 5],
  ['int', '-5', -5],
  ['int', '+5.00', 5],
  ['int', '2.50e1', 25],
  ['int', '.5E1', 5],
  ['int', '-0', 0],
  ['int', '0e99', 0],
  ['int', '2147483647', 2147483647],
  ['int', '-2147483648', -2147483648],
  ['int', 5.0, 5],
  ['float', '1.5', 1.5],
  ['float', '1e3', 1000],
  ['float', 2, 2],
  ['flag', 'true', true],
  ['flag', 'FALSE', false],
  ['flag', 1, true],
  ['flag', 0, false],
  ['flag', 0.5, true],
  ['text', 5, '5'],
  ['text', 1.5, '1.5'],
  ['text', 1e21, '1.0E21'],
  ['text', 0.0001234, '1.234E-4'],
  ['text', true, 'true'],
  ['text', [1, 'b'], '[1, b]'],
  ['text', { a: [null] }, '{a=[null]}'],
  ['id', 5, '5'],
  ['ints', ['5', 6], [5, 6]],
  ['ints', '5', [5]],
  [
    'box',
    { int: '5', text: 1, texts: [true, null, '1'], inner: { flag: 'true' } },
    {
      int: 5,
      float: 1.5,
      text: '1',
      texts: ['true', null, '1'],
      inner: { flag: true, float: 1.5 },
    },
  ],
  ['boxes', { float: '2' }, [{ float: 2 }]],
  ['int', null, null],
];

const REFUSED: readonly [name: Name, given: JsonValue, message: string][] = [
  ['int', 'five', "Variable 'v' has an invalid value. Expected type 'Int' but was 'String'."],
  ['int', '', "Variable 'v' has an invalid value. Expected type 'Int' but was 'String'."],
  ['int', ' 5', "Variable 'v' has an invalid value. Expected type 'Int' but was 'String'."],
  ['int', '0x5', "Variable 'v' has an invalid value. Expected type 'Int' but was 'String'."],
  ['int', '5.5', "Variable 'v' has an invalid value. Expected type 'Int' but was 'String'."],
  ['int', '5.00000000000000000001', "Variable 'v' has an invalid value. Expected type 'Int' but was 'String'."],
  ['int', '2147483648', "Variable 'v' has an invalid value. Expected type 'Int' but was 'String'."],
  ['int', '1e999999999', "Variable 'v' has an invalid value. Expected type 'Int' but was 'String'."],
  ['int', 5.5, "Variable 'v' has an invalid value. Expected type 'Int' but was 'Double'."],
  ['int', 2147483648, "Variable 'v' has an invalid value. Expected type 'Int' but was 'Long'."],
  ['int', true, "Variable 'v' has an invalid value. Expected type 'Int' but was 'Boolean'."],
  ['float', 'NaN', "Variable 'v' has an invalid value. Expected type 'Float' but was 'String'."],
  ['float', '1e400', "Variable 'v' has an invalid value. Expected type 'Float' but was 'String'."],
  ['float', false, "Variable 'v' has an invalid value. Expected type 'Float' but was 'Boolean'."],
  ['flag', 'yes', "Variable 'v' has an invalid value. Expected type 'Boolean' but was 'String'."],
  ['flag', {}, "Variable 'v' has an invalid value. Expected type 'Boolean' but was 'LinkedHashMap'."],
  ['id', true, "Variable 'v' has an invalid value. Expected type 'ID' but was 'Boolean'."],
  ['id', 1.5, "Variable 'v' has an invalid value. Expected type 'ID' but was 'Double'."],
  ['kind', 1, "Variable 'v' has an invalid value. Invalid input for Enum 'Kind'. No value found for name '1'"],
  ['ints', ['5', 'x'], "Variable 'v' has an invalid value. Expected type 'Int' but was 'String'."],
  ['box', { inner: { int: 'x' } }, "Variable 'int' has an invalid value. Expected type 'Int' but was 'String'."],
];

describe('a variable of another type, as graphql-java before version 22 takes it', () => {
  for (const [name, given, expected] of TAKEN) {
    it(`${JSON.stringify(given)} for ${TYPES[name]} is ${JSON.stringify(expected)}`, async () => {
      assert.deepEqual(await seen(name, given), expected);
    });
  }

  for (const [name, given, message] of REFUSED) {
    it(`${JSON.stringify(given)} for ${TYPES[name]} is refused`, async () => {
      const { data, errors } = await askWith(name, given);
      assert.equal(data, null);
      assert.equal(JSON.parse(JSON.stringify(errors))[0].message, message);
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
    it(`is refused: ${argument}`, async () => {
      const { data, errors } = await ask(`{ show(${argument}) }`);
      assert.equal(data, null);
      assert.match(JSON.stringify(errors), /WrongType/);
    });
  }

  it('is refused as the default of a variable', async () => {
    assert.match(JSON.stringify(await ask('query($v: Int = "5") { show(int: $v) }')), /errors/);
  });
});
