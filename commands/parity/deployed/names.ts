/** Names for what has another value at each API: questions are written with them, and answers are compared with them. */
import type { Json } from '../../json.ts';
import type { Answer } from '../case.ts';
import type { Endpoint } from './endpoint.ts';
import type { PreparedOrder } from './order.ts';

type Leaf = string | number | boolean | null;

function ofOrder(order: PreparedOrder | undefined): Readonly<Record<string, string | undefined>> {
  return { ORDER: order?.orderId, KEY: order?.idempotencyKey, PRODUCT: order?.productId };
}

/** Puts this API's values in the place of strings that are a name as a whole. */
export function fillIn(value: Json, order?: PreparedOrder): Json {
  const names = { ...ofOrder(order), PRICE: order?.price };
  return mapLeaves(value, (leaf) =>
    typeof leaf === 'string' ? (new Map(Object.entries(names)).get(leaf) ?? leaf) : leaf,
  );
}

/** What differs between two calls of one API, whatever its value. */
const VARIABLE: readonly (readonly [pattern: RegExp, name: string])[] = [
  // AWS repeats what should have been signed, the caller's session token included.
  [/(The Canonical String for this request should have been\n)'[^']*'/g, "$1'…'"],
  [/(The String-to-Sign should have been\n)'[^']*'/g, "$1'…'"],
  [/\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/g, 'UUID'],
  [/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, 'TIME'],
  [/\b\d{8}T\d{6}Z\b/g, 'SIGNED_AT'],
  [/\b[\da-f]{64}\b/g, 'HASH'],
  [/\bapis\/\w+/g, 'apis/API'],
];

/** Puts names in the place of what differs from API to API and from call to call. Leaves no secret and no account. */
export function normalize(answer: Answer, api: Endpoint, order?: PreparedOrder): Answer {
  const replace = createReplace(api, order);
  const change = (leaf: Leaf): Leaf => {
    if (typeof leaf === 'number') return leaf === order?.price ? 'PRICE' : leaf;
    return typeof leaf === 'string' ? replace(leaf) : leaf;
  };
  return Object.fromEntries(Object.entries(answer).map(([member, value]) => [member, mapLeaves(value, change)]));
}

/** The local cloud's access key is a word that stands in texts; those of AWS have twenty characters. */
const MIN_SECRET_CHARACTERS = 16;

function createReplace(api: Endpoint, order?: PreparedOrder): (text: string) => string {
  const { accessKeyId, secretAccessKey, sessionToken } = api.credentials;
  const secrets = Object.entries({ ACCESS_KEY: accessKeyId, SECRET_KEY: secretAccessKey, SESSION_TOKEN: sessionToken });
  const names = {
    GRAPHQL_HOST: new URL(api.graphqlUrl).host,
    REALTIME_HOST: new URL(api.realtimeUrl).host,
    API_KEY: api.apiKey,
    TOKEN: api.user?.token,
    USER: api.user?.sub,
    USER_POOL: api.userPoolId,
    ACCOUNT: api.accountId,
    REGION: api.region,
    ...Object.fromEntries(secrets.filter(([, secret = '']) => secret.length >= MIN_SECRET_CHARACTERS)),
    ...ofOrder(order),
  };
  const known = Object.entries(names).flatMap(([name, value = '']) =>
    value === '' ? [] : [[asWord(value), name] as const],
  );
  const price = order && new RegExp(`(?<![\\d.])${String(order.price).replace('.', '\\.')}(?![\\d.])`, 'g');
  return (text) => {
    const named = known.reduce((changed, [value, name]) => changed.replace(value, name), text);
    const withoutVariable = VARIABLE.reduce((changed, [pattern, name]) => changed.replace(pattern, name), named);
    return price ? withoutVariable.replace(price, 'PRICE') : withoutVariable;
  };
}

/** A user called `ada` has nothing to do with an id that has these letters in it. */
function asWord(value: string): RegExp {
  return new RegExp(`(?<![\\w-])${RegExp.escape(value)}(?![\\w-])`, 'g');
}

function mapLeaves(value: Json, change: (leaf: Leaf) => Leaf): Json {
  if (typeof value !== 'object' || value === null) return change(value);
  if (isList(value)) return value.map((item) => mapLeaves(item, change));
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, mapLeaves(member, change)]));
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
