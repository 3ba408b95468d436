/** Plays a conversation on the real-time endpoint, and gives all that the server said. */
import { isRecord } from '../../json.ts';
import type { Json } from '../../json.ts';
import type { Answer } from '../case.ts';
import { askOverHttp } from './ask-over-http.ts';
import { connect, startMessage } from './connect.ts';
import type { Connection, Start } from './connect.ts';
import type { Endpoint } from './endpoint.ts';
import { fillIn, normalize } from './names.ts';
import type { PreparedOrder } from './order.ts';
import type { Socket } from './socket.ts';

type JsonObject = Readonly<Record<string, Json>>;

/** After each step but `publish`, this many messages are heard; one when left out. */
type Heard = { readonly hear?: number };

export type Step =
  /** Sends `connection_init`. */
  | ({ readonly init: true } & Heard)
  /** Sends a message as it is. */
  | ({ readonly send: Json | Buffer } & Heard)
  /** Starts a subscription of this id. */
  | ({ readonly start: string } & Start & Heard)
  | ({ readonly stop: string } & Heard)
  /** Publishes events until the subscriptions of these ids hear one: AppSync may acknowledge them a moment too early. */
  | { readonly untilLive: readonly string[] }
  /** Publishes an event of the order by IAM, with this selection. */
  | ({ readonly publish: string; readonly event?: JsonObject } & Heard)
  /** Waits until the server closes the connection. AWS documents no close code, so that one case alone compares it. */
  | { readonly untilClosed: 'with any code' | 'with its code' };

export type Conversation = { readonly connection?: Connection; readonly steps: readonly Step[] };

/** How long a message may take that has to come, in milliseconds. */
const PATIENCE_MS = 10_000;

/** Strings in `steps` that are a name of `names.ts` stand for its value. */
export async function converse(api: Endpoint, conversation: Conversation, order?: PreparedOrder): Promise<Answer> {
  const socket = await connect(api, conversation.connection);
  try {
    const heard = await playAll({ api, socket, order }, conversation.steps);
    return normalize({ handshake: socket.handshake, heard }, api, order);
  } finally {
    socket.close();
  }
}

type Stage = { readonly api: Endpoint; readonly socket: Socket; readonly order: PreparedOrder | undefined };

async function playAll(stage: Stage, steps: readonly Step[]): Promise<readonly Json[]> {
  const heard: Json[] = [];
  // A handshake that was refused is the whole answer.
  if (!stage.socket.isOpen) return heard;
  for (const step of steps) heard.push(...(await play(stage, step)));
  return heard;
}

async function play(stage: Stage, step: Step): Promise<readonly Json[]> {
  if ('untilClosed' in step) return hearUntilClosed(stage.socket, step.untilClosed === 'with its code');
  if ('untilLive' in step) return becomeLive(stage, step.untilLive);
  if ('publish' in step) await publish(stage, step.publish, step.event);
  else stage.socket.send(await messageOf(stage, step));
  return hear(stage.socket, step.hear ?? 1);
}

type Sending = Exclude<
  Step,
  { readonly untilClosed: unknown } | { readonly untilLive: unknown } | { readonly publish: unknown }
>;

async function messageOf({ api, order }: Stage, step: Sending): Promise<string | Buffer> {
  if ('init' in step) return '{"type":"connection_init"}';
  if ('stop' in step) return JSON.stringify({ type: 'stop', id: step.stop });
  if ('start' in step) {
    return startMessage(api, step.start, { ...step, variables: fillIn(step.variables ?? { orderId: 'ORDER' }, order) });
  }
  const { send } = step;
  return typeof send === 'string' || Buffer.isBuffer(send) ? send : JSON.stringify(send);
}

async function hear(socket: Socket, count: number): Promise<readonly Json[]> {
  const heard: Json[] = [];
  while (heard.length < count) {
    const message = await socket.next(PATIENCE_MS);
    if (message === undefined) return [...heard, `nothing within ${PATIENCE_MS / 1000} s`];
    heard.push(message);
  }
  return heard;
}

async function hearUntilClosed(socket: Socket, comparesCode: boolean): Promise<readonly Json[]> {
  const code = await socket.closed(PATIENCE_MS);
  const heard: Json[] = [];
  for (let message = await socket.next(0); message !== undefined; message = await socket.next(0)) heard.push(message);
  if (code === undefined) return [...heard, `open after ${PATIENCE_MS / 1000} s`];
  return [...heard, comparesCode ? `closed with ${code}` : 'closed'];
}

/** No order has this version, so its subscribers know the event for ours. */
const EVENT = {
  orderId: 'ORDER',
  version: 1_000,
  eventId: 'event-of-parity',
  eventType: 'ORDER_COMPLETED',
  status: 'COMPLETED',
  occurredAt: '2026-01-01T00:00:00.000Z',
};

const ALL_FIELDS = 'orderId version eventId eventType status occurredAt failure { code step message }';

/** The credentials may do less than an administrator's; what needs it stays unknown. */
class AccessDenied extends Error {
  override readonly name = 'AccessDenied';
}

/** Nothing is stored: the mutation's result goes to subscribers, and to nobody else. */
async function publish({ api, order }: Stage, selection: string, event: JsonObject = {}): Promise<void> {
  const query = `mutation ($input: PublishOrderStatusInput!) { publishOrderStatus(input: $input) { ${selection} } }`;
  const { status, body } = await askOverHttp(
    api,
    { as: 'iam', query, variables: { input: { ...EVENT, ...event } } },
    order,
  );
  const isDone = status === 200 && isRecord(body) && !('errors' in body);
  if (!isDone) throw new AccessDenied(`publishing an event needs appsync:GraphQL: ${JSON.stringify(body)}`);
}

const MAX_TRIES = 6;
const TRY_MS = 5_000;

async function becomeLive(stage: Stage, ids: readonly string[]): Promise<readonly Json[]> {
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    await publish(stage, ALL_FIELDS);
    if (await hearOnEach(stage.socket, ids)) return [];
  }
  return [`no event of ${MAX_TRIES} on ${ids.join(', ')}`];
}

async function hearOnEach(socket: Socket, ids: readonly string[]): Promise<boolean> {
  const missing = new Set<Json>(ids);
  while (missing.size > 0) {
    const message = await socket.next(TRY_MS);
    if (message === undefined) return false;
    if (typeof message === 'object' && message !== null && 'id' in message) missing.delete(message['id']);
  }
  return true;
}
