/** The catalogue, a page at a time. */
import type { Context, DynamoDBScanRequest } from '@aws-appsync/utils';
import type { Product, QueryProductsArgs } from '../domain/schema.generated.ts';
import { failIfDataSourceFailed } from './fail.ts';
import { failIfTokenIsBad, pageOf } from './page.ts';

type Page = { items: Product[]; nextToken: string | null };
type ProductsContext = Context<QueryProductsArgs, Record<string, never>, undefined, undefined, Page>;

export function request(ctx: ProductsContext): DynamoDBScanRequest {
  return { operation: 'Scan', ...pageOf(ctx.args) };
}

export function response(ctx: ProductsContext): Page {
  failIfTokenIsBad(ctx, 'products');
  failIfDataSourceFailed(ctx);
  const { items, nextToken } = ctx.result;
  return { items, nextToken };
}
