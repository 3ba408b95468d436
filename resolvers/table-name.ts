/** Tables are named to the API by its environment variables. */
import { util } from '@aws-appsync/utils';
import type { Context } from '@aws-appsync/utils';

type TableVariable = 'ORDERS_TABLE' | 'OUTBOX_TABLE' | 'IDEMPOTENCY_TABLE' | 'PRODUCTS_TABLE' | 'CALLER_LIMITS_TABLE';

/** The name of a table for a batch or transaction. */
export function tableName(ctx: Context, variable: TableVariable): string {
  const name = ctx.env[variable];
  return name ? name : util.error(`The API has no environment variable ${variable}`);
}
