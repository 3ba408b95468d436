/** Arbitrary JSON web tokens: forged ones in every way we know, and honestly signed ones with odd claims. */
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { ISSUER_KEYS, KEY_ID, OIDC_ISSUER, POOL_ISSUER } from './api.ts';
import { rarely, usually } from './usually.ts';

export type Token = {
  readonly text: string;
  /** The issuer's key has signed it, and its header says so. Any other token that is let in is a hole. */
  readonly isGenuine: boolean;
};

const STRANGER = generateKeyPairSync('ec', { namedCurve: 'P-256' });

function ecdsa(text: string, key: KeyObject): Buffer {
  return sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
}

const publicKeyText = ISSUER_KEYS.publicKey.export({ type: 'spki', format: 'pem' });

const SIGNERS = {
  issuer: (text: string) => ecdsa(text, ISSUER_KEYS.privateKey),
  stranger: (text: string) => ecdsa(text, STRANGER.privateKey),
  publicKeyAsSecret: (text: string) => createHmac('sha256', publicKeyText).update(text).digest(),
  emptySecret: (text: string) => createHmac('sha256', '').update(text).digest(),
  nobody: () => Buffer.alloc(0),
  zeros: () => Buffer.alloc(64),
  anyText: () => Buffer.from('anything'),
  otherText: (text: string) => ecdsa(`${text}x`, ISSUER_KEYS.privateKey),
} as const;

const FORGERS = ['stranger', 'publicKeyAsSecret', 'emptySecret', 'nobody', 'zeros', 'anyText', 'otherText'] as const;
const signers = fc.oneof(fc.constant('issuer' as const), fc.constantFrom(...FORGERS));

const odd = fc.jsonValue({ maxDepth: 2 });

function oneOf<const T>(...texts: readonly T[]): fc.Arbitrary<T> {
  return fc.constantFrom(...texts);
}

const tokenHeaders = fc.record({
  alg: usually(oneOf('ES256'), fc.oneof(oneOf('none', 'None', 'HS256', 'RS256', 'ES384', 'PS512', 'dir', ''), odd)),
  kid: usually(oneOf(KEY_ID), fc.oneof(oneOf(undefined, '../../dev/null', '__proto__', "' OR 1=1"), odd)),
  typ: rarely(fc.oneof(oneOf('JWT', 'at+jwt'), odd)),
  crit: rarely(fc.oneof(oneOf(['exp'], ['b64'], []), odd)),
  b64: rarely(fc.oneof(fc.boolean(), odd)),
  jwk: rarely(oneOf(STRANGER.publicKey.export({ format: 'jwk' }))),
  jku: rarely(oneOf('https://issuer.invalid/keys', 'file:///dev/null')),
  zip: rarely(oneOf('DEF')),
});

/** Seconds; from the past, the future, beyond what dates can hold, and values that aren't times. */
const times = fc.oneof(
  fc.integer({ min: -100_000, max: 100_000 }).map((offset) => Math.floor(Date.now() / 1000) + offset),
  fc.constantFrom(0, -1, 1e15, 1e300, 0.5),
  odd,
);

const inTime = fc.integer({ min: 60, max: 3_000 }).map((seconds) => Math.floor(Date.now() / 1000) - seconds);

const claims = fc.record({
  iss: usually(oneOf(POOL_ISSUER, OIDC_ISSUER), fc.oneof(oneOf(`${POOL_ISSUER}/`, 'https://other.invalid'), odd)),
  sub: usually(fc.string(), odd),
  exp: usually(oneOf(9_999_999_999), times),
  iat: usually(inTime, times),
  nbf: rarely(times),
  aud: usually(oneOf('app', undefined), odd),
  azp: rarely(odd),
  client_id: usually(oneOf('app', undefined), odd),
  auth_time: usually(inTime, times),
  username: usually(fc.string(), odd),
  'cognito:groups': usually(fc.array(fc.string()), odd),
  toString: rarely(odd),
  much: rarely(fc.nat({ max: 4_000 }).map((length) => 'x'.repeat(length))),
  deep: rarely(
    fc.nat({ max: 500 }).map((levels): unknown => JSON.parse('['.repeat(levels) + '1' + ']'.repeat(levels))),
  ),
});

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** A good token. */
export function goodToken(): string {
  const now = Math.floor(Date.now() / 1000);
  const text = `${part({ alg: 'ES256', kid: KEY_ID })}.${part({ iss: POOL_ISSUER, iat: now, exp: now + 3_600 })}`;
  return `${text}.${SIGNERS.issuer(text).toString('base64url')}`;
}

const signed: fc.Arbitrary<Token> = fc.tuple(tokenHeaders, claims, signers).map(([header, payload, signer]) => {
  const text = `${part(header)}.${part(payload)}`;
  const isGenuine = signer === 'issuer' && header.alg === 'ES256';
  return { text: `${text}.${SIGNERS[signer](text).toString('base64url')}`, isGenuine };
});

/** Three parts that need not be JSON, or not even three. */
const garbled: fc.Arbitrary<Token> = fc
  .array(
    fc.oneof(
      fc.base64String(),
      fc.string({ unit: 'grapheme-ascii' }),
      fc.json().map((text) => Buffer.from(text).toString('base64url')),
      fc.constantFrom('{}', 'e30', 'eyJhbGciOiJIUzI1NiJ9', 'Bearer', '', 'bnVsbA'),
    ),
  )
  .map((parts) => ({ text: parts.join('.'), isGenuine: false }));

function prefixed(token: fc.Arbitrary<Token>): fc.Arbitrary<Token> {
  return fc
    .tuple(usually(oneOf('', 'Bearer ', 'bearer   ', 'BEARER\t'), oneOf('Basic ', 'Bearer Bearer ', ',')), token)
    .map(([prefix, { text, isGenuine }]) => ({ text: `${prefix}${text}`, isGenuine }));
}

export const tokens: fc.Arbitrary<Token> = prefixed(
  fc.oneof({ weight: 4, arbitrary: signed }, { weight: 1, arbitrary: garbled }),
);
