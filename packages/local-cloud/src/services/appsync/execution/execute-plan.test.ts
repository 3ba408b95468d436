import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { createTestApi, local } from '../testing/test-api.ts';

const SCHEMA = `
  type Query {
    thing: Thing
    things: [Thing!]
    strict: Thing!
    node: Node
    only: Only
    either: Either
    number: Int
    text(value: String): String
    missing: String
  }
  type Mutation { first: String second: String third: String! }
  interface Node { id: ID! }
  interface Only { id: ID! }
  type Alone implements Only { id: ID! }
  type Thing implements Node { id: ID! name: String! size: Int parts: [Thing!]! when: AWSDateTime json: AWSJSON level: Level }
  type Other implements Node { id: ID! kind: String }
  union Either = Thing | Other
  enum Level { LOW HIGH }
`;

function answering(name: string, value: unknown) {
  return local(name, `return { payload: ${JSON.stringify(value)} };`);
}

function at(message: string, ...path: (string | number)[]) {
  return { path, locations: null, message };
}

describe('a response', () => {
  it('has the fields in the order in which they were selected, merged and with their aliases', async () => {
    const { ask } = createTestApi({
      schema: SCHEMA,
      resolvers: [
        answering('Query.thing', { id: 1, name: 'one', size: 2 }),
        local('Query.text', 'return { payload: ctx.args.value };'),
      ],
    });
    const query = `{ ...f a: text(value: "x") thing { other: name ... on Thing { size } ... on Node { __typename } } }
      fragment f on Query { thing { id } b: text(value: "y") }`;
    assert.equal(
      JSON.stringify(await ask(query)),
      '{"data":{"thing":{"id":"1","other":"one","size":2,"__typename":"Thing"},"b":"y","a":"x"}}',
    );
  });

  it('leaves out fields by @skip and @include, for each set of variables', async () => {
    const { ask } = createTestApi({ schema: SCHEMA, resolvers: [answering('Query.thing', { id: 1, name: 'one' })] });
    const query =
      'query($yes: Boolean!) { thing { id @include(if: $yes) name @skip(if: $yes) __typename @include(if: true) } }';
    assert.deepEqual(await ask(query, { yes: true }), { data: { thing: { id: '1', __typename: 'Thing' } } });
    assert.deepEqual(await ask(query, { yes: false }), { data: { thing: { name: 'one', __typename: 'Thing' } } });
  });

  it('is null without an error if no resolver is attached', async () => {
    assert.deepEqual(await createTestApi({ schema: SCHEMA }).ask('{ missing }'), { data: { missing: null } });
  });

  it('knows the type of an interface or union by __typename', async () => {
    const value = { __typename: 'Other', id: '7', kind: 'k' };
    const { ask } = createTestApi({
      schema: SCHEMA,
      resolvers: [answering('Query.node', value), answering('Query.either', value)],
    });
    assert.deepEqual(await ask('{ node { id ... on Other { kind } ... on Thing { name } } either { __typename } }'), {
      data: { node: { id: '7', kind: 'k' }, either: { __typename: 'Other' } },
    });
  });

  for (const { what, value, reason } of [
    { what: 'a map without __typename', value: { id: 1 }, reason: 'Missing __typename key on value' },
    { what: 'a text', value: 'text', reason: 'Expected MAP/OBJECT type' },
    {
      what: 'a map with the __typename of another type',
      value: { __typename: 'Query' },
      reason: 'Unknown __typename Query on value',
    },
  ] as const) {
    it(`is rejected as a whole when ${what} stands for an interface, also for one with a single implementation`, async () => {
      for (const name of ['node', 'only']) {
        const resolvers = [answering(`Query.${name}`, value), answering('Query.number', 1)];
        const type = name === 'node' ? 'Node' : 'Only';
        assert.deepEqual(await createTestApi({ schema: SCHEMA, resolvers }).ask(`{ number ${name} { id } }`), {
          errors: [
            {
              errorType: 'BadRequestException',
              message: `Could not determine the exact type of ${type}. ${reason}.'`,
            },
          ],
        });
      }
    });
  }

  it('resolves mutation fields one after another', async () => {
    const { ask } = createTestApi({
      schema: SCHEMA,
      resolvers: [answering('Mutation.first', 'a'), answering('Mutation.second', 'b')],
    });
    assert.deepEqual(await ask('mutation { second first }'), { data: { second: 'b', first: 'a' } });
  });
});

describe('a null in a non-null field', () => {
  it('is reported for every such field of an object, and the object becomes null', async () => {
    const { ask } = createTestApi({ schema: SCHEMA, resolvers: [answering('Query.thing', { size: 1 })] });
    assert.deepEqual(await ask('{ thing { id name size } number }'), {
      data: { thing: null, number: null },
      errors: [
        at("Cannot return null for non-nullable type: 'ID' within parent 'Thing' (/thing/id)", 'thing', 'id'),
        at("Cannot return null for non-nullable type: 'String' within parent 'Thing' (/thing/name)", 'thing', 'name'),
      ],
    });
  });

  it('travels through lists and non-null parents up to the nearest place that may be null', async () => {
    const things = [{ id: 1, parts: [{ id: 2 }, {}] }];
    const { ask } = createTestApi({ schema: SCHEMA, resolvers: [answering('Query.things', things)] });
    assert.deepEqual(await ask('{ things { id parts { id } } number }'), {
      data: { things: null, number: null },
      errors: [
        at(
          "Cannot return null for non-nullable type: 'ID' within parent 'Thing' (/things[0]/parts[1]/id)",
          'things',
          0,
          'parts',
          1,
          'id',
        ),
      ],
    });
  });

  it('prints a list as null, which has no name', async () => {
    const { ask } = createTestApi({ schema: SCHEMA, resolvers: [answering('Query.thing', { id: 1 })] });
    const { errors } = await ask('{ thing { parts { id } } }');
    assert.deepEqual(errors, [
      at("Cannot return null for non-nullable type: 'null' within parent 'Thing' (/thing/parts)", 'thing', 'parts'),
    ]);
  });

  it('makes the whole data null at the top', async () => {
    const { ask } = createTestApi({ schema: SCHEMA });
    assert.deepEqual(await ask('{ strict { id } number }'), {
      data: null,
      errors: [at("Cannot return null for non-nullable type: 'Thing' within parent 'Query' (/strict)", 'strict')],
    });
  });
});

