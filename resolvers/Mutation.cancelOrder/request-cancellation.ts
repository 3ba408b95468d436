/** Moves the order with its event, on condition that it is still as it was read: of several writers one wins. */
import { util } from '@aws-appsync/utils';
import type { DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { AS_IT_WAS_READ, valuesAsRead } from '../../domain/order-condition.ts';
import { applyEvent } from '../../domain/order-event.ts';
import { occurrenceOf } from '../occurrence.ts';
import { putNew } from '../put-new.ts';
import { tableName } from '../table-name.ts';
import type { CancelOrderContext } from './stash.ts';

type Transaction = { readonly cancellationReasons: { readonly type: string }[] | null };

/** The reasons that a faster writer causes. AppSync's guide prints the second of the two for a failed condition. */
const LOST_RACES = ['ConditionalCheckFailed', 'ConditionCheckFailed', 'TransactionConflict'];

export function request(ctx: CancelOrderContext): DynamoDBTransactWriteItemsRequest {
  const { order } = ctx.stash;
  const { order: cancelled, event } = applyEvent(order, 'CANCELLATION_REQUESTED', {}, occurrenceOf(ctx));
  ctx.stash.cancelled = cancelled;
  const { orderId, ...orderAttributes } = cancelled;
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

export function response(ctx: CancelOrderContext<Transaction | null>): null {
  if (!ctx.error) return null;
  delete ctx.stash.cancelled;
  const reasons = ctx.result?.cancellationReasons ?? [];
  if (reasons.some((reason) => LOST_RACES.indexOf(reason.type) >= 0)) return null;
  return util.error(ctx.error.message, ctx.error.type);
}
