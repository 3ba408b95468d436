/** What events tell of orders and payments, as metrics of `domain/metrics.ts`. */
import type { DynamoDBRecord } from 'aws-lambda';
import type { BusinessErrorName } from '../../../domain/errors.ts';
import type { MetricName } from '../../../domain/metrics.ts';
import type { OutboxEvent } from '../../../domain/order-event.ts';
import type { OrderEventType } from '../../../domain/schema.generated.ts';
import { parseOutboxEvent } from './outbox-event.ts';

const COUNTED: { readonly [type in OrderEventType]?: MetricName } = {
  ORDER_CREATED: 'OrdersCreated',
  PAYMENT_AWAITS_CUSTOMER: 'PaymentsAwaited',
  PAYMENT_AWAITS_PROVIDER: 'PaymentsAwaited',
  ORDER_COMPLETED: 'OrdersCompleted',
  ORDER_FAILED: 'OrdersFailed',
  ORDER_CANCELLED: 'OrdersCancelled',
};

type Tally = { readonly [metric in MetricName]?: number | readonly number[] };

/** Without members for what did not happen. A record that is no event counts for nothing. */
export function tallyOf(records: readonly DynamoDBRecord[]): Tally {
  const events = records.flatMap((record) => eventIn(record) ?? []);
  const tally: { [metric in MetricName]?: number } = {};
  for (const name of events.flatMap(({ eventType }) => COUNTED[eventType] ?? [])) tally[name] = (tally[name] ?? 0) + 1;
  const decisions = events.flatMap((event) => decisionIn(event) ?? []);
  return { ...tally, ...(decisions.length > 0 && { PaymentDeclined: decisions }) };
}

function eventIn(record: DynamoDBRecord): OutboxEvent | undefined {
  try {
    const event = parseOutboxEvent(record);
    return 'status' in event ? event : undefined;
  } catch {
    // Each target's delivery tells of it.
    return undefined;
  }
}

const DECLINED: BusinessErrorName = 'PaymentDeclined';

/** 1 for a payment that is declined, 0 for one that is taken. The event that turns the order back says why. */
function decisionIn({ eventType, failure }: OutboxEvent): number | undefined {
  if (eventType === 'PAYMENT_PROCESSED') return 0;
  return eventType === 'COMPENSATION_STARTED' && failure?.code === DECLINED ? 1 : undefined;
}
