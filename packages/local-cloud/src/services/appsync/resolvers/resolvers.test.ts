import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { JsonValue } from '../../../kernel/json.ts';
import { parseJson } from '../../../kernel/json.ts';
import type { ApiDefinition, FunctionDefinition } from '../definition.ts';
import { createTestApi, handlers, local, named, NONE, OWNER } from '../testing/test-api.ts';
import { objectIn, stringIn, valueAt } from '../testing/value-at.ts';

const SCHEMA = `
  type Query { run(a: String, b: Int): String order(id: ID!): Order trace: AWSJSON }
  type Order { id: ID! name: String customer: Customer items: [Item] echo(text: String): String }
  type Customer { id: ID! secret: String }
  type Item { sku: String }
`;

function step(functionId: string, request: string, response?: string): FunctionDefinition {
  return {
    functionId,
    name: functionId,
    dataSourceName: 'none',
    code: handlers(request, response),
  };
}

function pipeline(name: string, functions: readonly FunctionDefinition[], request: string, response: string) {
  return {
    functions,
    resolvers: [
      {
        ...named(name),
        kind: 'PIPELINE' as const,
        functionIds: functions.map(({ functionId }) => functionId),
        code: handlers(request, response),
      },
    ],
  };
}

async function traceOf(definition: Partial<ApiDefinition>): Promise<JsonValue | undefined> {
  const { data, errors } = await createTestApi({ schema: SCHEMA, ...definition }).ask('{ trace }');
  assert.equal(errors, undefined);
  return parseJson(stringIn(data, 'trace'));
}

function ADD(name: string) {
  return `ctx.stash.ran = [...(ctx.stash.ran ?? []), '${name}'];`;
}

describe('a unit resolver', () => {
  it("passes the data source's result to the response handler, and its value to the field", async () => {
    const { ask } = createTestApi({
      schema: SCHEMA,
      resolvers: [local('Query.run', 'return { payload: ctx.args.a };', "return ctx.result + '!';")],
    });
    assert.deepEqual(await ask('{ run(a: "hey") }'), { data: { run: 'hey!' } });
  });

  it('returns from the field at once by earlyReturn', async () => {
    const { ask } = createTestApi({
      schema: SCHEMA,
      resolvers: [local('Query.run', "runtime.earlyReturn('early'); return {};", "return 'late';")],
    });
    assert.deepEqual(await ask('{ run }'), { data: { run: 'early' } });
  });

  it('keeps a stash for one field only', async () => {
    const { ask } = createTestApi({
      schema: SCHEMA,
      resolvers: [
        local(
          'Query.run',
          'ctx.stash.seen = ctx.stash.seen ?? ctx.args.a; return { payload: null };',
          'return ctx.stash.seen;',
        ),
      ],
    });
    assert.deepEqual(await ask('{ x: run(a: "1") y: run(a: "2") }'), { data: { x: '1', y: '2' } });
  });

  it("fails on a request document that the data source doesn't know", async () => {
    const { ask } = createTestApi({ schema: SCHEMA, resolvers: [local('Query.run', 'return { item: 1 };')] });
    assert.deepEqual(await ask('{ run }'), {
      data: { run: null },
      errors: [
        {
          path: ['run'],
          data: null,
          errorType: 'MappingTemplate',
          errorInfo: null,
          locations: [{ line: 1, column: 3, sourceName: null }],
          message: "Unsupported element '$[item]'.",
        },
      ],
    });
  });
});

