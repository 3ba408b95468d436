/** Moves the order on its way, or turns it back for the reason for which it was stuck. */
import type { DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import type { MutationResumeOrderArgs } from '../../domain/schema.generated.ts';
import type { Transaction } from '../lost-race.ts';
import { afterMove, skipOnceMoved, writeMove } from '../move-order.ts';
import type { MovingContext } from '../move-order.ts';

export function request(ctx: MovingContext<MutationResumeOrderArgs>): DynamoDBTransactWriteItemsRequest {
  skipOnceMoved(ctx);
  if (!ctx.args.undo) return writeMove(ctx, 'RESUME_REQUESTED', {});
  return writeMove(ctx, 'UNDOING_REQUESTED', { failure: ctx.stash.order.forwardFailure ?? null });
}

export function response(ctx: MovingContext<MutationResumeOrderArgs, Transaction | null>): null {
  return afterMove(ctx);
}
