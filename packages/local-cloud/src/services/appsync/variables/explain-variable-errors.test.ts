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

const CASES: readonly { readonly document: string; readonly variables: JsonObject; readonly message: string }[] = [
  { document: SAVE, variables: {}, message: "Variable 'input' has coerced Null value for NonNull type 'Person!'" },
  {
    document: SAVE,
    variables: { input: null },
    message: "Variable 'input' has coerced Null value for NonNull type 'Person!'",
  },
  {
    document: SAVE,
    variables: { input: {} },
    message: "Variable 'input' has coerced Null value for NonNull type 'ID!'",
  },
  {
    document: SAVE,
    variables: { input: { id: '1', home: {} } },
    message: "Variable 'input' has coerced Null value for NonNull type 'String!'",
  },
  {
    document: SAVE,
    variables: { input: { id: '1', phone: '1110004444' } },
    message: "Variable 'phone' has an invalid value. Unable to parse `1110004444` as a valid phone number.",
  },
  {
    document: SAVE,
    variables: { input: { id: '1', born: 'monday' } },
    message: "Variable 'born' has an invalid value. Unable to parse `monday` as a valid date.",
  },
  {
    document: SAVE,
    variables: { input: { id: '1', seen: '2020' } },
    message: "Variable 'seen' has an invalid value. Unable to parse `2020` as a valid DateTime Object.",
  },
  {
    document: SAVE,
    variables: { input: { id: '1', about: { a: [1, 'b'], c: { d: null } } } },
    message: "Variable 'about' has an invalid value. Unable to parse {a=[1, b], c={d=null}} as valid JSON.",
  },
  {
    document: SAVE,
    variables: { input: 'x' },
    message:
      "Variable 'input' has an invalid value. Expected type 'Map' but was 'String'. Variables for input objects must be an instance of type 'Map'.",
  },
  {
    document: LIST,
    variables: { limit: 'ten' },
    message: "Variable 'limit' has an invalid value. Expected type 'Int' but was 'String'.",
  },
  {
    document: LIST,
    variables: { kind: 'C' },
    message: "Variable 'kind' has an invalid value. Invalid input for Enum 'Kind'. No value found for name 'C'",
  },
  {
    document: LIST,
    variables: { id: ['1'] },
    message: "Variable 'id' has an invalid value. Expected type 'ID' but was 'ArrayList'.",
  },
];

describe('variables that do not fit', () => {
  for (const { document, variables, message } of CASES) {
    it(`are rejected: ${JSON.stringify(variables)}`, async () => {
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

  it("are rejected without a place when a field of an input object isn't known", async () => {
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
