/** What staff have changed about a product, newest first, a page at a time: its partition of the outbox. */
import { util } from '@aws-appsync/utils';
import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import { partitionOf } from '../domain/product-event.ts';
import type { StoredProductEvent } from '../domain/product-event.ts';
import type { ProductEvent, QueryProductHistoryArgs } from '../domain/schema.generated.ts';
import { staffOf } from './caller.ts';
import { checkText } from './check-text.ts';
import { failIfDataSourceFailed } from './fail.ts';
import { failIfTokenIsBad, pageOf } from './page.ts';

type Page<Event> = { readonly items: Event[]; readonly nextToken: string | null };
type HistoryContext = Context<
  QueryProductHistoryArgs,
  Record<string, never>,
  undefined,
  undefined,
  Page<StoredProductEvent>
>;

export function request(ctx: HistoryContext): DynamoDBQueryRequest {
  staffOf(ctx, 'Only staff see what was changed about a product');
  checkText(ctx.args.productId, 64, 'productId');
  return {
    operation: 'Query',
    query: {
      expression: '#orderId = :partition',
      expressionNames: { '#orderId': 'orderId' },
      expressionValues: util.dynamodb.toMapValues({ ':partition': partitionOf(ctx.args.productId) }),
    },
    scanIndexForward: false,
    consistentRead: true,
    ...pageOf(ctx.args),
  };
}

export function response(ctx: HistoryContext): Page<ProductEvent> {
  failIfTokenIsBad(ctx, 'productHistory');
  failIfDataSourceFailed(ctx);
  const { items, nextToken } = ctx.result;
  return { items: items.map(({ payload, ...event }) => ({ ...event, ...payload })), nextToken };
}
