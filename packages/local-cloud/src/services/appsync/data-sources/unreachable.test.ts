/** A data source that breaks: clients get a stable error type, and nothing about where or how it broke. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { afterAll, beforeAll, describe, it, vi } from 'vitest';
import { createCallEngine } from '../../dynamodb/engine/call-engine.ts';
import type { CallAws } from '../../../aws/call.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import type { DataSourceDefinition } from '../definition.ts';
import { createTestApi, OWNER, unit } from '../testing/test-api.ts';
import { stringIn } from '../testing/value-at.ts';

type Seen = { readonly errorType: string; readonly message: string };

/** The error of a field whose response handler passes `ctx.error` on. */
async function errorOf(
  dataSource: Omit<DataSourceDefinition, 'name' | 'principal'>,
  request: JsonObject,
  callAws?: CallAws,
): Promise<Seen> {
  const { ask } = createTestApi(
    {
      schema: 'type Query { run: AWSJSON }',
      dataSources: [{ name: 'source', principal: OWNER, ...dataSource }],
      resolvers: [
        unit(
          'Query.run',
          'source',
          `return ${JSON.stringify(request)};`,
          'return ctx.error ? util.error(ctx.error.message, ctx.error.type) : ctx.result;',
        ),
      ],
    },
    { ...(callAws && { callAws }) },
  );
  const { errors } = await ask('{ run }');
  return { errorType: stringIn(errors, 0, 'errorType'), message: stringIn(errors, 0, 'message') };
}

const TABLE = { type: 'AMAZON_DYNAMODB', tableName: 'T' } as const;
const GET = { operation: 'GetItem', key: { id: { S: '1' } } };
const INTERNAL =
  /^Internal server error \(Service: AmazonDynamoDBv2; Status Code: 500; Error Code: InternalServerError; Request ID: [0-9A-F]{52}\)$/;

describe('a DynamoDB data source whose engine', () => {
  let server: Server;
  let endpoint = '';
  let answer = { status: 500, body: '' };
  beforeAll(async () => {
    server = createServer((_request, response) => void response.writeHead(answer.status).end(answer.body));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    endpoint = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  });
  afterAll(() => server.close());

  const through = async (url: string, request: JsonObject): Promise<Seen> => {
    const callEngine = createCallEngine(url);
    try {
      return await errorOf(TABLE, request, ({ operation, input }) =>
        callEngine(`DynamoDB_20120810.${operation}`, input),
      );
    } finally {
      await callEngine.close();
    }
  };

  it("can't be reached", async () => {
    for (const request of [GET, { operation: 'BatchGetItem', tables: { T: { keys: [GET.key] } } }]) {
      const { errorType, message } = await through('http://127.0.0.1:1', request);
      assert.equal(errorType, 'DynamoDB:InternalServerError');
      assert.match(message, INTERNAL);
    }
  });

  for (const { what, status, body } of [
    { what: 'fails without a word', status: 500, body: '' },
    { what: 'fails with a page', status: 502, body: '<html>Bad gateway at /usr/lib/x.js</html>' },
    { what: "returns something that isn't JSON", status: 200, body: 'Error: ENOENT /home/x' },
    { what: "returns JSON that isn't an object", status: 200, body: '[1]' },
  ]) {
    it(what, async () => {
      answer = { status, body };
      const { errorType, message } = await through(endpoint, GET);
      assert.equal(errorType, 'DynamoDB:InternalServerError');
      assert.match(message.replace(`Status Code: ${status}`, 'Status Code: 500'), INTERNAL);
    });
  }
});

describe('a data source that breaks inside the local cloud', () => {
  const broken: CallAws = () =>
    Promise.reject(new TypeError("Cannot read properties of undefined (reading 'x') at /home/x/local/y.ts:1"));

  it('gives the same error, whatever its kind', async ({ onTestFinished }) => {
    const silenced = vi.spyOn(console, 'error').mockImplementation(() => {});
    onTestFinished(() => silenced.mockRestore());
    const event = { source: 's', detailType: 't', detail: {} };
    for (const { dataSource, request } of [
      { dataSource: TABLE, request: GET },
      { dataSource: { type: 'AWS_LAMBDA', functionArn: 'arn:f' }, request: { operation: 'Invoke', payload: {} } },
      {
        dataSource: { type: 'AMAZON_EVENTBRIDGE', eventBusArn: 'arn:b' },
        request: { operation: 'PutEvents', events: [event] },
      },
    ]) {
      const { errorType, message } = await errorOf(dataSource, request, broken);
      assert.deepEqual([errorType, message], ['InternalFailure', 'An internal failure occurred.'], dataSource.type);
    }
  });
});

describe("an HTTP data source whose request can't be sent", () => {
  it('gives the same error, whatever stands in the way', async ({ onTestFinished }) => {
    const silenced = vi.spyOn(console, 'error').mockImplementation(() => {});
    onTestFinished(() => silenced.mockRestore());
    const keys = { accessKeyId: 'ASIATEST', secretAccessKey: 'secret', sessionToken: 'session' };
    const signing = { service: 'states', region: 'us-east-1', ...keys };
    const cases: readonly { readonly setting: Partial<DataSourceDefinition>; readonly headers: JsonObject }[] = [
      { setting: { endpoint: 'http://127.0.0.1:1' }, headers: {} },
      { setting: { endpoint: 'http://no-such-host.invalid' }, headers: {} },
      { setting: { endpoint: 'http://127.0.0.1:1' }, headers: { 'x y': 'not a name' } },
      { setting: { endpoint: 'http://127.0.0.1:1', signing }, headers: { 'x-y': 'not a\nvalue' } },
    ];
    for (const { setting, headers } of cases) {
      const request = { method: 'GET', resourcePath: '/', params: { headers } };
      const { errorType, message } = await errorOf({ type: 'HTTP', ...setting }, request);
      assert.deepEqual([errorType, message], ['HTTP:RequestFailed', 'The request to the HTTP endpoint failed.']);
    }
  });
});
