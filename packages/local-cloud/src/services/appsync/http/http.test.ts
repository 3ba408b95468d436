import assert from 'node:assert/strict';
import { createServer, request as httpRequest } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, it, vi } from 'vitest';
import { answerRequests } from '../../../gateway/door/answer-requests.ts';
import { createTestApi, DEFINITION, local } from '../testing/test-api.ts';
import { parseJson } from '../../../kernel/json.ts';
import { objectIn, stringIn, valueAt } from '../testing/value-at.ts';

const JSON_TYPE = { 'content-type': 'application/json', 'x-api-key': 'da2-test' };

type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string };

describe('the GraphQL endpoint', () => {
  let server: Server;
  let port = 0;

  beforeAll(async () => {
    const { api } = createTestApi({
      schema: `type Query { echo(text: String): String headers: AWSJSON add(name: String, value: String): String } type Mutation { save: String }
        type Subscription { on: Thing } type Thing { id: ID }`,
      authModes: [{ type: 'API_KEY' }, { type: 'AWS_IAM' }],
      resolvers: [
        local('Query.echo', 'return { payload: ctx.args.text };'),
        local('Query.headers', 'return { payload: ctx.request.headers };'),
        local('Query.add', "util.http.addResponseHeader(ctx.args.name, ctx.args.value); return { payload: 'value' };"),
      ],
      graphqlUrl: 'http://localhost/graphql',
    });
    server = createServer(answerRequests(() => undefined, api.handleRequest));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
  });
  afterAll(() => server.close());

  const send = (
    body: string | Buffer | undefined,
    headers: { readonly [name: string]: string | string[] } = JSON_TYPE,
    method = 'POST',
    path = '/graphql',
  ): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const request = httpRequest({ port, method, path, headers: { ...headers } }, (response) => {
        const { statusCode = 0, headers: answered } = response;
        textOf(response).then((text) => resolve({ status: statusCode, headers: answered, text }), reject);
      });
      request.on('error', reject);
      request.end(body);
    });

  const ask = (query: string, more: object = {}) => send(JSON.stringify({ query, ...more }));

  it('returns JSON, and ignores further members of the body', async () => {
    const { status, headers, text } = await ask('query($t: String) { echo(text: $t) }', {
      variables: { t: 'hi' },
      extensions: { x: 1 },
    });
    assert.deepEqual([status, text], [200, '{"data":{"echo":"hi"}}']);
    assert.equal(headers['content-type'], 'application/json;charset=UTF-8');
    assert.deepEqual([headers['access-control-allow-origin'], headers.vary], [undefined, 'Origin']);
    assert.match(String(headers['x-amzn-requestid']), /^[0-9a-f-]{36}$/);
  });

  it('runs the operation that is named, and wants a name when there are several', async () => {
    const query = 'query A { echo(text: "a") } query B { echo(text: "b") }';
    assert.equal((await ask(query, { operationName: 'B' })).text, '{"data":{"echo":"b"}}');
    const { status, text } = await ask(query);
    assert.deepEqual(
      [status, text],
      [400, '{"errors":[{"message":"Missing operation name.","errorType":"MalformedHttpRequestException"}]}'],
    );
    assert.match((await ask(query, { operationName: 'C' })).text, /Unknown operation named 'C'\./);
  });

  it('understands GET', async () => {
    const path = `/graphql?query=${encodeURIComponent(
      'query($t: String) { echo(text: $t) }',
    )}&variables=${encodeURIComponent('{"t":"x"}')}`;
    assert.equal((await send(undefined, JSON_TYPE, 'GET', path)).text, '{"data":{"echo":"x"}}');
    for (const path of ['/graphql', '/graphql?', '//', '/graphql?query=%']) {
      assert.equal((await send(undefined, JSON_TYPE, 'GET', path)).status, 400);
    }
  });

  it('shows handlers every header in lower case, lists for those sent twice, and no cookie', async () => {
    const { text } = await send(JSON.stringify({ query: '{ headers }' }), {
      ...JSON_TYPE,
      'X-Two': ['a', 'b'],
      Cookie: 'c=1',
    });
    const headers = objectIn(stringIn(parseJson(text), 'data', 'headers'));
    assert.deepEqual([headers['x-two'], headers['cookie'], headers['x-api-key']], [['a', 'b'], undefined, 'da2-test']);
  });

  it('takes headers with names that every object of JavaScript inherits', async () => {
    for (const name of ['constructor', '__proto__', 'valueof', 'hasOwnProperty']) {
      const sent = new Map([...Object.entries(JSON_TYPE), [name, 'x']]);
      const { text } = await send('{"query":"{ headers }"}', Object.fromEntries(sent));
      const headers = new Map(Object.entries(objectIn(stringIn(parseJson(text), 'data', 'headers'))));
      assert.equal(headers.get(name.toLowerCase()), 'x');
    }
  });

  it("leaves out a response header that can't be sent, and says so", async () => {
    const query = 'query($n: String, $v: String) { add(name: $n, value: $v) echo(text: "fine") }';
    for (const { n, v } of [
      { n: 'a b', v: 'x' },
      { n: 'x-line', v: 'a\r\nb' },
      { n: 'x-snow', v: '\u2603' },
      { n: 'Trailer', v: 'x-more' },
    ]) {
      const { status, text } = await ask(query, { variables: { n, v } });
      const { data, errors } = objectIn(text);
      assert.deepEqual([status, data], [200, { add: 'value', echo: 'fine' }]);
      assert.equal(valueAt(errors, 0, 'errorType'), 'ResponseHeaderError');
      assert.equal(valueAt(errors, 0, 'message'), `The response header '${n}' can't be sent.`);
    }
    const { headers } = await ask(query, { variables: { n: 'x-good', v: 'fine' } });
    assert.equal(headers['x-good'], 'fine');
  });

  const UNREADABLE = 'Unable to parse GraphQL query.';
  const malformed: readonly {
    readonly what: string;
    readonly body: string | Buffer;
    readonly message: string;
    readonly status?: number;
  }[] = [
    { what: 'empty', body: '', message: 'Request body is empty.' },
    { what: 'no JSON', body: 'meow', message: UNREADABLE },
    { what: 'a list', body: '[{"query":"{ echo }"}]', message: UNREADABLE },
    { what: 'an object without a query', body: '{}', message: UNREADABLE },
    { what: 'null', body: 'null', message: UNREADABLE },
    { what: 'a query that is a number', body: '{"query":1}', message: UNREADABLE },
    { what: 'variables that are a list', body: '{"query":"{ echo }","variables":[]}', message: UNREADABLE },
    { what: 'a query that is no GraphQL', body: '{"query":"{ echo"}', message: UNREADABLE },
    { what: 'an empty query', body: '{"query":""}', message: UNREADABLE },
    { what: 'bytes that are no text', body: Buffer.from([0xff, 0xfe, 0x00]), message: UNREADABLE },
    {
      what: 'a query of 16,000 tokens',
      body: JSON.stringify({ query: `{ ${'a '.repeat(16_000)}}` }),
      message: 'Query document has more than 15000 tokens.',
    },
    { what: 'a query of 60,000 levels', body: JSON.stringify({ query: '{a'.repeat(60_000) }), message: UNREADABLE },
    { what: 'a query of 7,000 levels', body: JSON.stringify({ query: '{a'.repeat(7_000) }), message: UNREADABLE },
    {
      what: 'nested 5,000 levels deep',
      body: `{"query":"{ echo }","variables":{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}}`,
      message: UNREADABLE,
    },
    {
      what: '2 MB large',
      body: JSON.stringify({ query: 'x'.repeat(2_000_000) }),
      message: 'Request body is larger than 1 MB.',
      status: 413,
    },
  ];
  for (const { what, body, message, status = 400 } of malformed) {
    it(`rejects a body that is ${what}`, async () => {
      const answer = await send(body);
      assert.equal(answer.text, JSON.stringify({ errors: [{ message, errorType: 'MalformedHttpRequestException' }] }));
      assert.deepEqual([answer.status, answer.headers['x-amzn-errortype']], [status, 'MalformedHttpRequestException']);
      assert.equal((await ask('{ echo }')).status, 200);
    });
  }

  it("responds with 200 to a document that isn't valid", async () => {
    const { status, text } = await ask('{ badfield }');
    assert.equal(status, 200);
    assert.equal(
      text,
      '{"data":null,"errors":[{"path":null,"locations":[{"line":1,"column":3,"sourceName":null}],"message":"Validation error of type FieldUndefined: Field \'badfield\' in type \'Query\' is undefined @ \'badfield\'"}]}',
    );
  });

  it('sends subscriptions to the real-time endpoint', async () => {
    const { status, text } = await ask('subscription { on { id } }');
    assert.deepEqual([status, valueAt(parseJson(text), 'errors', 0, 'errorType')], [400, 'UnsupportedOperation']);
  });

  it('rejects unknown callers', async () => {
    for (const [headers, message] of [
      [{}, 'Valid authorization header not provided.'],
      [{ 'x-api-key': 'da2-wrong' }, 'You are not authorized to make this call.'],
      [{ authorization: 'AWS4-HMAC-SHA256 nonsense' }, 'Valid authorization header not provided.'],
    ] as const) {
      const answer = await send('{"query":"{ echo }"}', headers);
      assert.equal(answer.text, JSON.stringify({ errors: [{ errorType: 'UnauthorizedException', message }] }));
      assert.deepEqual([answer.status, answer.headers['x-amzn-errortype']], [401, 'UnauthorizedException']);
    }
  });

  it('lets browsers send the headers that they request', async () => {
    const { status, headers } = await send(
      undefined,
      {
        origin: 'http://localhost:3000',
        'access-control-request-headers': 'x-custom,x-api-key',
        'access-control-request-private-network': 'true',
      },
      'OPTIONS',
    );
    assert.deepEqual(
      [status, headers['access-control-allow-origin'], headers['access-control-allow-headers'], headers.vary],
      [200, 'http://localhost:3000', 'x-custom,x-api-key', 'Origin'],
    );
    assert.equal(headers['access-control-allow-private-network'], 'true');
    const plain = await send(undefined, {}, 'OPTIONS');
    for (const name of [
      'authorization',
      'content-type',
      'x-api-key',
      'x-amz-user-agent',
      'x-amz-date',
      'x-amz-security-token',
    ]) {
      assert.ok(String(plain.headers['access-control-allow-headers']).includes(name));
    }
  });

  it('survives a client that leaves in the middle of its body', async () => {
    await new Promise<void>((resolve) => {
      const request = httpRequest({
        port,
        method: 'POST',
        path: '/graphql',
        headers: { ...JSON_TYPE, 'content-length': 100 },
      });
      request.on('error', () => resolve());
      request.write('{', () => request.destroy(new Error('gone')));
    });
    assert.equal((await ask('{ echo }')).status, 200);
  });
});

