/**
 * How much one customer may do: which orders and refused cards count, and for how long. Keeps to what APPSYNC_JS allows.
 *
 * A customer has one item in the table CallerLimits, a `Tally`. Its lists are string sets: adding what is there already
 * changes nothing, so neither a repeated request nor a repeated step of the saga counts twice.
 */
import { isFinal, isPaid } from './order-status.ts';
import type { StoredOrder } from './order.ts';

export type CallerLimits = {
  /** Orders that a customer may place in one minute of the clock. */
  readonly ordersPerMinute: number;
  /** Orders of a customer that may be unpaid at a time; more by those that are placed at the same instant. */
  readonly unpaidOrders: number;
  /** Cards of a customer that may be refused within an hour. */
  readonly refusedCardsPerHour: number;
};

/** All may be absent but the key and `expiresAt`. */
export type Tally = {
  readonly customerId: string;
  /** Marks of orders that were unpaid when somebody last looked. */
  readonly unpaid?: string[];
  /** Marks of refused cards: when, and of which order. */
  readonly refused?: string[];
  /** Epoch seconds; the table deletes the item some time after. */
  readonly expiresAt: number;
  /** What was ordered in that minute: keys of idempotency, or order ids if there was none. */
  readonly [minute: `orders ${string}`]: string[] | undefined;
};

type MinuteName = `orders ${string}`;

/**
 * How long a tally is kept after an order, 60 days: longer than any order is unpaid (30 days at the bank and the saga's
 * own four).
 */
export const TALLY_RETENTION_SECONDS = 60 * 24 * 60 * 60;

/** The part of an order that decides whether it still counts. */
export type UnpaidOrder = Pick<StoredOrder, 'status' | 'happened' | 'payment'>;

const HOUR_SECONDS = 60 * 60;

/** Of ISO 8601 in UTC with milliseconds, such as `2026-11-28T12:00:00.000Z`. */
const INSTANT_CHARACTERS = 24;

/** Something that happened to an order, as an element of a set. Marks sort by their instant, which is ISO 8601 in UTC. */
export function markOf(instant: string, orderId: string): string {
  return `${instant} ${orderId}`;
}

export function instantOf(mark: string): string {
  return mark.slice(0, INSTANT_CHARACTERS);
}

export function orderIdOf(mark: string): string {
  return mark.slice(INSTANT_CHARACTERS + 1);
}

/** The attribute that holds the orders of an instant's minute. */
export function minuteOf(instant: string): MinuteName {
  return `orders ${instant.slice(0, 16)}`;
}

/** The attributes of minutes before the one of this instant. */
export function minutesBefore(tally: Tally, instant: string): string[] {
  const minute = minuteOf(instant);
  return Object.keys(tally).filter((name) => name.startsWith('orders ') && name < minute);
}

/** 1 to 60. */
export function secondsToNextMinute(epochSeconds: number): number {
  return 60 - (epochSeconds % 60);
}

/**
 * How long it takes until fewer than `max` of these instants lie within the last hour; 0 if that is so now. All are epoch
 * seconds, oldest first.
 */
export function secondsUntilFewer(instants: readonly number[], max: number, epochSeconds: number): number {
  const recent = instants.filter((instant) => instant > epochSeconds - HOUR_SECONDS);
  if (recent.length < max) return 0;
  const lastToLeave = recent[recent.length - max];
  return lastToLeave === undefined ? 0 : lastToLeave + HOUR_SECONDS - epochSeconds;
}

/**
 * Whether an order counts as unpaid. One that waits for staff doesn't: its customer can't end that. One that is being undone does,
 * since the saga counts a refused card on its way back.
 */
export function isUnpaid(order: UnpaidOrder): boolean {
  return !isFinal(order.status) && !isPaid(order) && order.status !== 'NEEDS_ATTENTION';
}

/** Whether a mark can be forgotten: its order is settled, or was never written. */
export function isOver(mark: string, order: UnpaidOrder | null | undefined, aMinuteAgo: string): boolean {
  // An order that isn't there may be written in a moment. AppSync ends every request after 30 seconds.
  return order ? !isUnpaid(order) : instantOf(mark) < aMinuteAgo;
}
