import assert from 'node:assert/strict';
import { AwsClient } from 'aws4fetch';
import { describe, it } from 'vitest';
import type { Principal } from '../../../aws/policy/policy.ts';
import { createTestAuthorizer, NOT_PROVIDED, refuses, refusesSignature } from '../testing/test-authorizer.ts';

describe('AWS_IAM', () => {
  const principal: Principal = { arn: 'arn:aws:iam::000000000000:role/relay', permissions: [] };
  const authorize = createTestAuthorizer([{ type: 'AWS_IAM' }], {
    findPrincipal: (id) => (id === 'AKIATEST' ? { principal, secretAccessKey: 'secret' } : undefined),
  });

  const sign = async (
    body: string,
    options: { secret?: string; id?: string; service?: string; at?: Date; path?: string; sessionToken?: string } = {},
  ) => {
    const client = new AwsClient({
      accessKeyId: options.id ?? 'AKIATEST',
      secretAccessKey: options.secret ?? 'secret',
      sessionToken: options.sessionToken ?? 'session',
      service: options.service ?? 'appsync',
      region: 'us-east-1',
    });
    const datetime = (options.at ?? new Date()).toISOString().replace(/[-:]|\.\d+/g, '');
    const request = await client.sign(`http://localhost:4000${options.path ?? '/graphql'}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
      aws: { datetime },
    });
    return { ...Object.fromEntries(request.headers), host: 'localhost:4000' };
  };

  it('takes a request that is signed with the secret of a known key', async () => {
    const body = '{"query":"{ a }"}';
    const caller = await authorize(await sign(body), body);
    assert.equal(caller.principal, principal);
    assert.deepEqual(caller.identity, {
      accountId: '000000000000',
      cognitoIdentityPoolId: null,
      cognitoIdentityId: null,
      sourceIp: ['1.2.3.4'],
      username: 'AKIATEST:local',
      userArn: 'arn:aws:sts::000000000000:assumed-role/relay/local',
      cognitoIdentityAuthType: null,
      cognitoIdentityAuthProvider: null,
    });
  });

  it('takes a GET, signed with its query', async () => {
    const client = new AwsClient({
      accessKeyId: 'AKIATEST',
      secretAccessKey: 'secret',
      service: 'appsync',
      region: 'us-east-1',
    });
    const queryString = `operationName=O&query=${encodeURIComponent('query O { a(b: [\'*\', "(é)"]) }')}&variables=%7B%7D`;
    const request = await client.sign(`http://localhost:4000/graphql?${queryString}`);
    const headers = { ...Object.fromEntries(request.headers), host: 'localhost:4000' };
    const get = { method: 'GET', queryString } as const;
    assert.equal((await authorize(headers, '', '/graphql', get)).mode, 'AWS_IAM');
    const other = { ...get, queryString: queryString.replace('=O', '=P') };
    await refusesSignature(authorize(headers, '', '/graphql', other), /does not match/);
  });

  it('takes a real-time connect, signed for its own path and an empty object', async () => {
    const path = '/graphql/connect';
    assert.equal((await authorize(await sign('{}', { path }), '{}', path)).mode, 'AWS_IAM');
    await refusesSignature(authorize(await sign('{}'), '{}', path), /does not match/);
  });

  it('rejects another body or secret, and says what should have been signed', async () => {
    await refusesSignature(authorize(await sign('{}', { secret: 'guess' }), '{}'), /does not match/);
    await refusesSignature(
      authorize(await sign('{}'), '{ }'),
      /^The request signature we calculated does not match[^]*\n'POST\n\/graphql\n\n(.+:.+\n)+\n.+\n[0-9a-f]{64}'\n\nThe String-to-Sign should have been\n'AWS4-HMAC-SHA256\n\d{8}T\d{6}Z\n\d{8}\/us-east-1\/appsync\/aws4_request\n[0-9a-f]{64}'\n$/,
    );
  });

  it('wants the session token of temporary credentials', async () => {
    const owner = { principal, secretAccessKey: 'secret', sessionToken: 'session' };
    const authorizeSession = createTestAuthorizer([{ type: 'AWS_IAM' }], { findPrincipal: () => owner });
    assert.equal((await authorizeSession(await sign('{}'), '{}')).principal, principal);
    const invalid = 'The security token included in the request is invalid.';
    for (const sessionToken of ['', 'other']) {
      const request = authorizeSession(await sign('{}', { sessionToken }), '{}');
      await refuses(request, invalid, 403, 'UnrecognizedClientException');
    }
  });

  it('rejects another key, service, or clock', async () => {
    const unknown = 'The security token included in the request is invalid.';
    await refuses(authorize(await sign('{}', { id: 'AKIANOBODY' }), '{}'), unknown, 403, 'UnrecognizedClientException');
    await refusesSignature(authorize(await sign('{}', { service: 's3' }), '{}'), /correct service: 'appsync'/);
    const late = new Date(Date.now() - 6 * 60_000);
    await refusesSignature(authorize(await sign('{}', { at: late }), '{}'), /^Signature expired: \d{8}T\d{6}Z is now/);
    const early = new Date(Date.now() + 6 * 60_000);
    await refusesSignature(authorize(await sign('{}', { at: early }), '{}'), /^Signature not yet current: /);
  });

  it('rejects a signature over headers that were not sent, whatever their names', async () => {
    const headers: { readonly [name: string]: string } = await sign('{}');
    const { authorization = '' } = headers;
    for (const name of ['constructor', '__proto__', 'toString', 'x-missing']) {
      const claimed = authorization.replace('SignedHeaders=', `SignedHeaders=${name};`);
      await refusesSignature(authorize({ ...headers, authorization: claimed }, '{}'), /does not match/);
    }
  });

  it('rejects endless blanks as quickly as anything else', async () => {
    const start = 'AWS4-HMAC-SHA256 Credential=AKIATEST/20260101/us-east-1/appsync/aws4_request, SignedHeaders=';
    await refuses(authorize({ authorization: start + ' '.repeat(240_000) }), NOT_PROVIDED);
  });

  it("rejects a header that isn't a signature", async () => {
    for (const header of [
      'AWS4-HMAC-SHA256',
      'AWS4-HMAC-SHA256 Credential=AKIATEST/20260101/us-east-1/appsync/aws4_request',
    ]) {
      await refuses(authorize({ authorization: header }), NOT_PROVIDED);
    }
  });
});
