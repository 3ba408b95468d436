/** Runs every few minutes: no order and no event is left where it is because something got lost on its way. */
import type { Context } from 'aws-lambda';
import { throwingClean } from '../shared/errors/clean-error.ts';
import { logger } from '../shared/telemetry/logger.ts';
import { count } from '../shared/telemetry/metrics.ts';
import { redriveEvents } from './redrive-events.ts';
import type { Redrive } from './redrive-events.ts';
import { sweepOrders } from './sweep-orders.ts';
import type { Sweep } from './sweep-orders.ts';

export const handler = throwingClean(sweepAll);

/** What is left of the function's time when it redrives nothing more: a last batch may take 35 seconds. */
const RESERVE_MS = 60_000;

type Found = Pick<Sweep, 'swept' | 'stuck' | 'parked'> & { readonly redriven: number; readonly undelivered: number };

/** Throws when an order could not be swept or an event not be redriven, after all others were; the next sweep tries it again. */
async function sweepAll(_event: unknown, context: Context): Promise<Found> {
  logger.addContext(context);
  const [sweep, redrive] = await Promise.allSettled([
    sweepOrders(new Date()),
    redriveEvents(() => context.getRemainingTimeInMillis() > RESERVE_MS),
  ]);
  const { swept, stuck, parked } = sweep.status === 'fulfilled' ? reportOrders(sweep.value) : NONE;
  const { redriven, left } = redrive.status === 'fulfilled' ? reportEvents(redrive.value) : NOTHING;
  const errors = [sweep, redrive].flatMap((one) => (one.status === 'fulfilled' ? one.value.errors : one.reason));
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} orders or events could not be swept`);
  return { swept, stuck, parked, redriven, undelivered: left };
}

const NONE = { swept: [], stuck: [], parked: [] };
const NOTHING = { redriven: 0, left: 0 };

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
