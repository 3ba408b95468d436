/** Who asks: every way to show credentials, right and wrong, that needs no user of the pool. */
import { AwsClient } from 'aws4fetch';
import { generateKeyPair, SignJWT } from 'jose';
import type { AwsCredentials, Endpoint } from './endpoint.ts';

/** What is signed, for those who sign. */
export type Signable = {
  readonly url: string;
  readonly method: string;
  readonly body: string;
  /** Signed beside those that every signature needs. */
  readonly headers?: Readonly<Record<string, string>>;
};

type Identity = (api: Endpoint, request: Signable) => Promise<Readonly<Record<string, string>>>;

const HOUR_S = 3600;

const IDENTITIES = {
  /** The API key or, for a stage that gives out none, IAM: authorized in any case. */
  caller: (api, request) => (api.apiKey === undefined ? sign(api, request) : headers({ 'x-api-key': api.apiKey })),
  key: ({ apiKey = '' }) => headers({ 'x-api-key': apiKey }),
  nobody: () => headers({}),
  unknownKey: () => headers({ 'x-api-key': 'da2-abcdefghijklmnopqrstuvwxyz' }),
  malformedKey: () => headers({ 'x-api-key': 'hello' }),
  keyAndGarbage: ({ apiKey = '' }) => headers({ 'x-api-key': apiKey, authorization: 'hello' }),
  iam: sign,
  user: ({ user }) => headers({ authorization: user?.token ?? '' }),
  bearerUser: ({ user }) => headers({ authorization: `Bearer ${user?.token ?? ''}` }),
  wrongSecret: (api, request) => sign(api, request, { secretAccessKey: 'not the secret' }),
  unknownAccessKey: (api, request) =>
    sign(api, request, { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', sessionToken: undefined }),
  otherRegion: (api, request) => sign({ ...api, region: 'eu-north-1' }, request),
  otherService: (api, request) => sign(api, request, {}, 'execute-api'),
  otherBody: (api, request) => sign(api, { ...request, body: `${request.body} ` }),
  malformedSignature: () => headers({ authorization: 'AWS4-HMAC-SHA256 hello' }),
  basic: () => headers({ authorization: `Basic ${btoa('ada:secret')}` }),
  word: () => headers({ authorization: 'hello' }),
  bearerWord: () => headers({ authorization: 'Bearer hello' }),
  threeWords: () => headers({ authorization: 'one.two.three' }),
  /** The pool has never had this key. */
  forgedToken: (api) => token(api, { expiresInS: HOUR_S }),
  forgedBearerToken: (api) => token(api, { expiresInS: HOUR_S, scheme: 'Bearer ' }),
  expiredToken: (api) => token(api, { expiresInS: -HOUR_S }),
  otherPoolsToken: (api) => token({ ...api, userPoolId: `${api.region}_AAAAAAAAA` }, { expiresInS: HOUR_S }),
  otherIssuersToken: (api) => token(api, { expiresInS: HOUR_S, issuer: 'https://issuer.example' }),
  unsignedToken: unsigned,
} satisfies Readonly<Record<string, Identity>>;

export type IdentityName = keyof typeof IDENTITIES;

export function identify(api: Endpoint, name: IdentityName, request: Signable) {
  const identity: Identity = IDENTITIES[name];
  return identity(api, request);
}

function headers(all: Record<string, string>): Promise<Record<string, string>> {
  return Promise.resolve(all);
}

async function sign(
  { credentials, region }: Endpoint,
  { url, method, body, headers: signedHeaders = {} }: Signable,
  others: Partial<AwsCredentials> = {},
  service = 'appsync',
): Promise<Record<string, string>> {
  const { accessKeyId, secretAccessKey, sessionToken } = { ...credentials, ...others };
  const client = new AwsClient({
    accessKeyId,
    secretAccessKey,
    region,
    service,
    ...(sessionToken && { sessionToken }),
  });
  const signed = await client.sign(url, {
    method,
    headers: signedHeaders,
    ...(body !== '' && { body }),
    aws: { allHeaders: true },
  });
  return Object.fromEntries(signed.headers);
}

/** Made once: that takes up to a second. */
let strangersKeys: ReturnType<typeof generateKeyPair> | undefined;

type Claims = { readonly expiresInS: number; readonly issuer?: string; readonly scheme?: string };

async function token(api: Endpoint, { expiresInS, issuer = issuerOf(api), scheme = '' }: Claims) {
  const { privateKey } = await (strangersKeys ??= generateKeyPair('RS256'));
  const issuedAt = Math.floor(Date.now() / 1000) - 2 * HOUR_S;
  const jwt = await new SignJWT({ token_use: 'access', username: 'ada', client_id: 'app' })
    .setProtectedHeader({ alg: 'RS256', kid: 'not-a-key-of-the-pool' })
    .setSubject('ada')
    .setIssuer(issuer)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + 2 * HOUR_S + expiresInS)
    .sign(privateKey);
  return { authorization: `${scheme}${jwt}` };
}

/** The algorithm "none" (RFC 7518, 3.6): nobody has signed it. */
function unsigned(api: Endpoint): Promise<Record<string, string>> {
  const exp = Math.floor(Date.now() / 1000) + HOUR_S;
  const parts = [{ alg: 'none' }, { iss: issuerOf(api), sub: 'ada', token_use: 'access', exp }];
  const encoded = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  return headers({ authorization: `${encoded.join('.')}.` });
}

function issuerOf({ region, userPoolId }: Endpoint): string {
  return `https://cognito-idp.${region}.amazonaws.com/${userPoolId}`;
}
