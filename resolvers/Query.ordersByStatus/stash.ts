/** What the functions of the pipeline pass on to each other. */
import type { Context } from '@aws-appsync/utils';
import type { StoredOrder } from '../../domain/order.ts';
import type { OrderStatus, QueryOrdersByStatusArgs } from '../../domain/schema.generated.ts';

type Stash = {
  status: OrderStatus;
  /** Of the page, in its order. */
  orderIds: string[];
  nextToken: string | null;
  orders: StoredOrder[];
};

export type OrdersByStatusContext<Result = unknown> = Context<
  QueryOrdersByStatusArgs,
  Stash,
  undefined,
  undefined,
  Result
>;
