import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { createUserPool } from '../../cognito/user-pool.ts';
import type { CallAws } from '../../../aws/call.ts';
import { OWNER } from '../testing/test-api.ts';
import { createTestAuthorizer, NOT_PROVIDED, refuses } from '../testing/test-authorizer.ts';

describe('a request without credentials', () => {
  it('is rejected', async () => {
    await refuses(createTestAuthorizer([{ type: 'API_KEY' }])({}), NOT_PROVIDED);
    await refuses(createTestAuthorizer([{ type: 'AWS_IAM' }])({ authorization: '' }), NOT_PROVIDED);
  });

  it("is rejected with those of a mode that isn't on", async () => {
    await refuses(createTestAuthorizer([{ type: 'AWS_IAM' }])({ 'x-api-key': 'da2-test' }), NOT_PROVIDED);
    await refuses(createTestAuthorizer([{ type: 'API_KEY' }])({ authorization: 'AWS4-HMAC-SHA256 x' }), NOT_PROVIDED);
  });
});

describe('several modes', () => {
  it('differ by the form of the credentials', async () => {
    const pool = await createUserPool('us-east-1', 'us-east-1_pool', () => 'client');
    const callAws: CallAws = () => Promise.resolve('{"Payload":{"isAuthorized":true}}');
    const authorize = createTestAuthorizer(
      [
        { type: 'AMAZON_COGNITO_USER_POOLS', UserPoolId: 'us-east-1_pool' },
        { type: 'API_KEY' },
        { type: 'AWS_IAM' },
        { type: 'AWS_LAMBDA', AuthorizerUri: 'arn:f' },
      ],
      { callAws, findJwks: () => pool.jwks, findPrincipal: () => ({ principal: OWNER, secretAccessKey: 's' }) },
    );
    const token = await pool.issueToken({ sub: 'a', groups: [], tokenUse: 'access', expiresInSeconds: 60 });
    assert.equal((await authorize({ 'x-api-key': 'da2-test', authorization: token })).mode, 'API_KEY');
    assert.equal((await authorize({ authorization: token })).mode, 'AMAZON_COGNITO_USER_POOLS');
    assert.equal((await authorize({ authorization: 'anything' })).mode, 'AWS_LAMBDA');
    await refuses(authorize({ authorization: 'AWS4-HMAC-SHA256 Credential=x' }), NOT_PROVIDED);
  });
});
