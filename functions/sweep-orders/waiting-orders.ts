/** Finding orders that stand still, by the index that holds only those which are not settled. */
import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { OrderStatus } from '../../domain/schema.generated.ts';
import { environment } from '../shared/clients/environment.ts';
import { database } from '../shared/clients/database.ts';

/** What is swept at the same time. */
const PAGE_SIZE = 25;

/** The ids of orders that have had this status since that instant or longer, longest first, a page at a time. */
export async function* waitingOrders(status: OrderStatus, since: Date): AsyncGenerator<string[]> {
  const pages = paginateQuery(
    { client: database, pageSize: PAGE_SIZE },
    {
      TableName: environment('ORDERS_TABLE'),
      IndexName: 'waiting',
      KeyConditionExpression: '#status = :status AND #waitingSince <= :since',
      ExpressionAttributeNames: { '#status': 'status', '#waitingSince': 'waitingSince' },
      ExpressionAttributeValues: { ':status': status, ':since': since.toISOString() },
    },
  );
  for await (const { Items = [] } of pages) yield Items.map(({ orderId }) => String(orderId));
}
