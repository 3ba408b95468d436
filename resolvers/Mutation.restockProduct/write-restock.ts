/** Changes the stock by the quantity, whatever orders take out at the same time, and writes the event and the record. */
import type { DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import type { MutationRestockProductArgs } from '../../domain/schema.generated.ts';
import { afterChange, skipOnceChanged, writeChange } from '../change-product.ts';
import type { ChangingContext } from '../change-product.ts';
import { putRecord } from '../idempotency-record.ts';
import type { Transaction } from '../lost-race.ts';
import { tableName } from '../table-name.ts';
import { MAX_STOCK, newRestockRecord } from './restock-record.ts';

export function request(ctx: ChangingContext<MutationRestockProductArgs>): DynamoDBTransactWriteItemsRequest {
  skipOnceChanged(ctx);
  const { product } = ctx.stash;
  const { quantity, restockId } = ctx.args;
  const record = newRestockRecord(ctx.args, (product.version ?? 0) + 1);
  return writeChange(ctx, {
    changed: { ...product, available: product.available + quantity },
    eventType: 'PRODUCT_RESTOCKED',
    payload: { restockId, quantity },
    assignment: {
      expression: '#available = #available + :quantity',
      names: { '#available': 'available' },
      values: { ':quantity': quantity },
    },
    // Orders may have taken some since the stock was read.
    condition: {
      expression: '#left >= :least AND #left <= :most',
      names: { '#left': 'available' },
      values: { ':least': Math.max(0, -quantity), ':most': Math.min(MAX_STOCK, MAX_STOCK - quantity) },
    },
    alongside: [putRecord(tableName(ctx, 'IDEMPOTENCY_TABLE'), record)],
  });
}

export function response(ctx: ChangingContext<MutationRestockProductArgs, Transaction | null>): null {
  return afterChange(ctx);
}
