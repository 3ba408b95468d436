/** Counts a refused card against the limit of its customer. */
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { markOf } from '../../../domain/caller-limits.ts';
import type { StoredOrder } from '../../../domain/order.ts';
import { database } from '../clients/database.ts';
import { environment } from '../clients/environment.ts';
import { writeOnCondition } from '../clients/write-on-condition.ts';

/**
 * Moves the order's mark in the tally from the unpaid orders to the refused cards. Once it is moved, or if there never was one
 * because staff or the API key placed the order, this does nothing: each order counts once, however often it is called.
 */
export async function countRefusedCard(order: StoredOrder, at: Date): Promise<void> {
  const { orderId, customerId, createdAt } = order;
  const mark = markOf(createdAt, orderId);
  const update = new UpdateCommand({
    TableName: environment('CALLER_LIMITS_TABLE'),
    Key: { customerId },
    UpdateExpression: 'ADD #refused :refused DELETE #unpaid :unpaid',
    ConditionExpression: 'contains(#unpaid, :mark)',
    ExpressionAttributeNames: { '#refused': 'refused', '#unpaid': 'unpaid' },
    ExpressionAttributeValues: {
      ':refused': new Set([markOf(at.toISOString(), orderId)]),
      ':unpaid': new Set([mark]),
      ':mark': mark,
    },
  });
  await writeOnCondition(() => database.send(update));
}
