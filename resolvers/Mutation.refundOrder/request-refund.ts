/** Writes the refund on its order, with the event that starts its saga. */
import { util } from '@aws-appsync/utils';
import type { DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import type { MutationRefundOrderArgs, Refund } from '../../domain/schema.generated.ts';
import type { Transaction } from '../lost-race.ts';
import { afterMove, skipOnceMoved, writeMove } from '../move-order.ts';
import type { MovingContext } from '../move-order.ts';

export function request(ctx: MovingContext<MutationRefundOrderArgs>): DynamoDBTransactWriteItemsRequest {
  skipOnceMoved(ctx);
  const { refundId, amount, restock } = ctx.args;
  const requestedAt = util.time.nowISO8601();
  const items = { restock: restock ?? [], restocked: false };
  const refund: Refund = { refundId, amount, status: 'REQUESTED', ...items, requestedAt };
  return writeMove(ctx, 'REFUND_REQUESTED', { refund });
}

export function response(ctx: MovingContext<MutationRefundOrderArgs, Transaction | null>): null {
  return afterMove(ctx);
}
