/**
 * Idempotency records, in the layout of Powertools' DynamoDB persistence layer: `id`, `status`, `expiration` in epoch
 * seconds, `data` the result, `validation` the input that must not change, of which Powertools keeps a hash.
 */
import { util } from '@aws-appsync/utils';
import type { OrderRequest, StoredOrder } from '../../domain/order.ts';
import type { Caller } from '../caller.ts';
import { checkText } from '../check-text.ts';
import { fail } from '../fail.ts';
import { headerOf } from '../header.ts';
import { recordId } from '../idempotency-record.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { CreateOrderContext, OrderAnswer, RecordKey } from './stash.ts';

/** How long a key returns its first result again. */
const LIFETIME_SECONDS = 600;

export type IdempotencyRecord = RecordKey & {
  readonly status: 'COMPLETED';
  readonly expiration: number;
  readonly data: OrderAnswer;
};

/** The client's key: the argument, or else the header `x-idempotency-key`. */
export function idempotencyKeyOf(ctx: CreateOrderContext): string | undefined {
  const argument = ctx.args.idempotencyKey;
  const header = headerOf(ctx, 'x-idempotency-key');
  const key = argument ?? header;
  const field = argument === key ? 'idempotencyKey' : 'header x-idempotency-key';
  if (key === undefined || key === null) return undefined;
  if (typeof key !== 'string') return fail('InvalidInput', `${field}: must be given once`);
  checkText(key, 255, field);
  return key;
}

/**
 * The record of a caller's key. It holds a fingerprint of the payment token, which differs for another token and can't be turned back into one.
 */
export function recordFor(caller: Caller, key: string, request: OrderRequest): RecordKey {
  const items = request.items.map((item) => [item.productId, item.quantity, item.price]);
  const email = request.email ? request.email : null;
  return {
    id: recordId('createOrder', caller.id, key),
    validation: JSON.stringify([request.customerId, fingerprintOf(request.paymentMethodId), items, email]),
  };
}

/** The record to keep, for ten minutes from now. */
export function newRecord(key: RecordKey, order: StoredOrder): IdempotencyRecord {
  const { paymentMethodId: _, ...answer } = order;
  return {
    id: key.id,
    validation: key.validation,
    status: 'COMPLETED',
    expiration: util.time.nowEpochSeconds() + LIFETIME_SECONDS,
    data: answer,
  };
}

/**
 * The result that a record holds, or undefined if there is no record or it has expired (its deletion may take days).
 * Ends the field with `IdempotencyKeyReused` if it belongs to another input.
 */
export function answerOf(record: IdempotencyRecord | null | undefined, key: RecordKey): OrderAnswer | undefined {
  if (!record || record.expiration <= util.time.nowEpochSeconds()) return undefined;
  if (record.validation !== key.validation) {
    return fail('IdempotencyKeyReused', 'This idempotency key was used for another order in the last 10 minutes');
  }
  return record.data;
}
