/** What keeps a restock from being counted twice: an idempotency record of the product and the caller's id for it. */
import { util } from '@aws-appsync/utils';
import { EVENT_RETENTION_SECONDS } from '../../domain/order-event.ts';
import type { MutationRestockProductArgs } from '../../domain/schema.generated.ts';
import { recordId } from '../idempotency-record.ts';

/** Most stocks are below this by far. With what orders put back, a stock stays a whole number of GraphQL's `Int`. */
export const MAX_STOCK = 1_000_000_000;

export type RestockRecord = {
  readonly id: string;
  readonly status: 'COMPLETED';
  /** Epoch seconds. As long as the event is kept, the id means this restock. */
  readonly expiration: number;
  /** The version that it has given the product. */
  readonly data: { readonly version: number };
  /** The quantity, which must not change. */
  readonly validation: string;
};

export function restockRecordId({ productId, restockId }: MutationRestockProductArgs): string {
  return recordId('restockProduct', productId, restockId);
}

export function newRestockRecord(args: MutationRestockProductArgs, version: number): RestockRecord {
  return {
    id: restockRecordId(args),
    status: 'COMPLETED',
    expiration: util.time.nowEpochSeconds() + EVENT_RETENTION_SECONDS,
    data: { version },
    validation: validationOf(args),
  };
}

/** Whether the record is alive; its deletion may take days. */
export function isAlive(record: RestockRecord | null | undefined): record is RestockRecord {
  return record ? record.expiration > util.time.nowEpochSeconds() : false;
}

export function validationOf({ quantity }: MutationRestockProductArgs): string {
  return `${quantity}`;
}
