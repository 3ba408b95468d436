/** Random requests in bytes: some right, most of them broken in one way or another, and how the client behaves meanwhile. */

import { createRandom } from '../../../kernel/random.ts';

export type RequestCase = {
  readonly bytes: Buffer;
  /**
   * `wait`: reads what comes. `abort`: closes its side after what it has sent. `reset`: resets the connection. `late`: goes
   * on with the body once there is an answer, then resets.
   */
  readonly ending: 'wait' | 'abort' | 'reset' | 'late';
  /** Whether the server must say something before it closes. */
  readonly expectsAnswer: boolean;
};

type Random = { number(below: number): number; pick<T>(choices: readonly T[]): T; chance(part: number): boolean };

/** `paths` are those of routes; the same seed gives the same cases. */
export function createCases(seed: number, paths: readonly string[]): () => RequestCase {
  const next = createRandom(seed);
  const random: Random = {
    number: (below) => Math.floor(next() * below),
    pick: (choices) => {
      const chosen = choices[Math.floor(next() * choices.length)];
      if (chosen === undefined) throw new Error('There is nothing to choose from.');
      return chosen;
    },
    chance: (part) => next() < part,
  };
  return () => requestCase(random, paths);
}

function requestCase(random: Random, paths: readonly string[]): RequestCase {
  const body = bodyOf(random);
  const isUpgrade = random.chance(0.15);
  const length = lengthHeaders(random, body);
  const headers = [
    ...hostHeaders(random),
    ...length.headers,
    ...otherHeaders(random),
    ...(isUpgrade ? upgradeHeaders(random) : []),
  ];
  const target = random.chance(0.7) ? pathOf(random, paths) : random.pick(ODD_TARGETS);
  const method = random.chance(0.8) ? random.pick(METHODS) : random.pick(ODD_METHODS);
  const version = random.chance(0.97) ? 'HTTP/1.1' : random.pick(['HTTP/1.0', 'HTTP/2.0', 'HTTP/9', 'http/1.1', '']);
  const head = `${method} ${target} ${version}\r\n${headers.map((header) => `${header}\r\n`).join('')}\r\n`;
  const whole = Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(body)]);
  const isCut = random.chance(0.15);
  const bytes = isCut ? whole.subarray(0, random.number(whole.length)) : whole;
  // Nobody waits for the answer to what is not whole: the server is right to wait, too.
  const isWhole = !isCut && length.isTrue;
  const ending = isWhole ? random.pick(ENDINGS) : random.pick(['abort', 'reset'] as const);
  // Node.js ends the connection of a CONNECT without a word.
  return { bytes, ending, expectsAnswer: ending === 'wait' && method !== 'CONNECT' };
}

