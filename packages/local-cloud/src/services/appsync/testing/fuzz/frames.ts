/** Arbitrary messages to the real-time endpoint, from no JSON at all to a good `start`. */
import fc from 'fast-check';
import { parseJson } from '../../../../kernel/json.ts';
import { documents, nested, variables } from './documents.ts';
import { KEY } from './server.ts';
import { tokens } from './tokens.ts';

export type Frame = string | Uint8Array;

const ids = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('a', 'b', 'c') },
  fc.constantFrom('', '__proto__', 'x'.repeat(9_999)),
);

const LONG_SIGNATURE = 'AWS4-HMAC-SHA256 Credential=AKIATEST/20260101/us-east-1/appsync/aws4_request, SignedHeaders=';

/** Headers that a client names inside a message; the last may be as long as the whole message. */
const authorizations: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 8, arbitrary: fc.constant(KEY) },
  { weight: 2, arbitrary: fc.dictionary(fc.string(), fc.jsonValue()) },
  { weight: 2, arbitrary: tokens.map(({ text }) => ({ host: 'localhost', Authorization: text })) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(' ', 'a', '=', ',', '.', '/', ';'), fc.nat({ max: 100_000 }))
      .map(([character, length]) => ({ Authorization: `${LONG_SIGNATURE}${character.repeat(length)}` })),
  },
  { weight: 1, arbitrary: fc.constantFrom('__proto__', 'constructor').map((name) => parseJson(`{"${name}":"x"}`)) },
  { weight: 1, arbitrary: fc.jsonValue() },
);

const operations: fc.Arbitrary<string> = fc
  .record({ query: documents, variables })
  .map((value) => JSON.stringify(value));

function subscriptionOf(id: string): string {
  return `{"query":"subscription($id: ID) { on(id: $id) { id size } }","variables":{"id":${id}}}`;
}

const data: fc.Arbitrary<unknown> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('{"query":"subscription { on { id } }"}', subscriptionOf('"1"'), subscriptionOf('[]')),
  },
  {
    weight: 4,
    arbitrary: operations.map((text) => text.replace(/"query":"(query|mutation)/, '"query":"subscription')),
  },
  { weight: 1, arbitrary: nested('{"query":', '1', '}') },
  { weight: 1, arbitrary: nested('[', '', ']').map((value) => subscriptionOf(value)) },
  { weight: 1, arbitrary: fc.oneof(fc.string(), fc.json(), fc.jsonValue()) },
);

const starts = fc
  .record({ id: ids, data, authorization: authorizations, more: fc.jsonValue() })
  .map(({ id, data: text, authorization, more }) =>
    JSON.stringify({ type: 'start', id, payload: { data: text, extensions: { authorization, more } } }),
  );

const likeMessages = fc
  .record(
    {
      type: fc.constantFrom(
        'connection_init',
        'start',
        'stop',
        'ka',
        'connection_ack',
        'data',
        'constructor',
        'complete',
      ),
      id: fc.oneof(ids, fc.jsonValue()),
      payload: fc.jsonValue(),
    },
    { requiredKeys: ['type'] },
  )
  .map((message) => JSON.stringify(message));

export const frames: fc.Arbitrary<Frame> = fc.oneof(
  { weight: 6, arbitrary: starts },
  { weight: 3, arbitrary: likeMessages },
  { weight: 2, arbitrary: ids.map((id) => JSON.stringify({ type: 'stop', id })) },
  { weight: 1, arbitrary: fc.constant('{"type":"connection_init"}') },
  { weight: 1, arbitrary: fc.oneof(fc.string({ unit: 'binary' }), fc.json()) },
  { weight: 1, arbitrary: fc.uint8Array() },
  { weight: 1, arbitrary: nested('[', '', ']') },
  { weight: 1, arbitrary: nested('{"type":"start","id":"a","payload":', 'null', '}') },
);
