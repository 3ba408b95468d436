/** Runs every few minutes: no order stands still, and no event stays undelivered, because something got lost. */
import type { Context } from 'aws-lambda';
import { logger } from '../shared/telemetry/logger.ts';
import { count } from '../shared/telemetry/metrics.ts';
import { observed } from '../shared/telemetry/observed.ts';
import { redriveEvents } from './redrive-events.ts';
import type { Redrive } from './redrive-events.ts';
import { reasonsOf } from './settled.ts';
import { sweepOrders } from './sweep-orders.ts';
import type { Sweep } from './sweep-orders.ts';

export const handler = observed(sweepAll);

/** What is left of the function's time when it redrives nothing more: a last batch may take 35 seconds. */
const RESERVE_MS = 60_000;

type Found = Pick<Sweep, 'swept' | 'stuck' | 'parked'> & { readonly redriven: number; readonly undelivered: number };

/** Throws when an order was not swept or an event not redriven, after all others were. The next sweep tries these again. */
async function sweepAll(_event: unknown, context: Context): Promise<Found> {
  const [sweep, redrive] = await Promise.allSettled([
    sweepOrders(new Date()),
    redriveEvents(() => context.getRemainingTimeInMillis() > RESERVE_MS),
  ]);
  const orders = sweep.status === 'fulfilled' ? reportOrders(sweep.value) : NO_ORDERS;
  const events = redrive.status === 'fulfilled' ? reportEvents(redrive.value) : NO_EVENTS;
  const errors = [...orders.errors, ...events.errors, ...reasonsOf([sweep, redrive])];
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} orders or events could not be swept`);
  const { swept, stuck, parked } = orders;
  return { swept, stuck, parked, redriven: events.redriven, undelivered: events.left };
}

const NO_ORDERS: Sweep = { swept: [], stuck: [], parked: [], errors: [] };
const NO_EVENTS: Redrive = { redriven: 0, left: 0, errors: [] };

function reportOrders(sweep: Sweep): Sweep {
  const { swept, stuck, parked } = sweep;
  count({ OrdersSwept: swept.length, OrdersStuck: stuck.length, OrdersParked: parked.length });
  if (swept.length > 0) logger.warn('Orders stood still', { swept, stuck });
  if (parked.length > 0) logger.warn('Orders need attention', { parked });
  return sweep;
}

function reportEvents(redrive: Redrive): Redrive {
  const { redriven, left } = redrive;
  count({ EventsRedriven: redriven, EventsUndelivered: left });
  if (redriven + left > 0) logger.warn('Events were undelivered', { redriven, left });
  return redrive;
}
