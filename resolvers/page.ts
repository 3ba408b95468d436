/** Fields that return a list a page at a time. */
import type { Context } from '@aws-appsync/utils';
import { fail } from './fail.ts';

type PageArguments = { limit?: number | null; nextToken?: string | null };

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;

/** Which page of a query or scan is asked for. Ends the field with `InvalidInput` if `limit` is out of bounds. */
export function pageOf({ limit, nextToken }: PageArguments): { limit: number; nextToken?: string } {
  const count = limit ?? DEFAULT_LIMIT;
  if (count < 1 || count > MAX_LIMIT) fail('InvalidInput', `limit: must be from 1 to ${MAX_LIMIT}`);
  return { limit: count, ...(isGiven(nextToken) ? { nextToken } : {}) };
}

/** Ends the field with `InvalidInput` if AppSync has rejected the token. `field` is the one whose tokens are good. */
export function failIfTokenIsBad(ctx: Context<PageArguments>, field: string): void {
  if (ctx.error && isGiven(ctx.args.nextToken) && ctx.error.type.indexOf('UserIllegalArgument') >= 0) {
    fail('InvalidInput', `nextToken: must be one that ${field} has returned`);
  }
}

/** An argument that is left out, or null, isn't given. */
function isGiven(argument: string | null | undefined): argument is string {
  return typeof argument === 'string';
}
