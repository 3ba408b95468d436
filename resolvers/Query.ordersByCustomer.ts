/** A customer's orders, newest first, a page at a time. */
import { util } from '@aws-appsync/utils';
import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import type { StoredOrder } from '../domain/order.ts';
import type { QueryOrdersByCustomerArgs } from '../domain/schema.generated.ts';
import { callerOf, customerOf } from './caller.ts';
import { failIfDataSourceFailed } from './fail.ts';
import { failIfTokenIsBad, pageOf } from './page.ts';
import { showOrder } from './show-order.ts';

type Page = { items: StoredOrder[]; nextToken: string | null };
type OrdersContext = Context<QueryOrdersByCustomerArgs, Record<string, never>, undefined, undefined, Page>;

export function request(ctx: OrdersContext): DynamoDBQueryRequest {
  const customerId = customerOf(callerOf(ctx), ctx.args.customerId, 'customerId');
  return {
    operation: 'Query',
    index: 'byCustomer',
    query: {
      expression: '#customerId = :customerId',
      expressionNames: { '#customerId': 'customerId' },
      expressionValues: util.dynamodb.toMapValues({ ':customerId': customerId }),
    },
    scanIndexForward: false,
    ...pageOf(ctx.args),
  };
}

export function response(ctx: OrdersContext): Page {
  failIfTokenIsBad(ctx, 'ordersByCustomer');
  failIfDataSourceFailed(ctx);
  const { items, nextToken } = ctx.result;
  const caller = callerOf(ctx);
  return { items: items.map((order) => showOrder(caller, order)), nextToken };
}
