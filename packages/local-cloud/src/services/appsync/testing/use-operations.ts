/** Sends request documents to the real DynamoDB engine through resolvers, and shows what response handlers see. */
import assert from 'node:assert/strict';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { createTestApi, OWNER, unit } from './test-api.ts';
import type { TestApi } from './test-api.ts';
import { startTestDynamoDb } from './test-dynamodb.ts';
import type { TestDynamoDb } from './test-dynamodb.ts';
import { SEEN } from './run-request.ts';
import { objectIn, stringIn } from './value-at.ts';

export function S(text: string) {
  return { S: text };
}

/** A key of the table `Items`. */
export function key(id: string) {
  return { id: S(id) };
}

export type Operations = {
  /** Returns `{ result, error }` of the response handler, or `{ errors }` if the field has failed. */
  readonly run: (request: JsonObject, field?: string) => Promise<JsonObject>;
  /** The result of a request that must not fail. */
  readonly succeeds: (request: JsonObject, field?: string) => Promise<JsonValue>;
  /** Makes a call past AppSync. */
  readonly call: (operation: string, input: JsonObject) => Promise<JsonObject>;
  /** What is stored in the table `Items`, in wire form. */
  readonly stored: (id: string) => Promise<JsonValue | undefined>;
  readonly put: (id: string, item?: JsonObject) => Promise<JsonObject>;
};

/**
 * For the whole file that calls it: the fields `items` and `again` work on the table `Items`, the field `events` on
 * `Events`. The items a, b, c and new are gone before each test.
 */
export function useOperations(): Operations {
  let dynamoDb: TestDynamoDb;
  let test: TestApi;

  beforeAll(async () => {
    dynamoDb = await startTestDynamoDb();
    test = createOperationsApi(dynamoDb);
  });
  afterAll(() => dynamoDb.close());
  beforeEach(async () => {
    for (const id of ['a', 'b', 'c', 'new']) await call('DeleteItem', { TableName: 'Items', Key: key(id) });
  });

  const call: Operations['call'] = (operation, input) => dynamoDb.call(operation, input);
  const run: Operations['run'] = async (request, field = 'items') => {
    const query = `query($r: AWSJSON) { run: ${field}(request: $r) }`;
    const { data, errors } = await test.ask(query, { r: JSON.stringify(request) });
    return errors === undefined ? objectIn(stringIn(data, 'run')) : { errors };
  };
  return {
    run,
    call,
    succeeds: async (request, field) => {
      const { result = null, error, errors } = await run(request, field);
      assert.deepEqual([error, errors], [null, undefined]);
      return result;
    },
    stored: async (id) => (await call('GetItem', { TableName: 'Items', Key: key(id) }))['Item'],
    put: (id, item = {}) => call('PutItem', { TableName: 'Items', Item: { ...key(id), ...item } }),
  };
}

function createOperationsApi({ callAws }: TestDynamoDb): TestApi {
  const table = (name: string, tableName: string) => ({ name, type: 'AMAZON_DYNAMODB', tableName, principal: OWNER });
  const fields = [
    ['items', 'items'],
    ['again', 'items'],
    ['events', 'events'],
  ] as const;
  return createTestApi(
    {
      schema: `type Query { ${fields.map(([field]) => `${field}(request: AWSJSON): AWSJSON`).join(' ')} }`,
      dataSources: [table('items', 'Items'), table('events', 'Events')],
      resolvers: fields.map(([field, source]) => unit(`Query.${field}`, source, 'return ctx.args.request;', SEEN)),
    },
    { callAws },
  );
}
