/**
 * The memory of answers, in the layout of Powertools' DynamoDB persistence layer: `id`, `status`, `expiration` in epoch
 * seconds, `data` the answer, `validation` what must not change. Powertools keeps a hash there; APPSYNC_JS has none.
 */
import { util } from '@aws-appsync/utils';
import type { OrderRequest, StoredOrder } from '../../domain/order.ts';
import type { Caller } from '../caller.ts';
import { checkText } from '../check-text.ts';
import { fail } from '../fail.ts';
import { headerOf } from '../header.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { CreateOrderContext, OrderAnswer, RecordKey } from './stash.ts';

/** How long a key gives its first answer again. */
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
 * The record of a caller's key: keys of different callers never meet, because `#` stands between the parts alone. Of the
 * payment token it has a fingerprint, which tells another token and can't be turned back into one.
 */
export function recordFor(caller: Caller, key: string, request: OrderRequest): RecordKey {
  const items = request.items.map((item) => [item.productId, item.quantity, item.price]);
  const email = request.email ? request.email : null;
  return {
    id: ['createOrder', escaped(caller.id), escaped(key)].join('#'),
    validation: JSON.stringify([request.customerId, fingerprintOf(request.paymentMethodId), items, email]),
  };
}

function escaped(part: string): string {
  return part.split('%').join('%25').split('#').join('%23');
}

/** What to remember, from now on for ten minutes. */
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
 * The answer that a record holds, or undefined when there is no record or it has expired (its deletion may take days).
 * `IdempotencyKeyReused` when it belongs to another input.
 */
export function answerOf(record: IdempotencyRecord | null | undefined, key: RecordKey): OrderAnswer | undefined {
  if (!record || record.expiration <= util.time.nowEpochSeconds()) return undefined;
  if (record.validation !== key.validation) {
    return fail('IdempotencyKeyReused', 'This idempotency key was used for another order in the last 10 minutes');
  }
  return record.data;
}
