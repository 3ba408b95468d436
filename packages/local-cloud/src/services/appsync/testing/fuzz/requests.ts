/** Arbitrary HTTP: bodies, paths and headers that HTTP itself lets through. */
import fc from 'fast-check';
import { documents, nested, variables } from './documents.ts';
import { rarely, usually } from './usually.ts';

const UNFRAMED = /^(connection|upgrade|expect|host|content-length|transfer-encoding|trailer|te|keep-alive|date)$/i;

function charactersOf(from: number, to: number, others: string): readonly string[] {
  return [
    ...Array.from({ length: to - from + 1 }, (_, index) => String.fromCharCode(from + index)),
    ...others.split(''),
  ];
}

/** Tokens (RFC 9110, 5.6.2), and what JavaScript's objects have. Those that frame a message are left out. */
const headerNames: fc.Arbitrary<string> = fc
  .oneof(
    fc.string({ unit: fc.constantFrom(...charactersOf(0x61, 0x7a, "!#$%&'*+-.^_`|~0A")), minLength: 1 }),
    fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'x-forwarded-for', 'cookie'),
    fc.constantFrom('x-idempotency-key', 'content-type', 'content-encoding', 'accept', 'origin', 'x-amz-user-agent'),
  )
  .filter((name) => !UNFRAMED.test(name));

/** Any characters of a header's value: printable ASCII, the upper half of Latin-1, tabs. */
export const headerValues: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: fc.constantFrom(...charactersOf(0x20, 0x7e, '\t')) }),
  fc.string({ unit: fc.constantFrom(...charactersOf(0x80, 0xff, ' ,;"')) }),
  fc.constantFrom(
    '',
    ' ',
    ',',
    ',,,',
    'null',
    'gzip',
    'text/plain',
    'application/graphql',
    'application/json;charset=x',
  ),
  fc.nat({ max: 1_500 }).map((length) => ' ,'.repeat(length / 2)),
);

export const headers = fc.array(fc.tuple(headerNames, headerValues), { maxLength: 8 });

const odd = fc.jsonValue();

const members = fc.record({
  query: usually(documents, fc.oneof(fc.constant(undefined), odd)),
  variables: usually(variables, fc.oneof(fc.constant(undefined), odd)),
  operationName: rarely(fc.oneof(fc.constant(null), fc.string(), odd)),
  extensions: rarely(odd),
});

const texts: fc.Arbitrary<string> = fc.oneof(
  { weight: 20, arbitrary: members.map((value) => JSON.stringify(value)) },
  { weight: 2, arbitrary: fc.json() },
  { weight: 2, arbitrary: fc.string({ unit: 'binary' }) },
  { weight: 2, arbitrary: nested('[', '', ']') },
  { weight: 2, arbitrary: nested('{"query":', '"{ __typename }"', '}') },
  { weight: 2, arbitrary: nested('{"id":1,"next":', 'null', '}').map((v) => bodyOf(v)) },
);

function bodyOf(value: string): string {
  return `{"query":"query($v: In) { thing(id: 1, in: $v) { id } }","variables":{"v":${value}}}`;
}

/** The text, or the text cut off, or with bytes changed so that it need not be UTF-8 any more. */
export const bodies: fc.Arbitrary<string | Uint8Array> = fc.oneof(
  { weight: 8, arbitrary: texts },
  { weight: 1, arbitrary: fc.tuple(texts, fc.nat()).map(([text, at]) => text.slice(0, at % (text.length + 1))) },
  { weight: 1, arbitrary: fc.uint8Array() },
  {
    weight: 1,
    arbitrary: fc.tuple(texts, fc.uint8Array({ minLength: 1, maxLength: 4 }), fc.nat()).map(([text, bytes, at]) => {
      const body = Buffer.from(text);
      body.set(bytes.subarray(0, body.length), at % Math.max(1, body.length - bytes.length));
      return body;
    }),
  },
);

const inQuery = fc.string({ unit: fc.constantFrom(...charactersOf(0x21, 0x7e, '')) });

/** Targets of a request: `/graphql` with an arbitrary query string. */
export const targets: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 6,
    arbitrary: members.map(
      (given) =>
        `/graphql?${Object.entries(given)
          .filter(([, value]) => value !== undefined)
          .map(
            ([name, value]) =>
              `${name}=${encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value))}`,
          )
          .join('&')
          .slice(0, 8_000)}`,
    ),
  },
  inQuery.map((text) => `/graphql?${text}`),
  inQuery.map((text) => `/graphql?query=${text}`),
  inQuery.map((text) => `/${text}`),
);

/** HTTP methods; the endpoint serves OPTIONS to browsers, and HEAD has no body. */
export const methods = fc.constantFrom('POST', 'POST', 'POST', 'GET', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'TRACE');