describe('the context', () => {
  it('has the arguments twice, with null for a variable that was not given', async () => {
    const { ask } = createTestApi({
      schema: SCHEMA,
      resolvers: [local('Query.run', 'return { payload: JSON.stringify([ctx.args, ctx.arguments]) };')],
    });
    const both = (args: object) => ({ data: { run: JSON.stringify([args, args]) } });
    assert.deepEqual(await ask('query($a: String) { run(a: $a, b: 1) }'), both({ b: 1, a: null }));
    assert.deepEqual(await ask('{ run }'), both({}));
  });

  it('has identity, source, environment and request', async () => {
    const request =
      'return { payload: [ctx.identity, ctx.source, ctx.env.STAGE, ctx.request.headers["x-test"], ctx.request.domainName] };';
    assert.deepEqual(await traceOf({ resolvers: [local('Query.trace', request)] }), [null, null, 'test', 'yes', null]);
  });

  it('has the parent as source in a field of an object', async () => {
    const { ask } = createTestApi({
      schema: SCHEMA,
      resolvers: [
        local('Query.order', "return { payload: { id: ctx.args.id, hidden: 'h' } };"),
        local('Order.echo', 'return { payload: ctx.source.hidden + ctx.args.text + ctx.info.parentTypeName };'),
      ],
    });
    assert.deepEqual(await ask('{ order(id: 1) { echo(text: "-") } }'), { data: { order: { echo: 'h-Order' } } });
  });

  it('lists the selected fields, with aliases, fragments resolved and parents first', async () => {
    const { ask } = createTestApi({
      schema: SCHEMA,
      resolvers: [
        local(
          'Query.order',
          'return { payload: { id: "1", name: JSON.stringify({ list: ctx.info.selectionSetList, variables: ctx.info.variables, field: ctx.info.fieldName }) } };',
        ),
      ],
    });
    const query =
      'query($id: ID!) { order(id: $id) { name who: customer { ...c } items { sku } } } fragment c on Customer { id }';
    const { data } = await ask(query, { id: '1' });
    assert.deepEqual(objectIn(stringIn(data, 'order', 'name')), {
      list: ['name', 'who', 'who/id', 'items', 'items/sku'],
      variables: { id: '1' },
      field: 'order',
    });
  });

  it('has the selection set as GraphQL', async () => {
    const { ask } = createTestApi({
      schema: SCHEMA,
      resolvers: [local('Query.order', 'return { payload: { id: "1", name: ctx.info.selectionSetGraphQL } };')],
    });
    assert.deepEqual(await ask('{ order(id: 1) { name customer { id } } }'), {
      data: { order: { name: '{\n  name\n  customer {\n    id\n  }\n}', customer: null } },
    });
  });
});

