import assert from 'node:assert/strict';
import { beforeAll, describe, it, vi } from 'vitest';
import { createUserPool } from '../../cognito/user-pool.ts';
import type { UserPool } from '../../cognito/user-pool.ts';
import { createTestAuthorizer, NOT_AUTHORIZED, refuses } from '../testing/test-authorizer.ts';
import type { TestAuthorizer } from '../testing/test-authorizer.ts';
import { valueAt } from '../testing/value-at.ts';

describe('AMAZON_COGNITO_USER_POOLS', () => {
  let pool: UserPool;
  let stranger: UserPool;
  let authorize: TestAuthorizer;
  const mode = {
    type: 'AMAZON_COGNITO_USER_POOLS',
    UserPoolId: 'us-east-1_pool',
    AppIdClientRegex: 'client-\\d',
  } as const;
  const alice = { sub: 'alice', groups: ['staff'], tokenUse: 'access', expiresInSeconds: 60 } as const;

  beforeAll(async () => {
    pool = await createUserPool('us-east-1', 'us-east-1_pool', () => 'client-1');
    stranger = await createUserPool('us-east-1', 'us-east-1_pool', () => 'client-1');
    authorize = createTestAuthorizer([mode], {
      findJwks: (issuer) => (issuer === pool.issuer ? pool.jwks : undefined),
    });
  });

  it('takes an access or an id token, with or without Bearer', async () => {
    const access = await authorize({ authorization: await pool.issueToken(alice) });
    const { claims, ...identity } = access.identity ?? {};
    assert.deepEqual(identity, {
      sourceIp: ['1.2.3.4'],
      username: 'alice',
      groups: ['staff'],
      sub: 'alice',
      issuer: pool.issuer,
      defaultAuthStrategy: 'ALLOW',
    });
    assert.deepEqual([valueAt(claims, 'client_id'), access.groups], ['client-1', ['staff']]);
    const token = await pool.issueToken({ ...alice, groups: [], tokenUse: 'id' });
    const { identity: id } = await authorize({ authorization: `Bearer ${token}` });
    assert.deepEqual(
      [id?.['username'], id?.['groups'], valueAt(id ?? {}, 'claims', 'token_use')],
      ['alice', null, 'id'],
    );
  });

  it('rejects an expired token, even one that it has accepted before', async ({ onTestFinished }) => {
    await refuses(
      authorize({ authorization: await pool.issueToken({ ...alice, expiresInSeconds: -1 }) }),
      'Token has expired.',
    );
    const token = await pool.issueToken(alice);
    await authorize({ authorization: token });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 });
    onTestFinished(() => void vi.useRealTimers());
    await refuses(authorize({ authorization: token }), 'Token has expired.');
  });

  it('rejects a wrong token: malformed, or of another issuer, key or client', async () => {
    await refuses(authorize({ authorization: 'not.a.token' }), 'Unable to parse JWT token.');
    const other = await createUserPool('us-east-1', 'us-east-1_other', () => 'client-1');
    await refuses(authorize({ authorization: await other.issueToken(alice) }), 'Unable to parse JWT token.');
    await refuses(authorize({ authorization: await stranger.issueToken(alice) }), NOT_AUTHORIZED);
    const unknownClient = createTestAuthorizer([{ ...mode, AppIdClientRegex: 'client-2' }], {
      findJwks: () => pool.jwks,
    });
    await refuses(unknownClient({ authorization: await pool.issueToken(alice) }), NOT_AUTHORIZED);
  });

  it('rejects a token without a signature', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const unsigned = `${part({ alg: 'none' })}.${part({ iss: pool.issuer, sub: 'alice', exp: 9_999_999_999 })}.`;
    await refuses(authorize({ authorization: unsigned }), NOT_AUTHORIZED);
  });
});
