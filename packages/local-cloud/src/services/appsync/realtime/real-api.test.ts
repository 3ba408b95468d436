/** Transport and API together: what a subscriber sees of a real mutation. */
import assert from 'node:assert/strict';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { JsonObject } from '../../../kernel/json.ts';
import { BY_API_KEY, createTestApi, local } from '../testing/test-api.ts';
import { openSocket, startEndpoint, type Endpoint, type TestSocket } from './testing/endpoint.ts';

const SCHEMA = `
  type Query { nothing: String }
  type Mutation { publish(id: ID!, kind: String): Event  forget(id: ID!): Event }
  type Subscription {
    onPublish(id: ID, kind: String): Event @aws_subscribe(mutations: ["publish"])
    onGroup(id: ID!): Event @aws_subscribe(mutations: ["publish"])
    refused: Event @aws_subscribe(mutations: ["publish"])
  }
  type Event { id: ID!  kind: String  note: String }
`;
const KEY = { host: 'localhost', 'x-api-key': 'da2-test' };
const ENDED_BY_ID = `
  const filters = [{ fieldName: 'id', operator: 'eq', value: ctx.args.id }];
  extensions.setSubscriptionInvalidationFilter({ filterGroup: [{ filters }] });
  return null;
`;
const { api } = createTestApi({
  schema: SCHEMA,
  resolvers: [
    local('Mutation.publish', "return { payload: { id: ctx.args.id, kind: ctx.args.kind, note: 'n' } };"),
    local(
      'Mutation.forget',
      'return { payload: { id: ctx.args.id } };',
      "extensions.invalidateSubscriptions({ subscriptionField: 'onGroup', payload: { id: ctx.args.id } }); return ctx.result;",
    ),
    local('Subscription.onGroup', 'return { payload: null };', ENDED_BY_ID),
    local('Subscription.refused', 'return { payload: null };', "util.error('Not for you.', 'Refused');"),
  ],
});

let endpoint: Endpoint;
beforeAll(async () => void (endpoint = await startEndpoint(api)));
afterAll(() => endpoint.close());

function open(): Promise<TestSocket> {
  return openSocket(endpoint.url, ['graphql-ws'], KEY);
}

function start(socket: TestSocket, id: string, query: string, variables: JsonObject = {}): void {
  socket.send({
    type: 'start',
    id,
    payload: { data: JSON.stringify({ query, variables }), extensions: { authorization: KEY } },
  });
}

async function mutate(query: string, variables: JsonObject = {}): Promise<void> {
  const { body } = await api.execute(BY_API_KEY, { query, variables, operationName: null }, {});
  assert.doesNotMatch(body, /errors/);
}

describe('a subscription to a real API', () => {
  it('brings the part of the mutation that both have selected, by its own names', async () => {
    const socket = await open();
    start(socket, 's', 'subscription($id: ID!) { mine: onPublish(id: $id) { __typename id kind note } }', { id: '1' });
    assert.deepEqual(await socket.next(), { type: 'start_ack', id: 's' });
    await mutate('mutation { publish(id: "2") { id kind } }');
    await mutate('mutation { publish(id: "1", kind: "k") { id kind key: note } }');
    const mine = { __typename: 'Event', id: '1', kind: 'k', note: null };
    assert.deepEqual(await socket.next(), { type: 'data', id: 's', payload: { data: { mine } } });
    socket.raw.close();
  });

  it('says in the event that a field may not be null which the mutation has not selected', async () => {
    const socket = await open();
    start(socket, 's', 'subscription { onPublish(kind: "only") { id kind } }');
    assert.deepEqual(await socket.next(), { type: 'start_ack', id: 's' });
    await mutate('mutation { publish(id: "3", kind: "only") { kind } }');
    const message = "Cannot return null for non-nullable type: 'ID' within parent 'Event' (/onPublish/id)";
    const errors = [{ path: ['onPublish', 'id'], locations: null, message }];
    const payload = { data: { onPublish: null }, errors };
    assert.deepEqual(await socket.next(), { type: 'data', id: 's', payload });
    socket.raw.close();
  });

  const refusals: { readonly what: string; readonly query: string; readonly error: object }[] = [
    {
      what: 'its resolver refuses',
      query: 'subscription { refused { id } }',
      error: { errorType: 'Refused', message: 'Not for you.' },
    },
    {
      what: 'its document is not valid',
      query: 'subscription { nope { id } }',
      error: {
        message: "Validation error of type FieldUndefined: Field 'nope' in type 'Subscription' is undefined @ 'nope'",
      },
    },
    {
      what: 'it is a query',
      query: 'query { nothing }',
      error: { errorType: 'UnsupportedOperation', message: 'unknown not supported through the realtime channel' },
    },
  ];
  for (const { what, query, error } of refusals) {
    it(`is rejected if ${what}`, async () => {
      const socket = await open();
      start(socket, 's', query);
      assert.deepEqual(await socket.next(), { type: 'error', id: 's', payload: { errors: [error] } });
      socket.raw.close();
    });
  }

  it('is ended by an invalidation that concerns it, with its socket', async () => {
    const [one, other] = [await open(), await open()];
    start(one, 's', 'subscription { onGroup(id: "g1") { id } }');
    start(other, 's', 'subscription { onGroup(id: "g2") { id } }');
    for (const socket of [one, other]) assert.deepEqual(await socket.next(), { type: 'start_ack', id: 's' });
    await mutate('mutation { forget(id: "g1") { id } }');
    const errors = [{ message: 'Subscription complete.' }];
    assert.deepEqual(await one.next(), { type: 'error', id: 's', payload: { errors } });
    assert.equal(await one.closed, 1000);
    await mutate('mutation { publish(id: "g2") { id } }');
    assert.deepEqual(await other.next(), { type: 'data', id: 's', payload: { data: { onGroup: { id: 'g2' } } } });
    other.raw.close();
  });

  it('reaches 1,000 subscribers of one event', async () => {
    const sockets = await Promise.all(Array.from({ length: 1000 }, open));
    for (const socket of sockets) start(socket, 's', 'subscription { onPublish(id: "c") { id kind note } }');
    for (const socket of sockets) assert.deepEqual(await socket.next(), { type: 'start_ack', id: 's' });
    await mutate('mutation { publish(id: "c", kind: "k") { id kind note } }');
    const payload = { data: { onPublish: { id: 'c', kind: 'k', note: 'n' } } };
    for (const socket of sockets) assert.deepEqual(await socket.next(), { type: 'data', id: 's', payload });
    for (const { raw } of sockets) raw.close();
  });
});
