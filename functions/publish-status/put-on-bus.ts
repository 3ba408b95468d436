/** Puts an event on the event bus, for whatever else wants to know about orders. */
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { eventSource, toEnvelope } from '../../domain/event-envelope.ts';
import type { OutboxEvent } from '../../domain/order-event.ts';
import { environment } from '../environment.ts';
import { requestHandler } from '../request-timeouts.ts';

const eventBridge = new EventBridgeClient({ requestHandler });

/** Throws when the bus does not take the event; it reports that in an answer which looks like success. */
export async function putOnBus(event: OutboxEvent): Promise<void> {
  const entry = {
    EventBusName: environment('EVENT_BUS_NAME'),
    Source: eventSource,
    DetailType: event.eventType,
    Time: new Date(event.occurredAt),
    Detail: JSON.stringify(toEnvelope(event)),
    TraceHeader: event.traceId,
  };
  const { FailedEntryCount, Entries } = await eventBridge.send(new PutEventsCommand({ Entries: [entry] }));
  if (FailedEntryCount) {
    const { ErrorCode, ErrorMessage } = Entries?.[0] ?? {};
    throw new Error(`The event bus refused the event: ${ErrorCode} ${ErrorMessage}`);
  }
}