describe("a value that doesn't fit its type", () => {
  const cases: readonly { readonly field: string; readonly value: unknown; readonly message: string }[] = [
    {
      field: 'when',
      value: '2020-05-23T06:4:37.000Z',
      message:
        "Can't serialize value (/thing/when) : Unable to serialize `2020-05-23T06:4:37.000Z` as a valid DateTime Object.",
    },
    {
      field: 'size',
      value: 'many',
      message: "Can't serialize value (/thing/size) : Expected type 'Int' but was 'String'.",
    },
    {
      field: 'size',
      value: { a: 1 },
      message: "Can't serialize value (/thing/size) : Expected type 'Int' but was 'LinkedHashMap'.",
    },
    {
      field: 'level',
      value: 'MIDDLE',
      message: "Can't serialize value (/thing/level) : Invalid input for Enum 'Level'. Unknown value 'MIDDLE'",
    },
  ];
  for (const { field, value, message } of cases) {
    it(`is null with an error: ${field} of ${JSON.stringify(value)}`, async () => {
      const { ask } = createTestApi({ schema: SCHEMA, resolvers: [answering('Query.thing', { [field]: value })] });
      assert.deepEqual(await ask(`{ thing { ${field} } }`), {
        data: { thing: { [field]: null } },
        errors: [at(message, 'thing', field)],
      });
    });
  }

  const converted: readonly { readonly type: string; readonly value: unknown; readonly result: unknown }[] = [
    { type: 'String', value: 5, result: '5' },
    { type: 'String', value: true, result: 'true' },
    { type: 'String', value: { a: 1, b: [null, 'c'], d: {} }, result: '{a=1, b=[null, c], d={}}' },
    { type: 'String', value: ['x', 1.5], result: '[x, 1.5]' },
    { type: 'ID', value: 5, result: '5' },
    { type: 'ID', value: { a: 1 }, result: '{a=1}' },
    { type: 'Boolean', value: 'false', result: false },
    { type: 'Boolean', value: 'TRUE', result: true },
    { type: 'Boolean', value: 1, result: true },
    { type: 'Boolean', value: 0, result: false },
    { type: 'Int', value: '5', result: 5 },
    { type: 'Float', value: '1.5', result: 1.5 },
  ];
  for (const { type, value, result } of converted) {
    it(`becomes ${JSON.stringify(result)} if ${JSON.stringify(value)} stands for ${type}`, async () => {
      const { ask } = createTestApi({ schema: `type Query { a: ${type} }`, resolvers: [answering('Query.a', value)] });
      assert.deepEqual(await ask('{ a }'), { data: { a: result } });
    });
  }

  const refused: readonly { readonly type: string; readonly value: unknown; readonly name: string }[] = [
    { type: 'Boolean', value: 'yes', name: 'String' },
    { type: 'Boolean', value: { a: 1 }, name: 'LinkedHashMap' },
    { type: 'Int', value: true, name: 'Boolean' },
    { type: 'Int', value: '', name: 'String' },
    { type: 'Int', value: '0x10', name: 'String' },
    { type: 'Int', value: 1.5, name: 'Double' },
    { type: 'Int', value: 3_000_000_000, name: 'Long' },
    { type: 'Float', value: false, name: 'Boolean' },
    { type: 'Float', value: 'Infinity', name: 'String' },
  ];
  for (const { type, value, name } of refused) {
    it(`is rejected if ${JSON.stringify(value)} stands for ${type}`, async () => {
      const { ask } = createTestApi({ schema: `type Query { a: ${type} }`, resolvers: [answering('Query.a', value)] });
      const message = `Can't serialize value (/a) : Expected type '${type}' but was '${name}'.`;
      assert.deepEqual(await ask('{ a }'), { data: { a: null }, errors: [at(message, 'a')] });
    });
  }

  it('is a mismatch if an object stands for a list, and a list for an object', async () => {
    const { ask } = createTestApi({
      schema: SCHEMA,
      resolvers: [answering('Query.things', { id: 1 }), answering('Query.thing', [])],
    });
    assert.deepEqual(await ask('{ things { id } thing { id } }'), {
      data: { things: null, thing: null },
      errors: [
        at("Can't resolve value (/things) : type mismatch error, expected type LIST, got OBJECT", 'things'),
        at("Can't resolve value (/thing) : type mismatch error, expected type OBJECT, got LIST", 'thing'),
      ],
    });
  });
});

describe('AWSJSON', () => {
  it('comes in parsed and goes out as a string', async () => {
    const { ask } = createTestApi({
      schema: 'type Query { echo(json: AWSJSON): AWSJSON kind(json: AWSJSON): String }',
      resolvers: [
        local('Query.echo', 'return { payload: ctx.args.json };'),
        local('Query.kind', 'return { payload: ctx.args.json.a[0] };'),
      ],
    });
    const json = '{"a":["b"]}';
    assert.deepEqual(await ask('query($json: AWSJSON) { echo(json: $json) kind(json: $json) }', { json }), {
      data: { echo: json, kind: 'b' },
    });
  });
});
