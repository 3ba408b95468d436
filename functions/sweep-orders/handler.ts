/** Runs every few minutes: no order is left where it is because something got lost on its way. */
import type { Context } from 'aws-lambda';
import { throwingClean } from '../clean-error.ts';
import { logger } from '../logger.ts';
import { count } from './count.ts';
import { sweepOrders } from './sweep-orders.ts';
import type { Sweep } from './sweep-orders.ts';

export const handler = throwingClean(sweep);

/** Throws when an order could not be swept, after all others were; the next sweep tries it again. */
async function sweep(_event: unknown, context: Context): Promise<Pick<Sweep, 'swept' | 'stuck' | 'parked'>> {
  logger.addContext(context);
  const { swept, stuck, parked, errors } = await sweepOrders(new Date());
  count({ OrdersSwept: swept.length, OrdersStuck: stuck.length, OrdersParked: parked.length });
  if (swept.length > 0) logger.warn('Orders stood still', { swept, stuck });
  if (parked.length > 0) logger.warn('Orders need attention', { parked });
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} orders could not be swept`);
  return { swept, stuck, parked };
}
