/** Writes the order, its first event and the idempotency record: all of them or none. */
import { util } from '@aws-appsync/utils';
import type { DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { createOrder } from '../../domain/create-order.ts';
import { putRecord } from '../idempotency-record.ts';
import { logOrder } from '../log-order.ts';
import { correlationIdOf } from '../occurrence.ts';
import { putNew } from '../put-new.ts';
import { tableName } from '../table-name.ts';
import { answerOf, newRecord } from './idempotency.ts';
import type { IdempotencyRecord } from './idempotency.ts';
import { newOrderOf } from './new-order.ts';
import type { CreateOrderContext } from './stash.ts';

type CancellationReason = { readonly type: string; readonly item?: IdempotencyRecord | null };
type Transaction = { readonly cancellationReasons: CancellationReason[] | null };

/** The record's place in the transaction. */
const RECORD_INDEX = 2;

export function request(ctx: CreateOrderContext): DynamoDBTransactWriteItemsRequest {
  const { wanted, record, currency } = ctx.stash;
  const { orderId, occurrence } = newOrderOf(ctx);
  const ids = { orderId, correlationId: correlationIdOf(occurrence) };
  const { order, event } = createOrder(wanted, { ...ids, currency }, occurrence);
  ctx.stash.order = order;
  const { orderId: _id, ...orderAttributes } = order;
  const { orderId: _, version, ...eventAttributes } = event;
  const orderAndEvent = [
    putNew(tableName(ctx, 'ORDERS_TABLE'), { orderId }, orderAttributes),
    putNew(tableName(ctx, 'OUTBOX_TABLE'), { orderId, version }, eventAttributes),
  ];
  const records = record ? [putRecord(tableName(ctx, 'IDEMPOTENCY_TABLE'), newRecord(record, order))] : [];
  return { operation: 'TransactWriteItems', transactItems: [...orderAndEvent, ...records] };
}

export function response(ctx: CreateOrderContext<Transaction | null>): null {
  const { order, record } = ctx.stash;
  if (!ctx.error) {
    logOrder('Order created', order);
    ctx.stash.answer = order;
    return null;
  }
  const reasons = ctx.result?.cancellationReasons ?? [];
  const refusedRecord = reasons[RECORD_INDEX];
  if (record && refusedRecord && isConditionFailure(refusedRecord)) {
    ctx.stash.answer = answerOf(refusedRecord.item, record);
    return null;
  }
  if (reasons.some((reason) => reason.type === 'TransactionConflict')) return null;
  return util.error(ctx.error.message, ctx.error.type);
}

/** DynamoDB's code is `ConditionalCheckFailed`; AppSync's guide prints the other one. */
function isConditionFailure(reason: CancellationReason): boolean {
  return reason.type === 'ConditionalCheckFailed' || reason.type === 'ConditionCheckFailed';
}
