/** Takes the orders out of the tally that were found to be paid or over. What another request has taken out makes no difference. */
import { runtime, util } from '@aws-appsync/utils';
import type { DynamoDBUpdateItemRequest } from '@aws-appsync/utils';
import { failIfDataSourceFailed } from '../fail.ts';
import type { CreateOrderContext } from './stash.ts';

export function request(ctx: CreateOrderContext): DynamoDBUpdateItemRequest {
  const { limited, settled } = ctx.stash;
  if (!settled || !limited) return runtime.earlyReturn({}, { skipTo: 'NEXT' });
  return {
    operation: 'UpdateItem',
    key: util.dynamodb.toMapValues({ customerId: limited.customerId }),
    update: {
      expression: 'DELETE #unpaid :settled',
      expressionNames: { '#unpaid': 'unpaid' },
      expressionValues: { ':settled': util.dynamodb.toStringSet(settled) },
    },
  };
}

export function response(ctx: CreateOrderContext): null {
  failIfDataSourceFailed(ctx);
  return null;
}
