/** When, by whom and by which request something happens to an order or a product: what the event about it holds. */
import { util } from '@aws-appsync/utils';
import type { Context } from '@aws-appsync/utils';
import type { Occurrence } from '../domain/order-event.ts';
import { traceHeaderOf, traceIdOf } from '../domain/trace-header.ts';
import { actorOf, callerOf } from './caller.ts';
import { headerOf } from './header.ts';

/** A new event, now. Its trace is the header that AppSync adds to every request; a bad one of the client's is left out. */
export function occurrenceOf(ctx: Context): Occurrence {
  return {
    eventId: util.autoId(),
    occurredAt: util.time.nowISO8601(),
    occurredAtEpochSeconds: util.time.nowEpochSeconds(),
    actor: actorOf(callerOf(ctx)),
    traceId: traceHeaderOf(headerOf(ctx, 'x-amzn-trace-id')),
  };
}

/** The correlation id of an order that begins with it: the id of the request's trace, or a new one if the header is bad. */
export function correlationIdOf({ traceId }: Occurrence): string {
  const id = traceIdOf(traceId ?? null);
  return id === null ? util.autoId() : id;
}
