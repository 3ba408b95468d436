/** The only way in which a step changes an order: one transaction of the order, its event, and what belongs to it. */
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { CancellationReason } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { BusyErrorName } from '../../../domain/errors.ts';
import { AS_IT_WAS_READ, valuesAsRead } from '../../../domain/order-condition.ts';
import { applyEvent } from '../../../domain/order-event.ts';
import type { OrderChange, OutboxEvent } from '../../../domain/order-event.ts';
import type { StoredOrder } from '../../../domain/order.ts';
import type { OrderEventType } from '../../../domain/schema.generated.ts';
import { environment } from '../clients/environment.ts';
import { database } from '../clients/database.ts';
import type { TransactItem } from '../clients/database.ts';
import { readOrderBefore } from './read-order.ts';

export type Move = {
  /** What the event sets on the order. */
  readonly change?: OrderChange;
  /** Items that are written with it or not at all. */
  readonly alongside?: readonly TransactItem[];
  /** The error to throw when conditions of `alongside` fail, given their places in it. */
  readonly refusal?: (indexes: readonly number[]) => Error;
};

/** Upper bounds of the pauses after a transaction that met another one, in milliseconds. */
const PAUSES_MS = [20, 40, 80, 160, 320, 640, 1280];

/**
 * Makes the event happen to the order, once, and returns the order as it is then. Does nothing when it has happened
 * already. When another call moved the order in between, reads it again and decides again.
 * Throws `MoveNotAllowed`, the move's own refusal, or DynamoDB's error. Events of refunds are about the one of `refundId`.
 */
export async function moveOrder(
  orderId: string,
  eventType: OrderEventType,
  moveOf: (order: StoredOrder) => Move = () => ({}),
  refundId?: string,
): Promise<StoredOrder> {
  for (const pauseMs of PAUSES_MS) {
    const { order, isDue } = await readOrderBefore(orderId, eventType, refundId);
    if (!isDue) return order;
    const moved = await tryMove(order, eventType, moveOf(order));
    if (moved) return moved;
    await setTimeout(Math.random() * pauseMs);
  }
  throw new TooManyWriters(`${eventType} did not get through to order ${orderId}`);
}

/** Other calls kept writing the same items, mostly the same product. */
class TooManyWriters extends Error {
  override name: BusyErrorName = 'TooManyWriters';
}

/** The moved order, or undefined when another transaction was faster. */
async function tryMove(order: StoredOrder, eventType: OrderEventType, move: Move): Promise<StoredOrder | undefined> {
  const { change = {}, alongside = [], refusal } = move;
  const now = new Date();
  const next = applyEvent(order, eventType, change, {
    eventId: randomUUID(),
    occurredAt: now.toISOString(),
    occurredAtEpochSeconds: Math.floor(now.getTime() / 1000),
    traceId: process.env['_X_AMZN_TRACE_ID'],
  });
  try {
    const TransactItems = [replaceOrder(order, next.order), putEvent(next.event), ...alongside];
    await database.send(new TransactWriteCommand({ TransactItems }));
    return next.order;
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const [ofOrder, ofEvent, ...ofAlongside] = error.CancellationReasons ?? [];
    if ([ofOrder, ofEvent].some(isRefused)) return undefined;
    const refused = ofAlongside.flatMap((reason, index) => (isRefused(reason) ? [index] : []));
    if (refused.length > 0) throw refusal?.(refused) ?? error;
    if (error.CancellationReasons?.some((reason) => reason.Code === 'TransactionConflict')) return undefined;
    throw error;
  }
}

function replaceOrder(expected: StoredOrder, next: StoredOrder): TransactItem {
  return {
    Put: {
      TableName: environment('ORDERS_TABLE'),
      Item: next,
      ConditionExpression: AS_IT_WAS_READ.expression,
      ExpressionAttributeNames: AS_IT_WAS_READ.names,
      ExpressionAttributeValues: valuesAsRead(expected),
    },
  };
}

function putEvent(event: OutboxEvent): TransactItem {
  return {
    Put: {
      TableName: environment('OUTBOX_TABLE'),
      Item: event,
      ConditionExpression: 'attribute_not_exists(#orderId)',
      ExpressionAttributeNames: { '#orderId': 'orderId' },
    },
  };
}

function isRefused(reason: CancellationReason | undefined): boolean {
  return reason?.Code === 'ConditionalCheckFailed';
}
