/** Makes a prepared charge the order's own: the one that may be confirmed. No other ever takes its place. */
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { AS_IT_WAS_READ, valuesAsRead } from '../../../domain/order-condition.ts';
import type { StoredOrder } from '../../../domain/order.ts';
import { environment } from '../../shared/clients/environment.ts';
import { writeOnCondition } from '../../shared/clients/write-on-condition.ts';
import { database } from '../../shared/clients/database.ts';

/**
 * `order` is as it was read, without a charge. Returns false when it has moved since, or has got another charge. This
 * isn't a move: neither status nor version change, and there is no event.
 */
export function storeIntent(order: StoredOrder, paymentIntentId: string): Promise<boolean> {
  const update = new UpdateCommand({
    TableName: environment('ORDERS_TABLE'),
    Key: { orderId: order.orderId },
    UpdateExpression: 'SET #intent = :intent',
    ConditionExpression: AS_IT_WAS_READ.expression,
    ExpressionAttributeNames: AS_IT_WAS_READ.names,
    // The same id again is a success: the response to the first request may have been lost.
    ExpressionAttributeValues: { ...valuesAsRead(order), ':intent': paymentIntentId },
  });
  return writeOnCondition(() => database.send(update));
}
