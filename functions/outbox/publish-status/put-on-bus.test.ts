/** What the bus says of an entry, and what is made of it. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, describe, it } from 'vitest';
import { isObject } from '../../../domain/is-object.ts';
import type { OutboxEvent } from '../../../domain/order-event.ts';

const answers: { readonly status: number; readonly body: object }[] = [];
const entries: { readonly [member: string]: unknown }[] = [];
async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  entries.push(entryIn(JSON.parse(await text(request))));
  const { status = 200, body = {} } = answers.shift() ?? {};
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
}
/** The one entry of a call of PutEvents. */
function entryIn(call: unknown): Record<string, unknown> {
  const list: unknown[] = isObject(call) && Array.isArray(call['Entries']) ? call['Entries'] : [];
  const [entry, ...others] = list;
  assert.ok(isObject(entry) && others.length === 0);
  return entry;
}
const server = createServer((request, response) => {
  serve(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
afterAll(() => server.close());
const address = server.address();
Object.assign(process.env, {
  AWS_ENDPOINT_URL: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  EVENT_BUS_NAME: 'bus',
});
// The client reads its endpoint from the environment when it is made.
const { putOnBus } = await import('./put-on-bus.ts');

const EVENT: OutboxEvent = {
  orderId: 'order-1',
  version: 1,
  eventId: 'event-1',
  eventType: 'ORDER_CREATED',
  status: 'PENDING',
  occurredAt: '2026-01-01T00:00:00.000Z',
  payload: {},
  expiresAt: 1798761600,
};
function refused(ErrorCode: string) {
  return {
    status: 200,
    body: { FailedEntryCount: 1, Entries: [{ ErrorCode, ErrorMessage: 'No.' }] },
  };
}
function failed(name: string, status = 400) {
  return { status, body: { __type: name, message: 'No.' } };
}

describe('putOnBus', () => {
  it('asks once, and takes an entry with an id for delivered', async () => {
    answers.push({ status: 200, body: { FailedEntryCount: 0, Entries: [{ EventId: 'e' }] } });
    await putOnBus({ ...EVENT, traceId: 'x'.repeat(501) });
    assert.equal(entries.length, 1);
    assert.equal(entries[0]?.['TraceHeader'], undefined);
    assert.equal(entries[0]?.['DetailType'], 'ORDER_CREATED');
  });

  for (const { title, answer, name } of [
    { title: 'a detail that is malformed', answer: refused('MalformedDetail'), name: 'Unmendable' },
    { title: 'an argument that is not valid', answer: refused('InvalidArgument'), name: 'Unmendable' },
    { title: 'an entry that is throttled', answer: refused('ThrottlingException'), name: 'Error' },
    { title: 'an entry that fails inside', answer: refused('InternalFailure'), name: 'Error' },
    { title: 'an entry that is not allowed', answer: refused('AccessDeniedException'), name: 'Error' },
    { title: 'a request that is not valid', answer: failed('ValidationException'), name: 'Unmendable' },
    { title: 'a request that is throttled', answer: failed('ThrottlingException'), name: 'ThrottlingException' },
    { title: 'a request that fails inside', answer: failed('InternalException', 500), name: 'InternalException' },
  ]) {
    it(`throws ${name} for ${title}, after one try`, async () => {
      const before = entries.length;
      answers.push(answer);
      await assert.rejects(putOnBus(EVENT), { name });
      assert.equal(entries.length, before + 1);
    });
  }
});
