/** The header survives each of its carriers. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { authQuery, authSubProtocol, readAuthHeader } from './auth-header.ts';

const headers = fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), { noNullPrototype: true });
const EXAMPLE = { host: 'api.example.com', 'x-api-key': 'da2-ÿ>?~' };

describe('authSubProtocol', () => {
  it('carries any header to readAuthHeader', () => {
    const property = fc.property(headers, (header) =>
      assert.deepEqual(readAuthHeader('', [authSubProtocol(header)]), header),
    );
    fc.assert(property);
  });

  it('uses only characters that a sub-protocol may have', () => {
    fc.assert(fc.property(headers, (header) => assert.match(authSubProtocol(header), /^header-[\w-]+$/)));
  });
});

describe('authQuery', () => {
  it('carries any header to readAuthHeader', () => {
    fc.assert(fc.property(headers, (header) => assert.deepEqual(readAuthHeader(authQuery(header), []), header)));
  });
});

describe('readAuthHeader', () => {
  it('reads base64 that nobody escaped for a query', () => {
    const encoded = btoa(JSON.stringify({ host: '~~>>>' }));
    assert.match(encoded, /\+/);
    assert.deepEqual(readAuthHeader(`header=${encoded}&payload=e30=`, []), { host: '~~>>>' });
  });

  it('prefers the query', () => {
    assert.deepEqual(readAuthHeader(authQuery(EXAMPLE), [authSubProtocol({ host: 'other' })]), EXAMPLE);
  });

  it('gives undefined where neither carries a header', () => {
    assert.equal(readAuthHeader('payload=e30=', ['graphql-ws']), undefined);
  });

  for (const garbage of ['!!', btoa('no JSON'), btoa('[]'), btoa('{"host":1}'), '']) {
    it(`calls ${JSON.stringify(garbage)} malformed`, () => {
      assert.equal(readAuthHeader(`header=${garbage}`, []), 'malformed');
      assert.equal(readAuthHeader('', [`header-${garbage}`]), 'malformed');
    });
  }
});