const ENDINGS = ['wait', 'wait', 'abort', 'reset', 'late'] as const;
const METHODS = ['GET', 'POST', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH'] as const;
const ODD_METHODS = ['CONNECT', 'TRACE', 'PRI', 'get', 'FOO', '', 'M-SEARCH', 'PROPFIND', 'G\u00c9T'] as const;
const ODD_TARGETS = [
  '//',
  '///',
  '/%',
  '/%ff',
  '/%00',
  '/..',
  '/../../etc/passwd',
  '/a//b',
  '/?',
  '/?%',
  '/\\',
  '/[',
  '/\u00e9',
  '*',
  '',
  'x',
  'http://',
  'http://evil.example/',
  '//evil.example/graphql',
  '/graphql//',
  '/faults/..',
  '/tokens?sub',
  '/tokens?sub=a&expiresIn=x',
  '/graphql?query=%',
  '/2015-03-31/functions/%/invocations',
  '/2015-03-31/event-source-mappings/%',
  '/v2/email/x',
  '/get-emlContent?messageId=x',
  '/store?since=x',
  '/store?since=1&since=2',
  `/${'a'.repeat(9000)}`,
  `/${'a/'.repeat(3000)}`,
  `/${'x'.repeat(20_000)}`,
] as const;

function pathOf(random: Random, paths: readonly string[]): string {
  return random.pick(paths) + random.pick(['', '', '', '/', '/x', '?a=b', '?', '/%', '//', '/..']);
}

function hostHeaders(random: Random): string[] {
  if (random.chance(0.8)) return ['Host: localhost'];
  return random.pick([
    [],
    ['Host:'],
    ['Host: evil.example'],
    ['Host: localhost', 'Host: evil.example'],
    ['Host: [::1]:1'],
    ['Host: \u00ff'],
  ]);
}

function lengthHeaders(
  random: Random,
  body: string,
): { readonly headers: readonly string[]; readonly isTrue: boolean } {
  const length = Buffer.byteLength(body);
  if (random.chance(0.6)) return { headers: [`Content-Length: ${length}`], isTrue: true };
  const headers = random.pick([
    [],
    ['Content-Length: 100000'],
    ['Content-Length: 30000000'],
    ['Content-Length: -1'],
    ['Content-Length: x'],
    ['Content-Length: 99999999999999999999'],
    [`Content-Length: ${length}`, 'Content-Length: 3'],
    ['Transfer-Encoding: chunked'],
    ['Transfer-Encoding: chunked', 'Content-Length: 3'],
    ['Transfer-Encoding: nonsense'],
    ['Expect: 100-continue', `Content-Length: ${length}`],
    ['Expect: nonsense'],
  ]);
  return { headers, isTrue: false };
}

function scope(service: string): string {
  return `Credential=local/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;
}
const SIGNED = [
  'dynamodb',
  's3',
  'lambda',
  'ses',
  'events',
  'states',
  'cloudformation',
  'sqs',
  'secretsmanager',
  'nonsense',
] as const;

function otherHeaders(random: Random): string[] {
  const headers: string[] = [];
  if (random.chance(0.4)) headers.push(`Authorization: AWS4-HMAC-SHA256 ${scope(random.pick(SIGNED))}`);
  else if (random.chance(0.2))
    headers.push(
      `Authorization: ${random.pick(['', 'AWS4-HMAC-SHA256 ', 'AWS4-HMAC-SHA256 Credential=////', 'Bearer x', 'a.b.c'])}`,
    );
  if (random.chance(0.3)) headers.push(`X-Amz-Target: ${random.pick(TARGETS)}`);
  if (random.chance(0.2))
    headers.push(
      `Origin: ${random.pick(['http://localhost:3000', 'http://evil.example', 'null', '', ':', 'http://[', '\u00ff'])}`,
    );
  if (random.chance(0.1)) headers.push(`Sec-Fetch-Site: ${random.pick(['cross-site', 'same-origin', 'none', ''])}`);
  if (random.chance(0.3))
    headers.push(
      `Content-Type: ${random.pick(['application/json', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', ''])}`,
    );
  if (random.chance(0.2)) headers.push('X-Api-Key: da2-x');
  if (random.chance(0.05))
    headers.push(
      random.pick([
        'Content-Encoding: gzip',
        'Content-Encoding: aws-chunked',
        `X-Long: ${'x'.repeat(20_000)}`,
        'no colon',
        ': empty',
        'A\0b: c',
      ]),
    );
  return headers;
}

const TARGETS = [
  'DynamoDB_20120810.ListTables',
  'DynamoDB_20120810.PutItem',
  'DynamoDB_20120810.TransactWriteItems',
  'DynamoDB_20120810.Nonsense',
  'DynamoDBStreams_20120810.GetRecords',
  'AWSStepFunctions.StartExecution',
  'AWSEvents.PutEvents',
  'AmazonSQS.SendMessage',
  'secretsmanager.GetSecretValue',
  'constructor.x',
  '__proto__.x',
  'x',
  '.',
  '',
] as const;

function upgradeHeaders(random: Random): string[] {
  const headers = [
    `Upgrade: ${random.pick(['websocket', 'websocket', 'WebSocket', 'h2c', ''])}`,
    `Connection: ${random.pick(['Upgrade', 'upgrade, keep-alive', 'close'])}`,
  ];
  if (random.chance(0.8))
    headers.push(
      `Sec-WebSocket-Key: ${random.pick(['dGhlIHNhbXBsZSBub25jZQ==', 'x'])}`,
      `Sec-WebSocket-Version: ${random.pick(['13', '8', 'x'])}`,
    );
  if (random.chance(0.7))
    headers.push(
      `Sec-WebSocket-Protocol: ${random.pick(['graphql-ws', 'graphql-ws, header-e30', 'header-%', 'x', ','])}`,
    );
  return headers;
}

function bodyOf(random: Random): string {
  return random.pick([
    '',
    '',
    '{}',
    '[]',
    'null',
    '{',
    '"',
    '\u0000\u0001',
    '{"query":"{ __typename }"}',
    '{"query":1}',
    '{"Status":"SUCCESS"}',
    '[{"service":"kafka"}]',
    '{"seed":1,"rules":[]}',
    'a=b&c=d',
    '5\r\nhello\r\n0\r\n\r\n',
    'zz\r\nhello\r\n',
    '{"TableName":"none","Item":{}}',
    '['.repeat(3000),
    '{"Entries":[{}]}',
    '{"__proto__":{}}',
    '{"Content":{"Template":{"TemplateData":"{"}}}',
    `{"query":"${'x'.repeat(5000)}"}`,
  ]);
}
