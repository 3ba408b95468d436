/** Changes of a product's stock, to be written in the transaction that moves the order. */
import type { OrderItem, RestockedItem } from '../../../domain/schema.generated.ts';
import { environment } from '../clients/environment.ts';
import type { TransactItem } from '../clients/database.ts';

/** Takes an item's quantity out of the stock. The condition fails when fewer are left. */
export function takeFromStock(item: OrderItem): TransactItem {
  return changeStock(item, 'SET available = available - :quantity', 'available >= :quantity');
}

/** Puts an item's quantity back. */
export function returnToStock(item: RestockedItem): TransactItem {
  return changeStock(item, 'SET available = available + :quantity', 'attribute_exists(productId)');
}

function changeStock({ productId, quantity }: RestockedItem, change: string, condition: string): TransactItem {
  return {
    Update: {
      TableName: environment('PRODUCTS_TABLE'),
      Key: { productId },
      UpdateExpression: change,
      ConditionExpression: condition,
      ExpressionAttributeValues: { ':quantity': quantity },
    },
  };
}
