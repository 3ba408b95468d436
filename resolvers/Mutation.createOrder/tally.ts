/** What counts against the limits of the customer who calls. */
import { util } from '@aws-appsync/utils';
import { instantOf, minuteOf, secondsToNextMinute, secondsUntilFewer } from '../../domain/caller-limits.ts';
import type { Tally } from '../../domain/caller-limits.ts';
import { limitsOf, tooManyOrders } from './limits.ts';
import { newOrderOf } from './new-order.ts';
import type { CreateOrderContext, LimitedCaller } from './stash.ts';

/**
 * Ends the field with `TooManyOrders` if the tally that was read leaves no room for this order. Whoever was read to have
 * room for it may still have too many orders this minute: `count-order` decides that.
 */
export function checkTally(ctx: CreateOrderContext, { countsAs }: LimitedCaller, tally: Tally): void {
  const { refusedCardsPerHour: max } = limitsOf(ctx);
  const { occurredAt, occurredAtEpochSeconds: now } = newOrderOf(ctx).occurrence;
  const seconds = secondsUntilFewer(refusedAt(tally), max, now);
  if (seconds > 0) tooManyOrders('refusedCardsPerHour', max, seconds);

  const ordered = tally[minuteOf(occurredAt)] ?? [];
  const { ordersPerMinute } = limitsOf(ctx);
  if (ordered.length >= ordersPerMinute && ordered.indexOf(countsAs) < 0) tooManyThisMinute(ctx);
}

export function tooManyThisMinute(ctx: CreateOrderContext): never {
  const seconds = secondsToNextMinute(newOrderOf(ctx).occurrence.occurredAtEpochSeconds);
  return tooManyOrders('ordersPerMinute', limitsOf(ctx).ordersPerMinute, seconds);
}

/** Epoch seconds, oldest first. */
function refusedAt({ refused }: Tally): number[] {
  return [...(refused ?? [])].sort().map((mark) => epochSecondsOf(instantOf(mark)));
}

export function epochSecondsOf(instant: string): number {
  return util.time.epochMilliSecondsToSeconds(util.time.parseISO8601ToEpochMilliSeconds(instant));
}

/** An instant in ISO 8601, this long before the order was asked for. */
export function secondsBefore(ctx: CreateOrderContext, seconds: number): string {
  return util.time.epochMilliSecondsToISO8601((newOrderOf(ctx).occurrence.occurredAtEpochSeconds - seconds) * 1000);
}
