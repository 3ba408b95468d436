/** Turns the order back. */
import type { DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import type { MutationCancelOrderArgs } from '../../domain/schema.generated.ts';
import type { Transaction } from '../lost-race.ts';
import { afterMove, writeMove } from '../move-order.ts';
import type { MovingContext } from '../move-order.ts';

export function request(ctx: MovingContext<MutationCancelOrderArgs>): DynamoDBTransactWriteItemsRequest {
  return writeMove(ctx, 'CANCELLATION_REQUESTED', {});
}

export function response(ctx: MovingContext<MutationCancelOrderArgs, Transaction | null>): null {
  return afterMove(ctx);
}
