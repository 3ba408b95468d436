import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { answerRequests } from '../../../gateway/door/answer-requests.ts';
import type { Handle } from '../../../gateway/door/answer-requests.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import { objectAt, stringsOf } from '../../../kernel/json.ts';
import { findSignatureFault, parseAuthorization } from '../auth/verify-signature.ts';
import type { Signing } from '../definition.ts';
import { runRequest } from '../testing/run-request.ts';
import { objectIn, stringIn, valueAt } from '../testing/value-at.ts';

describe('an HTTP data source', () => {
  let server: Server;
  let endpoint = '';

  beforeAll(async () => {
    const handle: Handle = async (request, response) => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      const { method, url, headers } = request;
      response.writeHead(url === '/missing' ? 404 : 200, { 'x-answer': ['one', 'two'] });
      response.end(
        JSON.stringify({
          method,
          url,
          type: headers['content-type'],
          custom: headers['x-custom'],
          signed: headers.authorization && headers,
          agent: headers['user-agent'],
          body,
        }),
      );
    };
    server = createServer(answerRequests(() => undefined, handle));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    endpoint = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  });
  afterAll(() => server.close());

  const run = (request: JsonObject, to = endpoint, signing?: Signing) =>
    runRequest(request, { type: 'HTTP', endpoint: to, signing });

  it('sends method, path, query, headers and body, and returns status, headers and the body as a string', async () => {
    const params = { query: { a: 'b c', n: 1 }, headers: { 'X-Custom': 'yes', 'User-Agent': 'mine' }, body: { x: 1 } };
    const { result, error } = await run({ method: 'POST', resourcePath: '/path', params });
    assert.deepEqual(
      [error, valueAt(result, 'statusCode'), valueAt(result, 'headers', 'x-answer')],
      [null, 200, 'one,two'],
    );
    assert.deepEqual(objectIn(stringIn(result, 'body')), {
      method: 'POST',
      url: '/path?a=b%20c&n=1',
      type: 'application/json',
      custom: 'yes',
      body: '{"x":1}',
    });
  });

  it('signs the whole request if it is configured to', async () => {
    const scope = { service: 'states', region: 'us-east-1' };
    const keys = { accessKeyId: 'ASIATEST', secretAccessKey: 'secret', sessionToken: 'session' };
    const params = { query: { a: "b c+d*'" }, headers: { 'X-Amz-Target': 'AWSStepFunctions.X' }, body: { x: 'é' } };
    const { result } = await run({ method: 'POST', resourcePath: '/', params }, endpoint, { ...scope, ...keys });
    const sent = objectIn(stringIn(result, 'body'));
    const headers = stringsOf(objectAt(sent, 'signed'));
    assert.deepEqual([headers['x-amz-security-token'], headers['x-amz-target']], ['session', 'AWSStepFunctions.X']);
    const authorization = parseAuthorization(headers['authorization'] ?? '');
    assert.ok(authorization !== undefined && authorization.signedHeaders.includes('x-amz-security-token'));
    const request = { path: '/', queryString: stringIn(sent, 'url').slice(2), headers, body: stringIn(sent, 'body') };
    assert.equal(findSignatureFault('secret', authorization, request, scope), undefined);
  });

  it('takes an error of the server as a result', async () => {
    const { result, error } = await run({ method: 'GET', resourcePath: '/missing' });
    assert.deepEqual([error, valueAt(result, 'statusCode')], [null, 404]);
  });

  it("makes ctx.error of a server that can't be reached", async () => {
    const { result, error } = await run({ method: 'GET', resourcePath: '/' }, 'http://127.0.0.1:1');
    assert.deepEqual(
      [result, error],
      [null, { type: 'HTTP:RequestFailed', message: 'The request to the HTTP endpoint failed.' }],
    );
  });

  it("rejects a method that it doesn't know", async () => {
    const { errors } = await run({ method: 'TRACE', resourcePath: '/' });
    assert.equal(valueAt(errors, 0, 'message'), "Unsupported method 'TRACE'.");
  });
});
