import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey, JSONWebKeySet, JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { createTestAuthorizer, NOT_AUTHORIZED, refuses } from '../testing/test-authorizer.ts';

describe('OPENID_CONNECT', () => {
  let privateKey: CryptoKey;
  let jwks: JSONWebKeySet;
  let server: Server;
  let issuer = '';

  beforeAll(async () => {
    const keys = await generateKeyPair('ES256');
    privateKey = keys.privateKey;
    jwks = { keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'k', alg: 'ES256' }] };
    server = createServer((request, response) => {
      const answers: { readonly [path: string]: object } = {
        '/.well-known/openid-configuration': { issuer, jwks_uri: `${issuer}/keys` },
        '/keys': jwks,
      };
      response.end(JSON.stringify(answers[request.url ?? ''] ?? {}));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    issuer = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  });
  afterAll(() => server.close());

  const token = (claims: JWTPayload) =>
    new SignJWT({ sub: 'u', iss: issuer, aud: 'app', ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: 'k' })
      .sign(privateKey);
  const now = () => Math.floor(Date.now() / 1000);

  it('takes a token by the keys that the issuer publishes', async () => {
    const authorize = createTestAuthorizer([{ type: 'OPENID_CONNECT', Issuer: issuer, ClientId: 'app|other' }]);
    const claims = { sub: 'u', iss: issuer, aud: 'app', iat: now(), exp: now() + 60 };
    const { identity } = await authorize({ authorization: await token(claims) });
    assert.deepEqual(identity, { sub: 'u', issuer, claims });
  });

  it('looks at the issuer only beside other modes', async () => {
    const mode = { type: 'OPENID_CONNECT', Issuer: issuer } as const;
    const authorization = await token({ iss: 'https://elsewhere.example', iat: now(), exp: now() + 60 });
    const { identity } = await createTestAuthorizer([mode], { findJwks: () => jwks })({ authorization });
    assert.equal(identity?.['issuer'], 'https://elsewhere.example');
    const beside = createTestAuthorizer([mode, { type: 'API_KEY' }], { findJwks: () => jwks });
    await refuses(beside({ authorization }), 'Unable to parse JWT token.');
  });

  it("rejects a string that isn't a token", async () => {
    const authorize = createTestAuthorizer([{ type: 'OPENID_CONNECT', Issuer: issuer }], { findJwks: () => jwks });
    for (const authorization of ['meow', 'a.b.c', 'Bearer ']) {
      await refuses(authorize({ authorization }), 'Unable to parse JWT token.');
    }
  });

  it('rejects a token without iat, too old, or for another client', async () => {
    const mode = { type: 'OPENID_CONNECT', Issuer: issuer, ClientId: 'app', IatTTL: 60_000, AuthTTL: 60_000 } as const;
    const authorize = createTestAuthorizer([mode], { findJwks: () => jwks });
    const good = { iat: now(), auth_time: now(), exp: now() + 3600 };
    await authorize({ authorization: await token(good) });
    const { iat: _iat, ...withoutIat } = good;
    await refuses(authorize({ authorization: await token(withoutIat) }), NOT_AUTHORIZED);
    for (const bad of [{ iat: now() - 61 }, { auth_time: now() - 61 }, { aud: 'others' }, { aud: [] }]) {
      await refuses(authorize({ authorization: await token({ ...good, ...bad }) }), NOT_AUTHORIZED);
    }
  });

  it('rejects a token whose issuer has written nonsense for the client', async () => {
    const mode = { type: 'OPENID_CONNECT', Issuer: issuer, ClientId: '.*' } as const;
    const authorize = createTestAuthorizer([mode], { findJwks: () => jwks });
    for (const aud of [5, null, { length: 1 }, [5]]) {
      const claims: object = { iss: issuer, iat: now(), exp: now() + 60, aud };
      const odd = await new SignJWT({ ...claims }).setProtectedHeader({ alg: 'ES256', kid: 'k' }).sign(privateKey);
      await refuses(authorize({ authorization: odd }), NOT_AUTHORIZED);
    }
  });
});
