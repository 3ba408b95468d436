/** How a real-time connection is opened and refused, and what is said before any subscription. */
import { conversationCases } from './cases.ts';
import type { ConversationCase } from './cases.ts';
import type { Step } from './converse.ts';

const INIT: readonly Step[] = [{ init: true }];
/** The refusal, and the end. */
const REFUSED: readonly Step[] = [{ init: true, hear: 0 }, { untilClosed: 'with any code' }];

const REFUSALS: readonly ConversationCase[] = [
  { name: 'no credentials', connection: { as: 'nobody' }, steps: REFUSED },
  {
    name: 'the close code of a connection that is refused',
    connection: { as: 'nobody' },
    steps: [{ init: true, hear: 0 }, { untilClosed: 'with its code' }],
  },
  { name: 'an unknown API key', connection: { as: 'unknownKey' }, steps: REFUSED },
  {
    name: 'an unknown API key in the query string',
    connection: { as: 'unknownKey', carrier: 'query' },
    steps: REFUSED,
  },
  {
    name: 'an unknown API key in HTTP headers',
    connection: { as: 'unknownKey', carrier: 'http-headers' },
    steps: REFUSED,
  },
  { name: 'a word for a token', connection: { as: 'word' }, steps: REFUSED },
  { name: 'an expired token', connection: { as: 'expiredToken' }, steps: REFUSED },
  { name: 'a token of another issuer', connection: { as: 'otherIssuersToken' }, steps: REFUSED },
  { name: "a token that the pool hasn't signed", connection: { as: 'forgedToken' }, steps: REFUSED },
  { name: 'a signature by another secret', connection: { as: 'wrongSecret' }, steps: REFUSED },
  { name: 'a signature of an unknown access key', connection: { as: 'unknownAccessKey' }, steps: REFUSED },
  { name: 'a signature without /connect', connection: { as: 'iam', signedPath: '' }, steps: REFUSED },
  { name: 'a header that is an empty object', connection: { header: {} }, steps: REFUSED },
  { name: 'a header that is no base64', connection: { encoded: '!!!', carrier: 'query' }, steps: REFUSED },
  { name: 'a header that is no JSON', connection: { encoded: 'bm8gSlNPTg' }, steps: REFUSED },
  { name: 'no sub-protocol', connection: { carrier: 'query', subProtocols: [] }, steps: REFUSED },
  {
    name: 'another sub-protocol',
    connection: { carrier: 'query', subProtocols: ['graphql-transport-ws'] },
    steps: REFUSED,
  },
];

const ACCEPTED: readonly ConversationCase[] = [
  { name: 'the header in a sub-protocol', connection: {}, steps: INIT },
  { name: 'the header in the query string', connection: { carrier: 'query' }, steps: INIT },
  { name: 'HTTP headers', connection: { carrier: 'http-headers' }, steps: INIT },
  { name: 'a signature for /connect', connection: { as: 'iam' }, steps: INIT },
  {
    name: 'a second sub-protocol beside graphql-ws',
    connection: { subProtocols: ['graphql-ws', 'other'] },
    steps: INIT,
  },
  { name: 'a second connection_init', steps: [...INIT, ...INIT] },
];

const STRANGE_MESSAGES: readonly ConversationCase[] = [
  { name: 'a message that is no JSON', steps: [...INIT, { send: 'hello' }] },
  { name: 'a message that is a list', steps: [...INIT, { send: [] }] },
  { name: 'a message without a type', steps: [...INIT, { send: {} }] },
  { name: 'a message of an unknown type', steps: [...INIT, { send: { type: 'ping' } }] },
  { name: 'a message of the newer protocol', steps: [...INIT, { send: { type: 'subscribe', id: 'a', payload: {} } }] },
  { name: 'a binary message', steps: [...INIT, { send: Buffer.from('{"type":"ping"}') }] },
  { name: 'start without a payload', steps: [...INIT, { send: { type: 'start', id: 'a' } }] },
  { name: 'start without an id', steps: [...INIT, { send: { type: 'start', payload: { data: '{}' } } }] },
  {
    name: 'start without authorization',
    steps: [...INIT, { send: { type: 'start', id: 'a', payload: { data: '{}' } } }],
  },
];

export const HANDSHAKE_CASES = [
  ...conversationCases(
    { group: 'handshakes', source: 'AppSync developer guide, "Building a real-time WebSocket client"' },
    [...REFUSALS, ...ACCEPTED],
  ),
  ...conversationCases(
    { group: 'messages', source: 'AppSync developer guide, "Building a real-time WebSocket client"' },
    STRANGE_MESSAGES,
  ),
];
