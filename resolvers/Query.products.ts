/** The catalogue: small enough to be read in one go (a scan reads up to 1 MB, some thousand products). */
import type { Context, DynamoDBScanRequest } from '@aws-appsync/utils';
import type { Product } from '../domain/schema.generated.ts';
import { failIfDataSourceFailed } from './fail.ts';

type ProductsContext = Context<unknown, Record<string, never>, undefined, undefined, { items: Product[] }>;

export function request(): DynamoDBScanRequest {
  return { operation: 'Scan' };
}

export function response(ctx: ProductsContext): Product[] {
  failIfDataSourceFailed(ctx);
  return ctx.result.items;
}
