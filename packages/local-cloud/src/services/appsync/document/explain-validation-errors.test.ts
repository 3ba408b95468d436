import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { createTestApi } from '../testing/test-api.ts';

const { ask } = createTestApi({
  schema: `
    type Query {
      book(id: ID!, shelf: Shelf): Book
      books(sort: [Sort!], kind: Kind, limit: Int, json: AWSJSON): [Book]
      title: String!
    }
    type Subscription { onBook: Book onOther: Book }
    type Book { id: ID! name: String author: Author tags: [String] }
    type Author { name: String }
    enum Kind { PAPER AUDIO }
    input Sort { field: String!, order: Order!, nested: Shelf }
    input Shelf { row: Int }
    enum Order { ASC DESC }
  `,
});

const CASES: readonly [document: string, message: string, line?: number, column?: number][] = [
  ['{ books { none } }', "FieldUndefined: Field 'none' in type 'Book' is undefined @ 'books/none'", 1, 11],
  ['{ a: books { b: none } }', "FieldUndefined: Field 'none' in type 'Book' is undefined @ 'books/none'", 1, 14],
  [
    'query { ...f } fragment f on Query { none }',
    "FieldUndefined: Field 'none' in type 'Query' is undefined @ 'f/none'",
    1,
    38,
  ],
  ['{ book { id } }', "MissingFieldArgument: Missing field argument id @ 'book'", 1, 3],
  ['{ book(id: 1, isbn: 2) { id } }', "UnknownArgument: Unknown field argument isbn @ 'book'", 1, 15],
  [
    '{ books { name { first } } }',
    "SubSelectionNotAllowed: Sub selection not allowed on leaf type String of field name @ 'books/name'",
    1,
    11,
  ],
  [
    '{ books { tags { first } } }',
    "SubSelectionNotAllowed: Sub selection not allowed on leaf type null of field tags @ 'books/tags'",
    1,
    11,
  ],
  [
    '{ books { author } }',
    "SubSelectionRequired: Sub selection required for type Author of field author @ 'books/author'",
    1,
    11,
  ],
  ['{ books }', "SubSelectionRequired: Sub selection required for type null of field books @ 'books'", 1, 3],
  ['query($x: Nothing) { title }', 'UnknownType: Unknown type Nothing', 1, 11],
  ['query($nextToken: String) { title }', 'UnusedVariable: Unused variable nextToken', 1, 7],
  ['{ book(id: $id) { id } }', "UndefinedVariable: Undefined variable id @ 'book'", 1, 12],
  [
    'query($id: String!) { book(id: $id) { id } }',
    "VariableTypeMismatch: Variable type 'String!' doesn't match expected type 'ID!' @ 'book'",
    1,
    32,
  ],
  ['{ ...gone }', 'UndefinedFragment: Undefined fragment gone', 1, 6],
  ['{ title } fragment f on Book { id }', "UnusedFragment: Unused fragment f @ 'f'", 1, 11],
  ['{ title @nothing }', "UnknownDirective: Unknown directive nothing @ 'title'", 1, 9],
  ['query @skip(if: true) { title }', 'MisplacedDirective: Directive skip not allowed here', 1, 7],
  ['{ books { x: id x: name } }', "FieldsConflict: x: id and name are different fields @ 'books/id'", 1, 11],
  [
    '{ title ... on Book { id } }',
    'InvalidFragmentType: Fragment cannot be spread here as objects of type Query can never be of type Book',
    1,
    9,
  ],
  ['{ title } { title }', 'LoneAnonymousOperationViolation: Anonymous operation with other operations.', 1, 1],
  [
    '{ books(kind: VIDEO) { id } }',
    "WrongType: argument 'kind' with value 'EnumValue{name='VIDEO'}' is not a valid 'Kind' @ 'books'",
    1,
    9,
  ],
  [
    '{ books(limit: "ten") { id } }',
    "WrongType: argument 'limit' with value 'StringValue{value='ten'}' is not a valid 'Int' @ 'books'",
  ],
  ['{ book(id: null) { id } }', "WrongType: argument 'id' with value 'NullValue{}' must not be null @ 'book'"],
  [
    '{ books(sort: [{field: "name"}]) { id } }',
    "WrongType: argument 'sort[0]' with value 'ArrayValue{values=[ObjectValue{objectFields=[ObjectField{name='field', value=StringValue{value='name'}}]}]}' is missing required fields '[order]' @ 'books'",
  ],
  [
    '{ books(sort: {field: "name", order: ASC, nested: {row: 1.5}}) { id } }',
    "WrongType: argument 'sort.nested.row' with value 'FloatValue{value=1.5}' is not a valid 'Int' @ 'books'",
  ],
  [
    '{ book(id: 1, shelf: {col: 1}) { id } }',
    "WrongType: argument 'shelf' with value 'ObjectValue{objectFields=[ObjectField{name='col', value=IntValue{value=1}}]}' contains a field not in 'Shelf': 'col' @ 'book'",
  ],
  [
    '{ book(id: 1, shelf: 3) { id } }',
    "WrongType: argument 'shelf' with value 'IntValue{value=3}' must be an object type @ 'book'",
  ],
  [
    '{ books(json: {a: 1}) { id } }',
    "WrongType: argument 'json' with value 'ObjectValue{objectFields=[ObjectField{name='a', value=IntValue{value=1}}]}' is not a valid 'AWSJSON' @ 'books'",
  ],
  [
    'query($limit: Int = "ten") { books(limit: $limit) { id } }',
    'BadValueForDefaultArg: Bad default value "ten" for type Int',
    1,
    7,
  ],
  [
    'subscription S { onBook { id } onOther { id } }',
    "SubscriptionMultipleRootFields: Subscription operation 'S' must have exactly one root field @ 'onOther'",
  ],
];

describe('a document that does not fit the schema', () => {
  for (const [document, message, line, column] of CASES) {
    it(`is refused: ${document}`, async () => {
      const { data, errors } = await ask(document);
      assert.equal(data, null);
      const [error] = Array.isArray(errors) ? errors : [];
      const expected = {
        path: null,
        locations: [{ line, column, sourceName: null }],
        message: `Validation error of type ${message}`,
      };
      if (line !== undefined) assert.deepEqual(error, expected);
      else assert.equal(JSON.parse(JSON.stringify(error)).message, expected.message);
    });
  }

  it('is told each of its faults once', async () => {
    const { errors } = await ask('{ books(sort: [{x: 1, y: 2}]) { id none } }');
    assert.equal(Array.isArray(errors) && errors.length, 2);
  });
});
