/** Adds a product to the catalogue, and leaves one alone that is there: its stock may have been sold. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Product } from '../../domain/schema.generated.ts';
import { environment } from '../shared/clients/environment.ts';
import { database } from '../shared/clients/database.ts';

export async function putNewProduct(product: Product): Promise<void> {
  const put = new PutCommand({
    TableName: environment('PRODUCTS_TABLE'),
    Item: product,
    ConditionExpression: 'attribute_not_exists(productId)',
  });
  try {
    await database.send(put);
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
