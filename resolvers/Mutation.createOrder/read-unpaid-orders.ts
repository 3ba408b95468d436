/**
 * Runs when a customer has as many orders that may be unpaid as the limit allows: looks which of them still are. That
 * costs nothing while there are fewer, and can't drift, since the orders themselves say it.
 */
import { runtime, util } from '@aws-appsync/utils';
import type { DynamoDBBatchGetItemRequest } from '@aws-appsync/utils';
import { isOver, isUnpaid, orderIdOf } from '../../domain/caller-limits.ts';
import type { UnpaidOrder } from '../../domain/caller-limits.ts';
import { failIfDataSourceFailed } from '../fail.ts';
import { failIfKeysAreUnread } from '../batch.ts';
import type { BatchResult } from '../batch.ts';
import { tableName } from '../table-name.ts';
import { limitsOf, tooManyOrders } from './limits.ts';
import { newOrderOf } from './new-order.ts';
import type { CreateOrderContext } from './stash.ts';
import { epochSecondsOf, secondsBefore } from './tally.ts';

/** AppSync's limit for one batch. A tally has more only if many orders were placed at the same instant. */
const MAX_KEYS = 100;

/** How soon an order that waits for nobody is paid or refused, as a rule. */
const SOON_SECONDS = 5;

/** An order that isn't there after this long never will be: AppSync ends a request after 30 seconds. */
const IN_FLIGHT_SECONDS = 60;

export function request(ctx: CreateOrderContext): DynamoDBBatchGetItemRequest {
  const { answer } = ctx.stash;
  if (answer) runtime.earlyReturn(answer, { skipTo: 'END' });
  if (marksOf(ctx).length < limitsOf(ctx).unpaidOrders) runtime.earlyReturn({}, { skipTo: 'NEXT' });
  return {
    operation: 'BatchGetItem',
    tables: {
      [tableName(ctx, 'ORDERS_TABLE')]: {
        keys: looked(ctx).map((mark) => util.dynamodb.toMapValues({ orderId: orderIdOf(mark) })),
        consistentRead: true,
        projection: {
          expression: '#orderId, #status, #happened, #payment',
          expressionNames: {
            '#orderId': 'orderId',
            '#status': 'status',
            '#happened': 'happened',
            '#payment': 'payment',
          },
        },
      },
    },
  };
}

export function response(ctx: CreateOrderContext<BatchResult<UnpaidOrder>>): null {
  failIfDataSourceFailed(ctx);
  failIfKeysAreUnread(ctx.result);
  const { unpaidOrders: max } = limitsOf(ctx);
  const marks = looked(ctx);
  const orders = ctx.result.data[tableName(ctx, 'ORDERS_TABLE')] ?? [];
  const unread = marksOf(ctx).length - marks.length;
  // Orders that requests at this instant are about to write don't count yet.
  const unpaid = orders.flatMap((order) => (order ? (isUnpaid(order) ? [order] : []) : []));
  if (unpaid.length + unread >= max) tooManyOrders('unpaidOrders', max, secondsUntilOneLess(ctx, unpaid));

  const aMinuteAgo = secondsBefore(ctx, IN_FLIGHT_SECONDS);
  const over = marks.filter((mark, index) => isOver(mark, orders[index], aMinuteAgo));
  if (over.length > 0) ctx.stash.settled = over;
  return null;
}

/** How long at least one of these orders is unpaid at most, if neither its customer nor the provider is faster. */
function secondsUntilOneLess(ctx: CreateOrderContext, unpaid: UnpaidOrder[]): number {
  const now = newOrderOf(ctx).occurrence.occurredAtEpochSeconds;
  const waits = unpaid.map((order) => secondsLeft(order, now));
  return waits.reduce((least, seconds) => Math.min(least, seconds), waits[0] ?? SOON_SECONDS);
}

function secondsLeft(order: UnpaidOrder, now: number): number {
  const expiresAt = order.status === 'AWAITING_PAYMENT' ? order.payment?.expiresAt : null;
  return expiresAt ? Math.max(epochSecondsOf(expiresAt) - now, SOON_SECONDS) : SOON_SECONDS;
}

function marksOf(ctx: CreateOrderContext): string[] {
  return ctx.stash.tally?.unpaid ?? [];
}

/** The marks that this function looks at. */
function looked(ctx: CreateOrderContext): string[] {
  return marksOf(ctx).slice(0, MAX_KEYS);
}