describe('a pipeline resolver', () => {
  const payload = 'return { payload: [...ctx.prev.result, ctx.prev.result.length] };';

  it('passes each result on as ctx.prev.result, the last one also as ctx.result', async () => {
    const functions = [step('one', payload), step('two', payload, "return [...ctx.result, 'two'];")];
    const response = 'return { prev: ctx.prev.result, result: ctx.result, stash: ctx.stash };';
    assert.deepEqual(
      await traceOf(pipeline('Query.trace', functions, "ctx.stash.s = 1; return ['before'];", response)),
      {
        prev: ['before', 1, 2, 'two'],
        result: ['before', 1, 2, 'two'],
        stash: { s: 1 },
      },
    );
  });

  const functions = (second: string) => [
    step('one', `${ADD('one')} return { payload: 1 };`),
    step('two', `${ADD('two')} ${second} return { payload: 2 };`, `${ADD('two response')} return ctx.result;`),
    step('three', `${ADD('three')} return { payload: [ctx.prev.result] };`),
  ];
  const AFTER = 'return { ran: ctx.stash.ran, result: ctx.prev.result };';

  it('skips one function by earlyReturn, whose value is that function’s result', async () => {
    assert.deepEqual(
      await traceOf(pipeline('Query.trace', functions("runtime.earlyReturn('e');"), 'return {};', AFTER)),
      {
        ran: ['one', 'two', 'three'],
        result: ['e'],
      },
    );
  });

  it('skips the rest by earlyReturn to END, and runs the response handler', async () => {
    const end = "runtime.earlyReturn('e', { skipTo: 'END' });";
    assert.deepEqual(await traceOf(pipeline('Query.trace', functions(end), 'return {};', AFTER)), {
      ran: ['one', 'two'],
      result: 'e',
    });
  });

  it('skips every function by earlyReturn in its own request handler', async () => {
    const early = `${ADD('before')} runtime.earlyReturn('e');`;
    assert.deepEqual(await traceOf(pipeline('Query.trace', functions(''), early, AFTER)), {
      ran: ['before'],
      result: 'e',
    });
  });

  it('ends at the first util.error', async () => {
    const failing = functions("util.error('no', 'Refused', null, { code: 1 });");
    const { ask } = createTestApi({ schema: SCHEMA, ...pipeline('Query.trace', failing, 'return {};', AFTER) });
    assert.deepEqual(await ask('{ trace }'), {
      data: { trace: null },
      errors: [
        {
          path: ['trace'],
          data: null,
          errorType: 'Refused',
          errorInfo: { code: 1 },
          locations: [{ line: 1, column: 3, sourceName: null }],
          message: 'no',
        },
      ],
    });
  });

  it('goes on after util.appendError, and keeps its value', async () => {
    const warning = functions("util.appendError('careful', 'Warning');");
    const { ask } = createTestApi({
      schema: SCHEMA,
      ...pipeline('Query.run', warning, 'return {};', "return 'value';"),
    });
    const { data, errors } = await ask('{ run }');
    assert.deepEqual(data, { run: 'value' });
    assert.match(
      JSON.stringify(errors),
      /^\[\{"path":\["run"\],"data":null,"errorType":"Warning","errorInfo":null,.*"message":"careful"\}\]$/,
    );
  });

  it('gives each of its functions its own ctx.error', async () => {
    const failing = {
      ...step('one', "return { operation: 'Invoke' };", 'return ctx.error;'),
      dataSourceName: 'function',
    };
    const next = step('two', 'return { payload: [ctx.prev.result, ctx.error ?? null] };');
    const { functions: list, resolvers } = pipeline('Query.trace', [failing, next], 'return {};', 'return ctx.result;');
    const dataSources = [NONE, { name: 'function', type: 'AWS_LAMBDA', functionArn: 'arn:f', principal: OWNER }];
    assert.deepEqual(await traceOf({ dataSources, functions: list, resolvers }), [
      { message: 'No lambda:Invoke in this test.', type: 'Lambda:UnknownOperationException', unhandledErrorType: null },
      null,
    ]);
  });
});

describe('util.error', () => {
  it('sends its data cut down to the selection', async () => {
    const data = '{ id: "1", name: "n", customer: { id: "2", secret: "s" }, items: [{ sku: "a", more: 1 }] }';
    const { ask } = createTestApi({
      schema: SCHEMA,
      resolvers: [local('Query.order', `util.error('no', 'T', ${data}); return {};`)],
    });
    const { errors } = await ask('{ order(id: 1) { who: customer { id } items { sku } } }');
    assert.deepEqual(valueAt(errors, 0, 'data'), { who: { id: '2' }, items: [{ sku: 'a' }] });
  });
});

describe('util.unauthorized', () => {
  it('denies the field in AppSync’s words, which name the type of its value', async () => {
    const { ask } = createTestApi({ schema: SCHEMA, resolvers: [local('Query.order', 'util.unauthorized();')] });
    assert.deepEqual(await ask('{ order(id: 1) { id } }'), {
      data: { order: null },
      errors: [
        {
          path: ['order'],
          data: null,
          errorType: 'Unauthorized',
          errorInfo: null,
          locations: [{ line: 1, column: 3, sourceName: null }],
          message: 'Not Authorized to access order on type Order',
        },
      ],
    });
  });

  it('leaves an error that only calls itself so as it is', async () => {
    const { ask } = createTestApi({
      schema: SCHEMA,
      resolvers: [local('Query.order', "util.error('Unauthorized', 'Unauthorized');")],
    });
    const { errors } = await ask('{ order(id: 1) { id } }');
    assert.equal(valueAt(errors, 0, 'message'), 'Unauthorized');
  });
});
