import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { createTestApi } from '../testing/test-api.ts';
import { valueAt } from '../testing/value-at.ts';

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

const CASES: readonly {
  readonly document: string;
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}[] = [
  {
    document: '{ books { none } }',
    message: "FieldUndefined: Field 'none' in type 'Book' is undefined @ 'books/none'",
    line: 1,
    column: 11,
  },
  {
    document: '{ a: books { b: none } }',
    message: "FieldUndefined: Field 'none' in type 'Book' is undefined @ 'books/none'",
    line: 1,
    column: 14,
  },
  {
    document: 'query { ...f } fragment f on Query { none }',
    message: "FieldUndefined: Field 'none' in type 'Query' is undefined @ 'f/none'",
    line: 1,
    column: 38,
  },
  {
    document: '{ book { id } }',
    message: "MissingFieldArgument: Missing field argument id @ 'book'",
    line: 1,
    column: 3,
  },
  {
    document: '{ book(id: 1, isbn: 2) { id } }',
    message: "UnknownArgument: Unknown field argument isbn @ 'book'",
    line: 1,
    column: 15,
  },
  {
    document: '{ books { name { first } } }',
    message: "SubSelectionNotAllowed: Sub selection not allowed on leaf type String of field name @ 'books/name'",
    line: 1,
    column: 11,
  },
  {
    document: '{ books { tags { first } } }',
    message: "SubSelectionNotAllowed: Sub selection not allowed on leaf type null of field tags @ 'books/tags'",
    line: 1,
    column: 11,
  },
  {
    document: '{ books { author } }',
    message: "SubSelectionRequired: Sub selection required for type Author of field author @ 'books/author'",
    line: 1,
    column: 11,
  },
  {
    document: '{ books }',
    message: "SubSelectionRequired: Sub selection required for type null of field books @ 'books'",
    line: 1,
    column: 3,
  },
  { document: 'query($x: Nothing) { title }', message: 'UnknownType: Unknown type Nothing', line: 1, column: 11 },
  {
    document: 'query($nextToken: String) { title }',
    message: 'UnusedVariable: Unused variable nextToken',
    line: 1,
    column: 7,
  },
  {
    document: '{ book(id: $id) { id } }',
    message: "UndefinedVariable: Undefined variable id @ 'book'",
    line: 1,
    column: 12,
  },
  {
    document: 'query($id: String!) { book(id: $id) { id } }',
    message: "VariableTypeMismatch: Variable type 'String!' doesn't match expected type 'ID!' @ 'book'",
    line: 1,
    column: 32,
  },
  { document: '{ ...gone }', message: 'UndefinedFragment: Undefined fragment gone', line: 1, column: 6 },
  {
    document: '{ title } fragment f on Book { id }',
    message: "UnusedFragment: Unused fragment f @ 'f'",
    line: 1,
    column: 11,
  },
  {
    document: '{ title @nothing }',
    message: "UnknownDirective: Unknown directive nothing @ 'title'",
    line: 1,
    column: 9,
  },
  {
    document: 'query @skip(if: true) { title }',
    message: 'MisplacedDirective: Directive skip not allowed here',
    line: 1,
    column: 7,
  },
  {
    document: '{ books { x: id x: name } }',
    message: "FieldsConflict: x: id and name are different fields @ 'books/id'",
    line: 1,
    column: 11,
  },
  {
    document: '{ title ... on Book { id } }',
    message: 'InvalidFragmentType: Fragment cannot be spread here as objects of type Query can never be of type Book',
    line: 1,
    column: 9,
  },
  {
    document: '{ title } { title }',
    message: 'LoneAnonymousOperationViolation: Anonymous operation with other operations.',
    line: 1,
    column: 1,
  },
  {
    document: '{ books(kind: VIDEO) { id } }',
    message: "WrongType: argument 'kind' with value 'EnumValue{name='VIDEO'}' is not a valid 'Kind' @ 'books'",
    line: 1,
    column: 9,
  },
  {
    document: '{ books(limit: "ten") { id } }',
    message: "WrongType: argument 'limit' with value 'StringValue{value='ten'}' is not a valid 'Int' @ 'books'",
  },
  {
    document: '{ book(id: null) { id } }',
    message: "WrongType: argument 'id' with value 'NullValue{}' must not be null @ 'book'",
  },
  {
    document: '{ books(sort: [{field: "name"}]) { id } }',
    message:
      "WrongType: argument 'sort[0]' with value 'ArrayValue{values=[ObjectValue{objectFields=[ObjectField{name='field', value=StringValue{value='name'}}]}]}' is missing required fields '[order]' @ 'books'",
  },
  {
    document: '{ books(sort: {field: "name", order: ASC, nested: {row: 1.5}}) { id } }',
    message: "WrongType: argument 'sort.nested.row' with value 'FloatValue{value=1.5}' is not a valid 'Int' @ 'books'",
  },
  {
    document: '{ book(id: 1, shelf: {col: 1}) { id } }',
    message:
      "WrongType: argument 'shelf' with value 'ObjectValue{objectFields=[ObjectField{name='col', value=IntValue{value=1}}]}' contains a field not in 'Shelf': 'col' @ 'book'",
  },
  {
    document: '{ book(id: 1, shelf: 3) { id } }',
    message: "WrongType: argument 'shelf' with value 'IntValue{value=3}' must be an object type @ 'book'",
  },
  {
    document: '{ books(json: {a: 1}) { id } }',
    message:
      "WrongType: argument 'json' with value 'ObjectValue{objectFields=[ObjectField{name='a', value=IntValue{value=1}}]}' is not a valid 'AWSJSON' @ 'books'",
  },
  {
    document: 'query($limit: Int = "ten") { books(limit: $limit) { id } }',
    message: 'BadValueForDefaultArg: Bad default value "ten" for type Int',
    line: 1,
    column: 7,
  },
  {
    document: 'subscription S { onBook { id } onOther { id } }',
    message: "SubscriptionMultipleRootFields: Subscription operation 'S' must have exactly one root field @ 'onOther'",
  },
];

describe("a document that doesn't fit the schema", () => {
  for (const { document, message, line, column } of CASES) {
    it(`is rejected: ${document}`, async () => {
      const { data, errors } = await ask(document);
      assert.equal(data, null);
      const [error] = Array.isArray(errors) ? errors : [];
      const expected = {
        path: null,
        locations: [{ line, column, sourceName: null }],
        message: `Validation error of type ${message}`,
      };
      if (line !== undefined) assert.deepEqual(error, expected);
      else assert.equal(valueAt(error, 'message'), expected.message);
    });
  }

  it('reports each fault once', async () => {
    const { errors } = await ask('{ books(sort: [{x: 1, y: 2}]) { id none } }');
    assert.equal(Array.isArray(errors) && errors.length, 2);
  });
});
