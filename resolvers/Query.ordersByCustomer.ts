/** A customer's orders, newest first, a page at a time. */
import { util } from '@aws-appsync/utils';
import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import type { StoredOrder } from '../domain/order.ts';
import type { QueryOrdersByCustomerArgs } from '../domain/schema.generated.ts';
import { callerOf, customerOf } from './caller.ts';
import { fail, failIfDataSourceFailed } from './fail.ts';
import { showOrder } from './show-order.ts';

type Page = { items: StoredOrder[]; nextToken: string | null };
type OrdersContext = Context<QueryOrdersByCustomerArgs, Record<string, never>, undefined, undefined, Page>;

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;

export function request(ctx: OrdersContext): DynamoDBQueryRequest {
  const customerId = customerOf(callerOf(ctx), ctx.args.customerId, 'customerId');
  const { nextToken } = ctx.args;
  const limit = ctx.args.limit ?? DEFAULT_LIMIT;
  if (limit < 1 || limit > MAX_LIMIT) fail('InvalidInput', `limit: must be from 1 to ${MAX_LIMIT}`);
  return {
    operation: 'Query',
    index: 'byCustomer',
    query: {
      expression: '#customerId = :customerId',
      expressionNames: { '#customerId': 'customerId' },
      expressionValues: util.dynamodb.toMapValues({ ':customerId': customerId }),
    },
    scanIndexForward: false,
    limit,
    ...(isGiven(nextToken) ? { nextToken } : {}),
  };
}

export function response(ctx: OrdersContext): Page {
  if (ctx.error && isGiven(ctx.args.nextToken) && ctx.error.type.indexOf('UserIllegalArgument') >= 0) {
    fail('InvalidInput', 'nextToken: must be one that ordersByCustomer has returned');
  }
  failIfDataSourceFailed(ctx);
  const { items, nextToken } = ctx.result;
  const caller = callerOf(ctx);
  return { items: items.map((order) => showOrder(caller, order)), nextToken };
}

/** An argument that is left out, or null, isn't given. */
function isGiven(argument: string | null | undefined): argument is string {
  return typeof argument === 'string';
}
