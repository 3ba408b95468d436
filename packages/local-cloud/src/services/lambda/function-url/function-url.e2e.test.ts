import assert from 'node:assert/strict';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { parseObject, stringAt } from '../../../kernel/json.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import type { RunningCloud } from '../../../boot/boot.ts';
import { useStacks } from '../../../testing/boot-stack.ts';
import { trust } from '../../../testing/trust.ts';
import type { StackFixture } from '../../../testing/write-assembly.ts';

/** Returns what its body says, and its event if it says nothing. */
const HANDLER = `export const handler = async (event) => {
  const { returns, throws } = event.headers['content-type'] === 'application/json' ? JSON.parse(event.body) : {};
  if (throws) throw new Error(throws);
  return returns ?? event;
};`;

function stackOf(url: JsonObject = {}, actions = ['lambda:InvokeFunctionUrl', 'lambda:InvokeFunction']): StackFixture {
  const permissions = actions.map((Action, index): [string, object] => {
    const Properties = { Action, FunctionName: { Ref: 'Live' }, Principal: '*' };
    return [`Permission${index}`, { Type: 'AWS::Lambda::Permission', Properties }];
  });
  const allowed: Record<string, object> = Object.fromEntries(permissions);
  return {
    stackName: 'hooks',
    bundles: { '0123abcd': HANDLER },
    resources: {
      Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust('lambda.amazonaws.com') } },
      Hook: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Code: { S3Bucket: 'assets', S3Key: '0123abcd.zip' },
          Handler: 'index.handler',
          Runtime: 'nodejs24.x',
          Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
        },
      },
      Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Hook' } } },
      Live: {
        Type: 'AWS::Lambda::Alias',
        Properties: {
          Name: 'live',
          FunctionName: { Ref: 'Hook' },
          FunctionVersion: { 'Fn::GetAtt': ['Version', 'Version'] },
        },
      },
      Url: {
        Type: 'AWS::Lambda::Url',
        DependsOn: ['Live'],
        Properties: { AuthType: 'NONE', TargetFunctionArn: { Ref: 'Hook' }, Qualifier: 'live', ...url },
      },
      ...allowed,
    },
    outputs: { Url: { Value: { 'Fn::GetAtt': ['Url', 'FunctionUrl'] } } },
  };
}

const bootStack = useStacks();

function addressOf({ cloud }: RunningCloud): string {
  return stringAt(cloud.outputs(), 'Url') ?? '';
}

describe('a function URL', () => {
  let running: RunningCloud;
  beforeAll(async () => {
    running = await bootStack(stackOf());
  });
  afterAll(() => running.close());

  const send = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${addressOf(running)}${path}`, { method: 'POST', ...init });
    return { status: response.status, headers: response.headers, body: await response.text() };
  };
  const returning = (returns: unknown) =>
    send('', { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ returns }) });

  it('hands the request to its function in the payload format 2.0', async () => {
    const headers = { 'Content-Type': 'text/plain', 'X-Signature': 't=1,v1=abc', Cookie: 'a=1; b=2' };
    const { status, body } = await send('stripe/events?a=1&a=2&b=%20', { headers, body: 'é {}' });
    assert.equal(status, 200);
    const event = parseObject(body) ?? {};
    const { requestContext, headers: seen, ...rest } = event;
    assert.deepEqual(rest, {
      version: '2.0',
      routeKey: '$default',
      rawPath: '/stripe/events',
      rawQueryString: 'a=1&a=2&b=%20',
      cookies: ['a=1', 'b=2'],
      queryStringParameters: { a: '1,2', b: ' ' },
      body: 'é {}',
      isBase64Encoded: false,
    });
    assert.equal(parseObject(JSON.stringify(seen))?.['x-signature'], 't=1,v1=abc');
    const context = parseObject(JSON.stringify(requestContext)) ?? {};
    assert.deepEqual(context['http'], {
      method: 'POST',
      path: '/stripe/events',
      protocol: 'HTTP/1.1',
      sourceIp: '127.0.0.1',
      userAgent: 'node',
    });
    assert.match(stringAt(context, 'domainName') ?? '', /^[\da-f]{32}\.lambda-url\.us-east-1\.on\.aws$/);
    assert.match(stringAt(context, 'time') ?? '', /^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/);
  });

  it('hands over a body that is no text as Base64, and none as none', async () => {
    const binary = { headers: { 'content-type': 'application/octet-stream' }, body: Buffer.from([0, 255]) };
    const { body, isBase64Encoded } = parseObject((await send('', binary)).body) ?? {};
    assert.deepEqual([body, isBase64Encoded], ['AP8=', true]);
    const empty = parseObject((await send('', { method: 'GET' })).body) ?? {};
    assert.deepEqual(['body' in empty, empty['isBase64Encoded'], empty['rawPath']], [false, false, '/']);
  });

  it('answers with status, headers, cookies and body of what the function returns', async () => {
    const headers = { 'Content-Type': 'text/html', 'x-a': '1' };
    const answer = await returning({
      statusCode: 201,
      headers,
      cookies: ['a=1', 'b=2'],
      body: 'PGI+',
      isBase64Encoded: true,
    });
    assert.deepEqual([answer.status, answer.body, answer.headers.get('content-type')], [201, '<b>', 'text/html']);
    assert.deepEqual(answer.headers.getSetCookie(), ['a=1', 'b=2']);
  });

  it('answers 200 with everything that has no status', async () => {
    const answer = await returning({ done: true });
    assert.deepEqual([answer.status, answer.body], [200, '{"done":true}']);
    assert.equal(answer.headers.get('content-type'), 'application/json');
    assert.equal((await returning('text')).body, 'text');
  });

  it('answers 502 for a function that fails, and for a status that is none', async () => {
    const throwing = { headers: { 'content-type': 'application/json' }, body: '{"throws":"secret"}' };
    const answer = await send('', throwing);
    assert.deepEqual([answer.status, answer.body], [502, '{"Message":"Internal Server Error"}']);
    assert.equal((await returning({ statusCode: 42 })).status, 502);
  });

  it('answers 413 for more than a function takes', async () => {
    assert.equal((await send('', { body: 'x'.repeat(6 * 1024 * 1024 + 1) })).status, 413);
  });
});

describe('a function URL without a permission of everybody', () => {
  for (const actions of [['lambda:InvokeFunctionUrl'], ['lambda:InvokeFunction'], []]) {
    it(`is forbidden, as on AWS since October 2025: ${actions.join() || 'none at all'}`, async () => {
      const running = await bootStack(stackOf({}, actions));
      const response = await fetch(addressOf(running), { method: 'POST' });
      await running.close();
      assert.equal(response.status, 403);
    });
  }
});

describe('a function URL that the local cloud does not support', () => {
  const refused: readonly [JsonObject, RegExp][] = [
    [{ AuthType: 'AWS_IAM' }, /supports the AuthType NONE only/],
    [{ InvokeMode: 'RESPONSE_STREAM' }, /supports the InvokeMode BUFFERED only/],
    [{ Qualifier: 'dead' }, /names .*:dead, which isn't a function of this stack/],
    [{ Cors: {} }, /the property Cors of AWS::Lambda::Url/],
  ];
  for (const [url, message] of refused) {
    it(`stops the start: ${JSON.stringify(url)}`, () =>
      assert.rejects(bootStack(stackOf(url)), { name: 'StartupError', message }));
  }
});
