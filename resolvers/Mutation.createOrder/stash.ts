/** What the functions of the pipeline pass on to each other. */
import type { Context } from '@aws-appsync/utils';
import type { OrderRequest, StoredOrder } from '../../domain/order.ts';
import type { MutationCreateOrderArgs } from '../../domain/schema.generated.ts';

/** The id of a key's record, and the input that its result belongs to, as a string. */
export type RecordKey = { readonly id: string; readonly validation: string };

/** What the client gets and the record of its key holds: no payment token. */
export type OrderAnswer = Omit<StoredOrder, 'paymentMethodId'>;

export type CreateOrderStash = {
  /** What is asked for, checked. */
  wanted: OrderRequest;
  /** Absent when the client gave no idempotency key. */
  record?: RecordKey;
  /** The currency of the products. */
  currency: string;
  /** The order that is being written. */
  order: StoredOrder;
  /** What the client gets; once it is there, nothing more is read or written. */
  answer?: OrderAnswer | undefined;
};

export type CreateOrderContext<Result = unknown> = Context<
  MutationCreateOrderArgs,
  CreateOrderStash,
  undefined,
  undefined,
  Result
>;
