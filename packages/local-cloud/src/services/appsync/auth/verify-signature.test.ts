import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { describe, it } from 'vitest';
import type { HeaderMap } from '../api.ts';
import { findSignatureFault, parseAuthorization } from './verify-signature.ts';

const SCOPE = { region: 'us-east-1', service: 'appsync' };
function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** Signs a canonical request that is written out, so that nothing here shares the code under test. */
function sign(canonicalLines: readonly string[], signedHeaders: string, date: string): string {
  const day = date.slice(0, 8);
  const scope = `${day}/us-east-1/appsync/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', date, scope, sha256(canonicalLines.join('\n'))].join('\n');
  const key = ['20', 'us-east-1', 'appsync', 'aws4_request'].reduce<string | Buffer>(
    (secret, part) => hmac(secret, part === '20' ? day : part),
    'AWS4secret',
  );
  const signature = hmac(key, toSign).toString('hex');
  return `AWS4-HMAC-SHA256 Credential=AKIATEST/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
}

function now(): string {
  return new Date().toISOString().replace(/[-:]|\.\d+/g, '');
}

type Case = { readonly queryString?: string; readonly path?: string; readonly more?: HeaderMap };
type Canonical = {
  readonly query?: string;
  readonly path?: string;
  readonly more?: readonly (readonly [string, string])[];
};

function faultOf(sent: Case, canonical: Canonical): string | undefined {
  const date = now();
  const headers: HeaderMap = { host: 'localhost', 'x-amz-date': date, ...sent.more };
  const named = [['host', 'localhost'], ['x-amz-date', date], ...(canonical.more ?? [])].sort(
    ([left = ''], [right = '']) => (left < right ? -1 : 1),
  );
  const signedHeaders = named.map(([name]) => name).join(';');
  const lines = [
    'GET',
    canonical.path ?? '/graphql',
    canonical.query ?? '',
    ...named.map(([name, value]) => `${name}:${value}`),
    '',
    signedHeaders,
    sha256(''),
  ];
  const authorization = parseAuthorization(sign(lines, signedHeaders, date));
  assert.ok(authorization);
  const request = {
    method: 'GET',
    path: sent.path ?? '/graphql',
    queryString: sent.queryString,
    headers,
    body: '',
  } as const;
  return findSignatureFault('secret', authorization, request, SCOPE);
}

const QUERIES: readonly { readonly what: string; readonly queryString: string; readonly query: string }[] = [
  { what: 'names where one begins with the other', queryString: 'a-b=1&a=2&a.c=3&a1=4', query: 'a=2&a-b=1&a.c=3&a1=4' },
  { what: 'names in capitals', queryString: 'a=1&B=2', query: 'B=2&a=1' },
  { what: 'one name several times, by value', queryString: 'a=2&a=10&a=1&a=', query: 'a=&a=1&a=10&a=2' },
  {
    what: 'values that are sorted once encoded',
    queryString: 'a=~&a=%C3%A9&a=z&a=%20',
    query: 'a=%20&a=%C3%A9&a=z&a=~',
  },
  { what: 'names that are sorted once encoded', queryString: '%C3%A9=1&z=2&~=3', query: '%C3%A9=1&z=2&~=3' },
  { what: 'no value, and an empty one', queryString: 'b&a=', query: 'a=&b=' },
  { what: 'an equals sign in a value', queryString: 'a=b=c', query: 'a=b%3Dc' },
  { what: 'blanks, as plus signs or encoded', queryString: 'a=b+c%20d%2B', query: 'a=b%20c%20d%2B' },
  { what: 'signs that need no encoding', queryString: 'a=%2D%2e%5f%7E%41', query: 'a=-._~A' },
  { what: 'signs that encodeURIComponent leaves', queryString: "a=!'()*", query: 'a=%21%27%28%29%2A' },
  { what: 'hexadecimal digits in small letters', queryString: 'a=%c3%a9%2f', query: 'a=%C3%A9%2F' },
  { what: 'letters that were not encoded', queryString: 'a=é', query: 'a=%C3%A9' },
  { what: 'bytes that are no UTF-8', queryString: 'a=%FF%FE', query: 'a=%FF%FE' },
  { what: 'a percent sign that encodes nothing', queryString: 'a=100%&b=%zz', query: 'a=100%25&b=%25zz' },
  { what: 'nothing between two ampersands', queryString: '&b=1&&a=2&', query: 'a=2&b=1' },
];

describe('the query of a signed request', () => {
  for (const { what, queryString, query } of QUERIES) {
    it(`is canonical with ${what}`, () => {
      assert.equal(faultOf({ queryString }, { query }), undefined);
    });
  }

  it('may not differ', () => {
    assert.match(faultOf({ queryString: 'a=1' }, { query: 'a=2' }) ?? '', /does not match/);
  });
});

describe('the path of a signed request', () => {
  it('is encoded once more than it was sent', () => {
    assert.equal(faultOf({ path: '/graphql/a%20b:c' }, { path: '/graphql/a%2520b%3Ac' }), undefined);
  });
});

describe('the headers of a signed request', () => {
  it('have no blanks around them, and single ones inside', () => {
    const more: HeaderMap = { 'x-test': '  a   b\t c ' };
    assert.equal(faultOf({ more }, { more: [['x-test', 'a b c']] }), undefined);
  });

  it('that were sent several times are joined by commas, each trimmed', () => {
    const more: HeaderMap = { 'x-test': [' a  b ', 'c ', ''] };
    assert.equal(faultOf({ more }, { more: [['x-test', 'a b,c,']] }), undefined);
  });
});
