/** The limits of the stage, and what happens to an order that would exceed one of them. */
import { util } from '@aws-appsync/utils';
import type { Context } from '@aws-appsync/utils';
import type { CallerLimits } from '../../domain/caller-limits.ts';
import { fail } from '../fail.ts';

/** What comes after the number of a limit, and what its customer can do besides waiting. */
const RULES: { readonly [limit in keyof CallerLimits]: readonly [rule: string, remedy: string] } = {
  ordersPerMinute: ['orders a minute', ''],
  unpaidOrders: ['unpaid orders at a time', 'Pay or cancel one, or '],
  refusedCardsPerHour: ['refused cards an hour', ''],
};

/** The API's environment variable is `callerLimits` of the stage's settings, in JSON. */
export function limitsOf(ctx: Context): CallerLimits {
  const limits: unknown = JSON.parse(ctx.env['CALLER_LIMITS'] ?? '');
  return isCallerLimits(limits) ? limits : util.error('The API has no environment variable CALLER_LIMITS');
}

function isCallerLimits(limits: unknown): limits is CallerLimits {
  return !!limits && Object.keys(RULES).every((name) => Object.hasOwn(limits, name));
}

/**
 * Ends the field with `TooManyOrders`. `errorInfo` names the limit as the stage's settings do, and after how many seconds it
 * lets an order through, if no other order is faster.
 */
export function tooManyOrders(limit: keyof CallerLimits, max: number, retryAfterSeconds: number): never {
  const [rule, remedy] = RULES[limit];
  const wait = `${remedy}${remedy ? 'try' : 'Try'} again in ${retryAfterSeconds} s`;
  return fail('TooManyOrders', `The order was not placed: the limit is ${max} ${rule}. ${wait}`, {
    limit,
    retryAfterSeconds,
  });
}