describe('an execution of more than 30 seconds', () => {
  it('ends with ExecutionTimeout', async ({ onTestFinished }) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const called = Promise.withResolvers<null>();
    const { api } = createTestApi(
      {
        schema: 'type Query { slow: String }',
        dataSources: [
          { name: 'f', type: 'AWS_LAMBDA', functionArn: 'arn:f', principal: { arn: 'arn:r', permissions: [] } },
        ],
        resolvers: [{ typeName: 'Query', fieldName: 'slow', kind: 'UNIT', dataSourceName: 'f' }],
      },
      {
        callAws: () => {
          called.resolve(null);
          return new Promise(() => {});
        },
      },
    );
    const caller = await api.authorize({
      headers: { 'x-api-key': DEFINITION.apiKeys[0]?.key },
      path: '/graphql',
      body: '',
      sourceIp: [],
      operation: { query: '', variables: {}, operationName: null },
    });
    const answer = api.execute(caller, { query: '{ slow }', variables: {}, operationName: null }, {});
    await called.promise;
    vi.advanceTimersByTime(30_000);
    const { statusCode, body } = await answer;
    assert.deepEqual(
      [statusCode, JSON.parse(body)],
      [200, { data: null, errors: [{ errorType: 'ExecutionTimeout', message: 'Execution timed out.' }] }],
    );
  });
});
