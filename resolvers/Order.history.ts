/** What happened to an order, oldest first: its partition of the outbox. Customers don't learn which of the staff did it. */
import { util } from '@aws-appsync/utils';
import type { Context, DynamoDBQueryRequest } from '@aws-appsync/utils';
import type { OutboxEvent } from '../domain/order-event.ts';
import { callerOf } from './caller.ts';
import { failIfDataSourceFailed } from './fail.ts';

type HistoryContext = Context<unknown, Record<string, never>, undefined, { orderId: string }, { items: OutboxEvent[] }>;

export function request(ctx: HistoryContext): DynamoDBQueryRequest {
  return {
    operation: 'Query',
    query: {
      expression: '#orderId = :orderId',
      expressionNames: { '#orderId': 'orderId' },
      expressionValues: util.dynamodb.toMapValues({ ':orderId': ctx.source?.orderId }),
    },
    consistentRead: true,
  };
}

export function response(ctx: HistoryContext): OutboxEvent[] {
  failIfDataSourceFailed(ctx);
  const { items } = ctx.result;
  return callerOf(ctx).actsForAnyone ? items : items.map(withoutActor);
}

function withoutActor({ actor: _, ...event }: OutboxEvent): OutboxEvent {
  return event;
}
