/** Arbitrary ways to open a WebSocket: sub-protocols, header JSON in all its carriers, plain headers. */
import fc from 'fast-check';
import { headers, headerValues } from './requests.ts';
import { KEY } from './server.ts';
import { tokens } from './tokens.ts';

export type Handshake = { readonly target: string; readonly headers: readonly string[] };

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** Base64 of a header, good or bad, or something that isn't base64. */
const encoded: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(base64(JSON.stringify(KEY))) },
  tokens.map(({ text }) => base64(JSON.stringify({ host: 'localhost', Authorization: text }))),
  fc.json().map(base64),
  fc.dictionary(fc.string(), fc.string()).map((header) => base64(JSON.stringify(header))),
  fc.constantFrom('', '%%%', '=', '====', 'bm90IEpTT04=', base64('{"__proto__":"x"}'), base64('['.repeat(1_500))),
  fc.base64String(),
);

/** Base64 has characters that sub-protocols may not have, so clients write its URL-safe form. */
function inSubProtocol(text: string): string {
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

const subProtocols = fc.oneof(
  { weight: 3, arbitrary: fc.constant(['graphql-ws']) },
  { weight: 6, arbitrary: encoded.map((text) => ['graphql-ws', `header-${inSubProtocol(text)}`]) },
  { weight: 1, arbitrary: encoded.map((text) => ['graphql-ws', `header-${text}`]) },
  { weight: 2, arbitrary: fc.array(fc.constantFrom('graphql-ws', 'graphql-transport-ws', 'header-', 'GRAPHQL-WS')) },
  { weight: 1, arbitrary: fc.array(fc.oneof(fc.constantFrom('graphql-ws', '', ',', '"'), headerValues)) },
);

const queries = fc.oneof(
  fc.constant(''),
  fc.tuple(encoded, encoded).map(([header, payload]) => `?header=${encodeURIComponent(header)}&payload=${payload}`),
  encoded.map((header) => `?header=${header}`),
  fc.webQueryParameters().map((text) => `?${text}`),
);

export const handshakes: fc.Arbitrary<Handshake> = fc
  .record({
    path: fc.constantFrom('/graphql', '/graphql/realtime', '/', '//'),
    query: queries,
    protocols: fc.option(subProtocols, { freq: 9 }),
    hasKey: fc.boolean(),
    others: headers,
  })
  .map(({ path, query, protocols, hasKey, others }) => ({
    target: path + query,
    headers: [
      ...(protocols === null ? [] : [`Sec-WebSocket-Protocol: ${protocols.join(', ')}`]),
      ...(hasKey ? ['x-api-key: da2-test'] : []),
      ...others.map(([name, value]) => `${name}: ${value}`),
    ],
  }));
