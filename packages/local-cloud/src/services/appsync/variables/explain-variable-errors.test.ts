import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { JsonObject } from '../../../kernel/json.ts';
import { createTestApi } from '../testing/test-api.ts';

const { ask } = createTestApi({
  schema: `
    type Query { list(limit: Int, kind: Kind, id: ID): String }
    type Mutation { save(input: Person!): String saveAll(input: [Person!]!): String }
    enum Kind { A B }
    input Person { id: ID!, phone: AWSPhone, born: AWSDate, seen: AWSDateTime, about: AWSJSON, home: Home }
    input Home { street: String! }
  `,
});

const SAVE = 'mutation Save($input: Person!) { save(input: $input) }';
const LIST = 'query List($limit: Int, $kind: Kind, $id: ID) { list(limit: $limit, kind: $kind, id: $id) }';

const CASES: readonly [document: string, variables: JsonObject, message: string][] = [
  [SAVE, {}, "Variable 'input' has coerced Null value for NonNull type 'Person!'"],
  [SAVE, { input: null }, "Variable 'input' has coerced Null value for NonNull type 'Person!'"],
  [SAVE, { input: {} }, "Variable 'input' has coerced Null value for NonNull type 'ID!'"],
  [SAVE, { input: { id: '1', home: {} } }, "Variable 'input' has coerced Null value for NonNull type 'String!'"],
  [
    SAVE,
    { input: { id: '1', phone: '1110004444' } },
    "Variable 'phone' has an invalid value. Unable to parse `1110004444` as a valid phone number.",
  ],
  [
    SAVE,
    { input: { id: '1', born: 'monday' } },
    "Variable 'born' has an invalid value. Unable to parse `monday` as a valid date.",
  ],
  [
    SAVE,
    { input: { id: '1', seen: '2020' } },
    "Variable 'seen' has an invalid value. Unable to parse `2020` as a valid DateTime Object.",
  ],
  [
    SAVE,
    { input: { id: '1', about: { a: [1, 'b'], c: { d: null } } } },
    "Variable 'about' has an invalid value. Unable to parse {a=[1, b], c={d=null}} as valid JSON.",
  ],
  [
    SAVE,
    { input: 'x' },
    "Variable 'input' has an invalid value. Expected type 'Map' but was 'String'. Variables for input objects must be an instance of type 'Map'.",
  ],
  [LIST, { limit: 'ten' }, "Variable 'limit' has an invalid value. Expected type 'Int' but was 'String'."],
  [
    LIST,
    { kind: 'C' },
    "Variable 'kind' has an invalid value. Invalid input for Enum 'Kind'. No value found for name 'C'",
  ],
  [LIST, { id: ['1'] }, "Variable 'id' has an invalid value. Expected type 'ID' but was 'ArrayList'."],
];

describe('variables that do not fit', () => {
  for (const [document, variables, message] of CASES) {
    it(`are refused: ${JSON.stringify(variables)}`, async () => {
      assert.deepEqual(await ask(document, variables), {
        data: null,
        errors: [
          {
            path: null,
            locations: [{ line: 1, column: document.indexOf('$' + place(message)) + 1, sourceName: null }],
            message,
          },
        ],
      });
    });
  }

  it('are refused without a place when a field of an input object is not known', async () => {
    const message = "The variables input contains a field that is not defined for input object type 'Person' ";
    const expected = { data: null, errors: [{ path: null, locations: null, message }] };
    assert.deepEqual(await ask(SAVE, { input: { id: '1', nickname: 'x' } }), expected);
    assert.deepEqual(
      await ask('mutation($input: [Person!]!) { saveAll(input: $input) }', { input: { nickname: 'x' } }),
      expected,
    );
  });
});

/** The variable that a message is about: its own name, or `input` for a field of that. */
function place(message: string): string {
  const name = /^Variable '(\w+)'/.exec(message)?.[1] ?? '';
  return ['limit', 'kind', 'id'].includes(name) ? name : 'input';
}
