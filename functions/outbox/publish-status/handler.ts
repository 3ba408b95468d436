/** Reads every event from the outbox's stream, and tells the API's subscribers and the event bus. */
import type { Context, DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';
import { logger } from '../../shared/telemetry/logger.ts';
import { count } from '../../shared/telemetry/metrics.ts';
import { observed } from '../../shared/telemetry/observed.ts';
import { aboutOrder } from '../../shared/telemetry/order-scope.ts';
import type { OutboxEvent } from '../../../domain/order-event.ts';
import { isOfProduct } from '../../../domain/product-event.ts';
import type { StoredProductEvent } from '../../../domain/product-event.ts';
import type { RelayEvent } from '../../shared/undelivered/parked-record.ts';
import { parkRecord } from '../../shared/undelivered/park-record.ts';
import { idsIn } from '../ids-in.ts';
import { inOrder } from './in-order.ts';
import { parseOutboxEvent } from './outbox-event.ts';
import { putOnBus } from './put-on-bus.ts';
import { tallyOf } from './tally.ts';
import { tellSubscribers } from './tell-subscribers.ts';
import { tryThrice } from './try-thrice.ts';

export const handler = observed(publishAll);

/** Neither waits for the other. */
type PublishTarget = 'subscribers' | 'bus';
const EVERY_TARGET: readonly PublishTarget[] = ['subscribers', 'bus'];

/** What is left of the function's time when it tries nothing more: enough for a last try (3 s) and to park the rest. */
const RESERVE_MS = 12_000;

/**
 * Tells each target of every record, each order's events in order. A record that a target doesn't take is parked under
 * the target's name and counts as handled. Returns the records that could not be parked, and redriven ones that failed.
 */
async function publishAll(event: RelayEvent, context: Context): Promise<DynamoDBBatchResponse> {
  const responses = await Promise.all(
    targetsOf(event).map((target) =>
      inOrder(event.Records, (record) => aboutOrder(idsIn(record), () => deliver(record, target, event, context))),
    ),
  );
  const failed = new Set(responses.flatMap((one) => one.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)));
  if (event.redrive === undefined) countOnce(event.Records, failed);
  return { batchItemFailures: [...failed].map((itemIdentifier) => ({ itemIdentifier })) };
}

/** From the first record that failed on, all come again. */
function countOnce(records: readonly DynamoDBRecord[], failed: ReadonlySet<string>): void {
  const first = records.findIndex(({ dynamodb }) => failed.has(dynamodb?.SequenceNumber ?? ''));
  const tally = tallyOf(first === -1 ? records : records.slice(0, first));
  if (Object.keys(tally).length > 0) count(tally);
}

/** Throws for a target of another function, so that nothing counts as delivered there. */
function targetsOf({ redrive = 'all' }: RelayEvent): readonly PublishTarget[] {
  if (redrive === 'all') return EVERY_TARGET;
  if (redrive === 'sagas') throw new Error('publish-status does not start sagas');
  return [redrive];
}

async function deliver(
  record: DynamoDBRecord,
  target: PublishTarget,
  { redrive }: RelayEvent,
  context: Context,
): Promise<void> {
  const place = { target, version: record.dynamodb?.Keys?.['version']?.N };
  try {
    const outboxEvent = parseOutboxEvent(record);
    const tell = tellingOf(target, outboxEvent);
    if (!tell) return;
    await tryThrice(tell, () => context.getRemainingTimeInMillis() > RESERVE_MS);
    logger.info('Event published', { ...place, eventType: outboxEvent.eventType });
  } catch (error) {
    logger.error('Event not published', { ...place, error });
    if (redrive !== undefined) throw error;
    await park(record, target, error, context.invokedFunctionArn);
  }
}

/** How the target is told of the event; undefined if it doesn't want it: nobody can subscribe to products. */
function tellingOf(target: PublishTarget, event: OutboxEvent | StoredProductEvent): (() => Promise<void>) | undefined {
  if (target === 'bus') return () => putOnBus(event);
  return isOfProduct(event) ? undefined : () => tellSubscribers(event);
}

async function park(record: DynamoDBRecord, target: PublishTarget, error: unknown, functionArn: string): Promise<void> {
  try {
    await parkRecord({ record, target, error, functionArn });
  } catch (failure) {
    logger.error('Event not parked: the stream brings it again', { target, error: failure });
    throw failure;
  }
}
