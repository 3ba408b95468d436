/** One order's events from its creation to its final status, whatever happens to the connection meanwhile. */
import { OrdersError } from './errors.ts';
import { createEventSequence } from './event-sequence.ts';
import { createInbox } from './inbox.ts';
import { OrderStatusDocument } from './operations.generated.ts';
import { FINAL_STATUSES } from './order-status.ts';
import type { RealtimeConnection } from './realtime-connection.ts';
import type { OrderEvent, OrderWithHistory } from './types.ts';

/**
 * How long no event may come before the history is read again, in milliseconds. AppSync may acknowledge a subscription a
 * moment before it is live, so an event between the two is lost (aws/aws-appsync-community#405).
 */
const QUIET_MS = 10_000;

/** With a read every ten seconds, this is the minute after which a lost connection is given up too. */
const MAX_FAILED_READS = 6;

export async function* watchOrder(
  orderId: string,
  realtime: RealtimeConnection,
  readOrder: (orderId: string) => Promise<OrderWithHistory>,
): AsyncGenerator<OrderEvent, void, undefined> {
  const inbox = createInbox<OrderEvent>();
  const sequence = createEventSequence();

  const accept = (events: readonly OrderEvent[]): void => {
    for (const event of sequence.accept(events)) inbox.push(event);
  };

  let failedReads = 0;
  const readAll = async (): Promise<void> => {
    try {
      const { history, status } = await readOrder(orderId);
      failedReads = 0;
      const [oldest] = history;
      if (oldest) sequence.startAt(oldest.version);
      // Pushes don't have it, so a loop has the same events whichever way they come.
      accept(history.map(({ actor: _, ...event }) => event));
      if (!oldest && FINAL_STATUSES.has(status)) inbox.end();
    } catch (error) {
      // The next quiet moment or reconnection reads again.
      failedReads += 1;
      if (!isPassing(error) || failedReads > MAX_FAILED_READS) inbox.fail(error);
    }
  };

  const catchUp = (): void => {
    readAll().catch(inbox.fail);
  };

  let quietTimer = setInterval(catchUp, QUIET_MS);
  const receive = (data: unknown): void => {
    clearInterval(quietTimer);
    quietTimer = setInterval(catchUp, QUIET_MS);
    const event = eventIn(data);
    if (event) accept([event]);
    if (!event || sequence.hasGap()) catchUp();
  };

  const unsubscribe = realtime.subscribe(
    { query: OrderStatusDocument.toString(), variables: { orderId } },
    {
      started: catchUp,
      next: ({ data }) => receive(data),
      ended: (error) => {
        clearInterval(quietTimer);
        if (error === undefined) inbox.end();
        else inbox.fail(error);
      },
    },
  );
  try {
    for await (const event of inbox) {
      yield event;
      if (FINAL_STATUSES.has(event.status)) return;
    }
  } finally {
    clearInterval(quietTimer);
    unsubscribe();
  }
}

/** Whether the error says nothing about the order or the caller: the API could not be asked. */
function isPassing(error: unknown): boolean {
  return error instanceof OrdersError && PASSING.has(error.errorType);
}

const PASSING: ReadonlySet<string | null> = new Set(['NetworkError', 'TokenUnavailable', 'UnexpectedAnswer']);

/** Undefined if a field failed that may not be null: AppSync then sends null for the whole event. */
function eventIn(data: unknown): OrderEvent | undefined {
  if (typeof data !== 'object' || data === null || !('orderStatus' in data)) return undefined;
  return isOrderEvent(data.orderStatus) ? data.orderStatus : undefined;
}

/** The schema promises the members. */
function isOrderEvent(value: unknown): value is OrderEvent {
  return typeof value === 'object' && value !== null && 'version' in value && typeof value.version === 'number';
}
