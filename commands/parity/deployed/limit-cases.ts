/** Documents, variables, headers and results at a limit and beyond it. */
import type { StageSettings } from '../../../infra/stage-settings.ts';
import { isRecord } from '../../json.ts';
import type { Json } from '../../json.ts';
import { httpCases } from './cases.ts';
import type { DeployedCase, HttpCase } from './cases.ts';

const TOKENS = 15_000;

/** The type of a type's field `ofType` is a type again, so that its fields can be followed without end. */
function nested(depth: number): string {
  const [open, close] = depth % 2 === 0 ? ['', ''] : ['fields { ', ' }'];
  const turns = Math.max(0, Math.floor((depth - 2) / 2));
  return `{ __type(name: "__Type") { ${'fields { type { '.repeat(turns)}${open}name${close}${' } }'.repeat(turns)} } }`;
}

function repeated(count: number, field: (index: number) => string): string {
  return `{ ${Array.from({ length: count }, (_, index) => field(index)).join(' ')} }`;
}

function orders(count: number): string {
  return repeated(count, (index) => `a${index}: order(orderId: "nothing") { orderId }`);
}

/** Three tokens for each field, and two braces. */
function typenames(tokens: number): string {
  return repeated(Math.floor((tokens - 2) / 3), (index) => `a${index}: __typename`);
}

/** How often each kind of error occurs, with one message of it: which field is beyond a limit depends on chance. */
function countErrors(body: Json): Json {
  const errors: readonly unknown[] = isRecord(body) && Array.isArray(body['errors']) ? body['errors'] : [];
  const kinds = new Map<string, { readonly count: number; readonly message: string }>();
  for (const error of errors) {
    const { errorType, message } = isRecord(error) ? error : {};
    const kind = typeof errorType === 'string' ? errorType : 'none';
    kinds.set(kind, { count: (kinds.get(kind)?.count ?? 0) + 1, message: String(message) });
  }
  return Object.fromEntries(kinds);
}

/** Only how many fields there are, and what is said beside them. */
function countFields(body: Json): Json {
  if (!isRecord(body)) return body;
  const { data, errors } = body;
  return {
    fields: isRecord(data) ? Object.keys(data).length : 0,
    errors: countErrors({ errors: isJson(errors) ? errors : [] }),
  };
}

function isJson(value: unknown): value is Json {
  return value !== undefined;
}

const BIG = 'query ($orderId: ID!) { order(orderId: $orderId) { orderId } }';

const GROUP = {
  group: 'limits',
  source: 'AppSync developer guide, "Configuring GraphQL run complexity, query depth, and introspection"',
};

export function limitCases({ queryDepth, resolversPerRequest }: StageSettings['limits']): readonly DeployedCase[] {
  return httpCases(GROUP, [...depths(queryDepth), ...resolvers(resolversPerRequest), ...SIZES]);
}

function depths(limit: number): readonly HttpCase[] {
  const cases = {
    'introspection as deep as a document may be': limit,
    'introspection that is one level too deep': limit + 1,
    'introspection that is far too deep': 3 * limit,
  };
  return Object.entries(cases).map(([name, depth]) => ({ name, query: nested(depth), summarize: countErrors }));
}

/** Of an order that doesn't exist, so that each resolver reads one item. */
function resolvers(limit: number): readonly HttpCase[] {
  // A document has no tokens for more.
  if (limit > 1_000) return [];
  const cases = {
    'as many resolvers as there may be': limit,
    'one resolver too many': limit + 1,
    'three resolvers too many': limit + 3,
  };
  return Object.entries(cases).map(([name, count]) => ({
    name,
    query: orders(count),
    summarize: countErrors,
    needs: 'key',
  }));
}

const SIZES: readonly HttpCase[] = [
  {
    name: 'a document of nearly as many tokens as there may be',
    query: typenames(TOKENS - 10),
    summarize: countFields,
    source: 'AppSync endpoints and quotas, "Maximum tokens in a query document"',
  },
  {
    name: 'a document of too many tokens',
    query: typenames(TOKENS + 10),
    summarize: countFields,
    source: 'AppSync endpoints and quotas, "Maximum tokens in a query document"',
  },
  { name: 'introspection', query: '{ __schema { queryType { name } } }' },
  {
    name: 'introspection of a type',
    query: '{ __type(name: "OrderStatus") { kind enumValues { name } } }',
  },
  { name: 'introspection of a type that is unknown', query: '{ __type(name: "Nothing") { kind } }' },
  { name: 'the name of a type, which is no introspection', query: '{ __typename }' },
  { name: 'a variable of 100 kB', query: BIG, variables: { orderId: 'x'.repeat(100_000) }, needs: 'key' },
  {
    name: 'a body of nearly 1 MB',
    body: JSON.stringify({ query: '{ __typename }', extensions: 'x'.repeat(999_000) }),
  },
  {
    name: 'a body of more than 1 MB',
    body: JSON.stringify({ query: '{ __typename }', extensions: 'x'.repeat(1_100_000) }),
  },
  { name: 'a header of 7 kB', query: '{ __typename }', headers: { 'x-filler': 'x'.repeat(7_000) } },
  { name: 'a header of 20 kB', query: '{ __typename }', headers: { 'x-filler': 'x'.repeat(20_000) } },
];
