/** Adds a product to the catalogue. One that is there stays as it is: its stock may have been sold. */
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Product } from '../../domain/schema.generated.ts';
import { database } from '../shared/clients/database.ts';
import { environment } from '../shared/clients/environment.ts';
import { writeOnCondition } from '../shared/clients/write-on-condition.ts';

export async function putNewProduct(product: Product): Promise<void> {
  const put = new PutCommand({
    TableName: environment('PRODUCTS_TABLE'),
    Item: product,
    ConditionExpression: 'attribute_not_exists(productId)',
  });
  await writeOnCondition(() => database.send(put));
}
