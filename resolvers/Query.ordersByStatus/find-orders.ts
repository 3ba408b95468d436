/** Reads a page of the index: open orders oldest first, as they wait for somebody; others newest first. */
import { util } from '@aws-appsync/utils';
import type { DynamoDBQueryRequest } from '@aws-appsync/utils';
import { isFinal } from '../../domain/order-status.ts';
import { failIfDataSourceFailed } from '../fail.ts';
import { failIfTokenIsBad, pageOf } from '../page.ts';
import type { OrdersByStatusContext } from './stash.ts';

type Page = { readonly items: { readonly orderId: string }[]; readonly nextToken: string | null };

export function request(ctx: OrdersByStatusContext): DynamoDBQueryRequest {
  const { status } = ctx.stash;
  return {
    operation: 'Query',
    index: 'byStatus',
    query: {
      expression: '#status = :status',
      expressionNames: { '#status': 'status' },
      expressionValues: util.dynamodb.toMapValues({ ':status': status }),
    },
    scanIndexForward: !isFinal(status),
    ...pageOf(ctx.args),
  };
}

export function response(ctx: OrdersByStatusContext<Page>): null {
  failIfTokenIsBad(ctx, 'ordersByStatus');
  failIfDataSourceFailed(ctx);
  const { items, nextToken } = ctx.result;
  ctx.stash.orderIds = items.map(({ orderId }) => orderId);
  ctx.stash.nextToken = nextToken;
  ctx.stash.orders = [];
  return null;
}
