/** Reading one order for a caller. Another customer's order is `OrderNotFound`, as if it didn't exist. */
import { util } from '@aws-appsync/utils';
import type { Context, DynamoDBGetItemRequest } from '@aws-appsync/utils';
import type { StoredOrder } from '../domain/order.ts';
import { callerOf, maySee } from './caller.ts';
import { checkText } from './check-text.ts';
import { fail, failIfDataSourceFailed } from './fail.ts';

type Arguments = { orderId: string };
/** The context of a field with this stash. */
export type OrderContext<Stash extends object = Record<string, never>> = Context<
  Arguments,
  Stash,
  undefined,
  undefined,
  StoredOrder | null
>;

/** Reads what was last written, so that a client sees its own order at once. */
export function getOrder(orderId: string): DynamoDBGetItemRequest {
  checkText(orderId, 64, 'orderId');
  return { operation: 'GetItem', key: util.dynamodb.toMapValues({ orderId }), consistentRead: true };
}

/** The order that was read. Ends the field with `OrderNotFound` if there is none that the caller may see. */
export function foundOrder<Stash extends object>(ctx: OrderContext<Stash>): StoredOrder {
  failIfDataSourceFailed(ctx);
  const order = ctx.result;
  if (!order || !maySee(callerOf(ctx), order.customerId)) {
    return fail('OrderNotFound', `There is no order ${ctx.args.orderId}`);
  }
  return order;
}
