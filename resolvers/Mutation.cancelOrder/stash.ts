/** What the functions of the pipeline pass on to each other. */
import type { Context } from '@aws-appsync/utils';
import type { StoredOrder } from '../../domain/order.ts';
import type { MutationCancelOrderArgs } from '../../domain/schema.generated.ts';

export type CancelOrderStash = {
  /** The order as it was last read. */
  order: StoredOrder;
  /** The order once it is cancelled; then nothing more is read or written. */
  cancelled?: StoredOrder;
};

export type CancelOrderContext<Result = unknown> = Context<
  MutationCancelOrderArgs,
  CancelOrderStash,
  undefined,
  undefined,
  Result
>;
