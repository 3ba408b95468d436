/**
 * A small model of everything that an order's sagas share, to be walked by tests: the order, the stock, the provider, the
 * tokens of sagas that wait, the time. Whatever takes a while is a generator that yields wherever somebody else, a crash or
 * an error can come in between. The code between two yields happens at once, as one transaction or request does.
 */
import { applyEvent } from '../order-event.ts';
import type { OrderChange } from '../order-event.ts';
import { decide } from '../order-status.ts';
import type { StoredOrder } from '../order.ts';
import type { OrderEventType } from '../schema.generated.ts';
import { newProvider } from './provider.ts';
import type { Card, Provider } from './provider.ts';

export type World = {
  order: StoredOrder;
  readonly versions: number[];
  stock: number;
  mails: number;
  nowMs: number;
  readonly provider: Provider;
  /** The tokens of the sagas that wait, by the sagas' names. */
  readonly tokens: Map<object, Token>;
};

export type Token = { isUsed: boolean };

export class NotAllowed extends Error {}

/** What an event does besides moving the order, in the same transaction. */
const STOCK_CHANGE: { readonly [type in OrderEventType]?: number } = { INVENTORY_RESERVED: -1, INVENTORY_RELEASED: 1 };

export function newWorld(order: StoredOrder, stock: number, card: Card): World {
  const provider = newProvider(card);
  return { order, versions: [order.version], stock, mails: 0, nowMs: 0, provider, tokens: new Map() };
}

/** What a webhook does, and whoever else learns anything: all sagas that wait look again. */
export function wake({ tokens }: World): void {
  for (const token of tokens.values()) token.isUsed = true;
  tokens.clear();
}

/** Does what `cancelOrder` does. Returns true if this call cancelled the order, false if it is too late. */
export function* cancel(world: World): Generator<void, boolean, void> {
  for (;;) {
    const { order } = world;
    if (decide(order, 'CANCELLATION_REQUESTED') !== 'move') return false;
    yield;
    if (write(world, order, 'CANCELLATION_REQUESTED')) return true;
  }
}

/** Does what `resumeOrder` does. Returns false if the order doesn't wait for staff, or can't go that way. */
export function resume(world: World, eventType: 'RESUME_REQUESTED' | 'UNDOING_REQUESTED'): boolean {
  return decide(world.order, eventType) === 'move' && write(world, world.order, eventType);
}

/** Reads, decides, and writes on condition that the version is still the one that was read. */
export function* move(world: World, eventType: OrderEventType, change: OrderChange = {}): Generator<void, void, void> {
  for (;;) {
    const { order } = world;
    const decision = decide(order, eventType);
    if (decision === 'not allowed') throw new NotAllowed(`${order.status} takes no ${eventType}`);
    if (decision === 'already done') return;
    yield;
    if (write(world, order, eventType, change)) return;
  }
}

/** Returns false if the order has moved since it was read, or a charge was begun: the condition `AS_IT_WAS_READ`. */
function write(world: World, order: StoredOrder, eventType: OrderEventType, change: OrderChange = {}): boolean {
  if (!isAsItWasRead(world, order)) return false;
  const occurredAt = new Date(world.nowMs).toISOString();
  const occurrence = { eventId: 'event', occurredAt, occurredAtEpochSeconds: world.nowMs / 1000 };
  const next = applyEvent(order, eventType, change, occurrence);
  world.order = next.order;
  world.versions.push(next.event.version);
  world.stock += STOCK_CHANGE[eventType] ?? 0;
  return true;
}

export function isAsItWasRead({ order: now }: World, read: StoredOrder): boolean {
  return now.version === read.version && (!now.paymentIntentId || now.paymentIntentId === read.paymentIntentId);
}

/** Whether this event has yet to happen; throws if it never can. */
export function isDue(order: StoredOrder, eventType: OrderEventType): boolean {
  const decision = decide(order, eventType);
  if (decision === 'not allowed') throw new NotAllowed();
  return decision === 'move';
}
