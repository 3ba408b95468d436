/** Moving an order that is there: read, decide, write, and once more from the start if another writer was faster. */
import { runtime, util } from '@aws-appsync/utils';
import type { Context, DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { AS_IT_WAS_READ, valuesAsRead } from '../domain/order-condition.ts';
import { applyEvent } from '../domain/order-event.ts';
import type { OrderChange } from '../domain/order-event.ts';
import type { StoredOrder } from '../domain/order.ts';
import type { OrderEventType } from '../domain/schema.generated.ts';
import { isLostRace } from './lost-race.ts';
import type { Transaction } from './lost-race.ts';
import { logOrder } from './log-order.ts';
import { occurrenceOf } from './occurrence.ts';
import { putNew } from './put-new.ts';
import { tableName } from './table-name.ts';

/** What the functions of such a pipeline pass on to each other. */
type MovingStash = {
  /** The order as it was last read. */
  order: StoredOrder;
  /** The order once it is as the caller wants it; then nothing more is read or written. */
  moved?: StoredOrder;
};

type Arguments = { orderId: string };
/** The context of a field that moves an order. */
export type MovingContext<Args extends Arguments, Result = unknown> = Context<
  Args,
  MovingStash,
  undefined,
  undefined,
  Result
>;

/** Skips the rest of the pipeline if there is nothing left to do. */
export function skipOnceMoved<Args extends Arguments>(ctx: MovingContext<Args>): void {
  const { moved } = ctx.stash;
  if (moved) runtime.earlyReturn(moved, { skipTo: 'END' });
}

/** Writes the order that was read with an event, on condition that it is still as it was read: of several writers one wins. */
export function writeMove<Args extends Arguments>(
  ctx: MovingContext<Args>,
  eventType: OrderEventType,
  change: OrderChange,
): DynamoDBTransactWriteItemsRequest {
  const { order } = ctx.stash;
  const { order: moved, event } = applyEvent(order, eventType, change, occurrenceOf(ctx));
  ctx.stash.moved = moved;
  const { orderId, ...orderAttributes } = moved;
  const { orderId: _, version, ...eventAttributes } = event;
  return {
    operation: 'TransactWriteItems',
    transactItems: [
      {
        table: tableName(ctx, 'ORDERS_TABLE'),
        operation: 'PutItem',
        key: util.dynamodb.toMapValues({ orderId }),
        attributeValues: util.dynamodb.toMapValues(orderAttributes),
        condition: {
          expression: AS_IT_WAS_READ.expression,
          expressionNames: AS_IT_WAS_READ.names,
          expressionValues: util.dynamodb.toMapValues(valuesAsRead(order)),
          returnValuesOnConditionCheckFailure: false,
        },
      },
      putNew(tableName(ctx, 'OUTBOX_TABLE'), { orderId, version }, eventAttributes),
    ],
  };
}

/** Forgets the move if another writer was faster. Ends the field with the data source's error for all other failures. */
export function afterMove<Args extends Arguments>(ctx: MovingContext<Args, Transaction | null>): null {
  if (!ctx.error) {
    logOrder('Order moved', ctx.stash.order);
    return null;
  }
  delete ctx.stash.moved;
  if (isLostRace(ctx.result)) return null;
  return util.error(ctx.error.message, ctx.error.type);
}
