/** Puts an event on the event bus, for other systems that follow orders and products. */
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { EVENT_SOURCE, PRODUCT_EVENT_SOURCE, toEnvelope, toProductEnvelope } from '../../../domain/event-envelope.ts';
import type { OutboxEvent } from '../../../domain/order-event.ts';
import { isOfProduct } from '../../../domain/product-event.ts';
import type { StoredProductEvent } from '../../../domain/product-event.ts';
import { traceHeaderOf } from '../../../domain/trace-header.ts';
import { environment } from '../../shared/clients/environment.ts';
import { REQUEST_HANDLER } from '../../shared/clients/request-timeouts.ts';
import { Unmendable } from '../../shared/errors/unmendable.ts';

// The caller counts the tries.
const eventBridge = new EventBridgeClient({ requestHandler: REQUEST_HANDLER, maxAttempts: 1 });

/** The request's and the entry's errors that are about the event itself (API reference of PutEvents). */
const UNMENDABLE = new Set(['ValidationException', 'SerializationException', 'InvalidArgument', 'MalformedDetail']);

/** Throws when the bus does not take the event, `Unmendable` when it never will. */
export async function putOnBus(event: OutboxEvent | StoredProductEvent): Promise<void> {
  const { ErrorCode, ErrorMessage } = await put({
    EventBusName: environment('EVENT_BUS_NAME'),
    ...(isOfProduct(event)
      ? { Source: PRODUCT_EVENT_SOURCE, Detail: JSON.stringify(toProductEnvelope(event)) }
      : { Source: EVENT_SOURCE, Detail: JSON.stringify(toEnvelope(event)) }),
    DetailType: event.eventType,
    Time: new Date(event.occurredAt),
    TraceHeader: traceHeaderOf(event.traceId) ?? undefined,
  });
  if (ErrorCode !== undefined) throw refusal(ErrorCode, ErrorMessage);
}

/** The entry's result: a response of status 200 may still say that the bus rejected it. */
async function put(entry: PutEventsRequestEntry): Promise<{ ErrorCode?: string; ErrorMessage?: string }> {
  try {
    const { FailedEntryCount = 0, Entries = [] } = await eventBridge.send(new PutEventsCommand({ Entries: [entry] }));
    const { ErrorCode = 'Unknown', ErrorMessage = '' } = Entries[0] ?? {};
    return FailedEntryCount > 0 || Entries[0]?.ErrorCode ? { ErrorCode, ErrorMessage } : {};
  } catch (error) {
    if (error instanceof Error && UNMENDABLE.has(error.name)) throw refusal(error.name, error.message);
    throw error;
  }
}

function refusal(code: string, message = ''): Error {
  const text = `The event bus refused the event: ${code} ${message}`;
  return UNMENDABLE.has(code) ? new Unmendable(text) : new Error(text);
}
