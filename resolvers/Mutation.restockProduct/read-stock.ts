/** Reads the product and the record of the restock, and decides whether it is counted, or still has to be. */
import { util } from '@aws-appsync/utils';
import type { DynamoDBBatchGetItemRequest } from '@aws-appsync/utils';
import type { StoredProduct } from '../../domain/product-event.ts';
import type { MutationRestockProductArgs } from '../../domain/schema.generated.ts';
import { isPartUnread } from '../batch.ts';
import type { BatchResult } from '../batch.ts';
import { foundProduct, skipOnceChanged } from '../change-product.ts';
import type { ChangingContext } from '../change-product.ts';
import { fail, failIfDataSourceFailed } from '../fail.ts';
import { tableName } from '../table-name.ts';
import { isAlive, MAX_STOCK, restockRecordId, validationOf } from './restock-record.ts';
import type { RestockRecord } from './restock-record.ts';

type Row = StoredProduct | RestockRecord | null | undefined;
type Batch = BatchResult<StoredProduct | RestockRecord>;

export function request(ctx: ChangingContext<MutationRestockProductArgs>): DynamoDBBatchGetItemRequest {
  skipOnceChanged(ctx);
  const { productId } = ctx.args;
  const keys = (key: Record<string, string>) => ({ keys: [util.dynamodb.toMapValues(key)], consistentRead: true });
  return {
    operation: 'BatchGetItem',
    tables: {
      [tableName(ctx, 'PRODUCTS_TABLE')]: keys({ productId }),
      [tableName(ctx, 'IDEMPOTENCY_TABLE')]: keys({ id: restockRecordId(ctx.args) }),
    },
  };
}

export function response(ctx: ChangingContext<MutationRestockProductArgs, Batch>): null {
  failIfDataSourceFailed(ctx);
  if (isPartUnread(ctx.result)) {
    fail('Conflict', 'The database is busy and the stock is not changed; please send it again');
  }
  const [productRow] = ctx.result.data[tableName(ctx, 'PRODUCTS_TABLE')] ?? [];
  const [recordRow] = ctx.result.data[tableName(ctx, 'IDEMPOTENCY_TABLE')] ?? [];
  const product = foundProduct(isProduct(productRow) ? productRow : null, ctx.args.productId);
  const record = isRecord(recordRow) && isAlive(recordRow) ? recordRow : null;
  if (record && record.validation !== validationOf(ctx.args)) {
    return fail('IdempotencyKeyReused', 'restockId: was used for another quantity of the product');
  }
  ctx.stash.product = product;
  if (record) ctx.stash.changed = product;
  else checkStock(product, ctx.args.quantity);
  return null;
}

function checkStock({ available }: StoredProduct, quantity: number): void {
  if (available + quantity < 0) {
    fail('InvalidInput', `quantity: must be at least ${0 - available}, which takes out all that are left`);
  }
  if (available + quantity > MAX_STOCK) {
    fail('InvalidInput', `quantity: must be at most ${MAX_STOCK - available}, which makes a stock of ${MAX_STOCK}`);
  }
}

function isProduct(row: Row): row is StoredProduct {
  return !!row && Object.hasOwn(row, 'productId');
}

function isRecord(row: Row): row is RestockRecord {
  return !!row && Object.hasOwn(row, 'validation');
}
