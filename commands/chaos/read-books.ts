/** Reads the books of a stack: its tables, as AWS SDK clients show them. */

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { isOrderStatus } from '../../domain/order-status.ts';
import { clientSettings } from '../client-settings.ts';
import { findTables } from '../find-tables.ts';
import type { CloudDescription } from '../running-cloud.ts';
import type { EventRow, OrderRow, PaymentRow } from './rows.ts';

export type Tables = {
  orders(): Promise<OrderRow[]>;
  events(): Promise<EventRow[]>;
  payments(): Promise<PaymentRow[]>;
  /** What is left of each product. */
  stock(): Promise<ReadonlyMap<string, number>>;
  setStock(productId: string, available: number): Promise<void>;
};

export async function openTables(cloud: CloudDescription): Promise<Tables> {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(clientSettings(cloud)));
  const nameOf = await findTables(client);
  const scan = async <Row>(table: string, isRow: (item: object) => item is Row & object): Promise<Row[]> => {
    const pages = await Array.fromAsync(paginateScan({ client }, { TableName: nameOf(table), ConsistentRead: true }));
    return pages.flatMap(({ Items = [] }) => Items).filter(isRow);
  };
  return {
    orders: () => scan('Orders', isOrder),
    events: () => scan('Outbox', isEvent),
    payments: () => scan('Payments', isPayment),
    stock: async () =>
      new Map((await scan('Products', isProduct)).map(({ productId, available }) => [productId, available])),
    setStock: async (productId, available) => {
      await client.send(
        new UpdateCommand({
          TableName: nameOf('Products'),
          Key: { productId },
          UpdateExpression: 'SET available = :available',
          ExpressionAttributeValues: { ':available': available },
        }),
      );
    },
  };
}

export function isOrder(item: object): item is OrderRow {
  return hasStatus(item) && 'orderId' in item && 'totalAmount' in item && 'items' in item;
}
function isEvent(item: object): item is EventRow {
  return hasStatus(item) && 'orderId' in item && 'version' in item && 'eventType' in item;
}
export function isPayment(item: object): item is PaymentRow {
  return 'kind' in item;
}
function isProduct(item: object): item is { productId: string; available: number } {
  return 'productId' in item && 'available' in item;
}
function hasStatus(item: object): boolean {
  return 'status' in item && isOrderStatus(item.status);
}
