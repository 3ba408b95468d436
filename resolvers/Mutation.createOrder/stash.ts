/** What the functions of the pipeline pass on to each other. */
import type { Context } from '@aws-appsync/utils';
import type { Tally } from '../../domain/caller-limits.ts';
import type { Occurrence } from '../../domain/order-event.ts';
import type { OrderRequest, StoredOrder } from '../../domain/order.ts';
import type { MutationCreateOrderArgs } from '../../domain/schema.generated.ts';

/** The id of a key's record, and the input that its result belongs to, as a string. */
export type RecordKey = { readonly id: string; readonly validation: string };

/** What the client gets and the record of its key holds: no payment token. */
export type OrderAnswer = Omit<StoredOrder, 'paymentMethodId'>;

/** A caller for whom the limits of the stage hold: a customer who has signed in. */
export type LimitedCaller = {
  readonly customerId: string;
  /** What is counted: the idempotency key, so that each one counts once, or else an id of this request. */
  readonly countsAs: string;
};

export type NewOrder = { readonly orderId: string; readonly occurrence: Occurrence };

export type CreateOrderStash = {
  /** What is asked for, checked. */
  wanted: OrderRequest;
  /** Absent when the client gave no idempotency key. */
  record?: RecordKey;
  /** Absent for staff and the holder of the API key. */
  limited?: LimitedCaller;
  /** What counted against the limits when it was read; absent if nothing did. */
  tally?: Tally;
  /** Marks in it of orders that count no more. */
  settled?: string[];
  /** The currency of the products. */
  currency: string;
  newOrder?: NewOrder;
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
