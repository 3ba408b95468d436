/** Runs when another request with the same key was written at the same instant: returns that one's result. */
import { runtime, util } from '@aws-appsync/utils';
import type { DynamoDBGetItemRequest } from '@aws-appsync/utils';
import { fail, failIfDataSourceFailed } from '../fail.ts';
import { answerOf } from './idempotency.ts';
import type { IdempotencyRecord } from './idempotency.ts';
import type { CreateOrderContext } from './stash.ts';

export function request(ctx: CreateOrderContext): DynamoDBGetItemRequest {
  const { answer, record } = ctx.stash;
  if (answer) runtime.earlyReturn(answer, { skipTo: 'END' });
  if (!record) return conflict();
  return { operation: 'GetItem', key: util.dynamodb.toMapValues({ id: record.id }), consistentRead: true };
}

export function response(ctx: CreateOrderContext<IdempotencyRecord | null>): null {
  failIfDataSourceFailed(ctx);
  const { record } = ctx.stash;
  const answer = record ? answerOf(ctx.result, record) : undefined;
  ctx.stash.answer = answer ? answer : conflict();
  return null;
}

function conflict(): never {
  return fail('Conflict', 'The order was not placed; please send it again');
}
