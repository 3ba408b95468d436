/**
 * Counts the order of a limited customer, once it is known to be a good one and before it is written: of requests at the same
 * instant, exactly as many get through as the limit of this minute allows. It stays outside of the order's transaction, in which
 * orders of one customer at the same instant would cancel each other.
 */
import { runtime, util } from '@aws-appsync/utils';
import type { DynamoDBUpdateItemRequest } from '@aws-appsync/utils';
import { instantOf, markOf, minuteOf, minutesBefore, TALLY_RETENTION_SECONDS } from '../../domain/caller-limits.ts';
import { failIfDataSourceFailed } from '../fail.ts';
import { limitsOf } from './limits.ts';
import { newOrderOf } from './new-order.ts';
import type { CreateOrderContext } from './stash.ts';
import { secondsBefore, tooManyThisMinute } from './tally.ts';

const HOUR_SECONDS = 60 * 60;
/** A minute that another request may still count in, by a clock that is a little late. */
const LATE_SECONDS = 60;

export function request(ctx: CreateOrderContext): DynamoDBUpdateItemRequest {
  const { limited } = ctx.stash;
  if (!limited) return runtime.earlyReturn({}, { skipTo: 'NEXT' });
  const { orderId, occurrence } = newOrderOf(ctx);
  const counted = util.dynamodb.toString(limited.countsAs);
  const minute = minuteOf(occurrence.occurredAt);
  const cleaning = cleaningOf(ctx);
  return {
    operation: 'UpdateItem',
    key: util.dynamodb.toMapValues({ customerId: limited.customerId }),
    update: {
      expression: ['ADD #minute :counted, #unpaid :mark SET #expiresAt = :expiresAt', ...cleaning.clauses].join(' '),
      expressionNames: { '#minute': minute, '#unpaid': 'unpaid', '#expiresAt': 'expiresAt', ...cleaning.names },
      expressionValues: {
        ':counted': util.dynamodb.toStringSet([limited.countsAs]),
        ':mark': util.dynamodb.toStringSet([markOf(occurrence.occurredAt, orderId)]),
        ':expiresAt': util.dynamodb.toNumber(occurrence.occurredAtEpochSeconds + TALLY_RETENTION_SECONDS),
        ...cleaning.values,
      },
    },
    condition: {
      expression: 'attribute_not_exists(#ordered) OR size(#ordered) < :max OR contains(#ordered, :one)',
      expressionNames: { '#ordered': minute },
      expressionValues: { ':max': util.dynamodb.toNumber(limitsOf(ctx).ordersPerMinute), ':one': counted },
    },
  };
}

export function response(ctx: CreateOrderContext): null {
  if (ctx.error && ctx.error.type.indexOf('ConditionalCheckFailed') >= 0) tooManyThisMinute(ctx);
  failIfDataSourceFailed(ctx);
  return null;
}

type Cleaning = {
  readonly clauses: string[];
  readonly names: Record<string, string>;
  readonly values: Record<string, unknown>;
};

/** Takes out what was read and counts no more. Several requests may do that at the same instant. */
function cleaningOf(ctx: CreateOrderContext): Cleaning {
  const { tally } = ctx.stash;
  const clauses: string[] = [];
  const names: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  if (!tally) return { clauses, names, values };

  const minutes = minutesBefore(tally, secondsBefore(ctx, LATE_SECONDS));
  minutes.forEach((minute, index) => {
    names[`#past${index}`] = minute;
  });
  if (minutes.length > 0) clauses.push(`REMOVE ${Object.keys(names).join(', ')}`);

  const anHourAgo = secondsBefore(ctx, HOUR_SECONDS);
  const past = (tally.refused ?? []).filter((mark) => instantOf(mark) < anHourAgo);
  if (past.length > 0) {
    clauses.push('DELETE #refused :past');
    names['#refused'] = 'refused';
    values[':past'] = util.dynamodb.toStringSet(past);
  }
  return { clauses, names, values };
}
