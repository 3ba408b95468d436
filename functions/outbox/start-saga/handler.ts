/** Reads from the outbox's stream the events that start a saga: of a new order, a cancelled, refunded or resumed one. */
import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';
import { logger } from '../../shared/telemetry/logger.ts';
import type { OrderEventType } from '../../../domain/schema.generated.ts';
import { observed } from '../../shared/telemetry/observed.ts';
import { aboutOrder } from '../../shared/telemetry/order-scope.ts';
import type { RelayEvent } from '../../shared/undelivered/parked-record.ts';
import { parkRecord } from '../../shared/undelivered/park-record.ts';
import { Unmendable } from '../../shared/errors/unmendable.ts';
import { startRefund } from '../../shared/clients/saga-execution.ts';
import { idsOf } from '../../../domain/order-ids.ts';
import { isOrderStatus } from '../../../domain/order-status.ts';
import { traceHeaderOf } from '../../../domain/trace-header.ts';
import { idsIn } from '../ids-in.ts';
import { startResumed, startSaga, startUndoing } from './start-saga.ts';
import type { CausedOrder } from './start-saga.ts';

const processor = new BatchProcessor(EventType.DynamoDBStreams);

export const handler = observed(startAll);

/**
 * Returns the records whose saga did not start; Lambda sends them again, with all that came after them. A record that can
 * never start one is parked instead, so that it holds up no other order, unless it is redriven.
 */
function startAll(event: RelayEvent, context: Context): Promise<DynamoDBBatchResponse> {
  const handle = event.redrive === undefined ? (record: DynamoDBRecord) => startOrPark(record, context) : start;
  const handleOrder = (record: DynamoDBRecord) => aboutOrder(idsIn(record), () => handle(record));
  return processPartialResponse(event, handleOrder, processor, { throwOnFullBatchFailure: false });
}

async function startOrPark(record: DynamoDBRecord, { invokedFunctionArn }: Context): Promise<void> {
  try {
    await start(record);
  } catch (error) {
    if (!(error instanceof Unmendable)) throw error;
    await parkRecord({ record, target: 'sagas', error, functionArn: invokedFunctionArn });
  }
}

async function start(record: DynamoDBRecord): Promise<void> {
  const { eventType, traceHeader, version, status, ...ids } = eventIn(record);
  try {
    const { orderId, refundId, correlationId } = ids;
    if (!orderId) throw new Unmendable('The record is no item of the outbox');
    const order = { ...idsOf({ orderId, ...(correlationId && { correlationId }) }), traceHeader };
    if (eventType !== undefined && RESUMING.has(eventType)) await resume(order, version, status);
    else if (eventType === 'REFUND_REQUESTED') await startRefundOf(order, refundId);
    else if (eventType === 'CANCELLATION_REQUESTED') await startUndoing(order);
    else await startSaga(order);
    logger.info('Saga started', { eventType });
  } catch (error) {
    logger.error('Saga not started', { error });
    throw error;
  }
}

function eventIn(record: DynamoDBRecord) {
  const image = record.dynamodb?.NewImage;
  const textIn = (attribute: string) => image?.[attribute]?.S;
  return {
    ...idsIn(record),
    eventType: textIn('eventType'),
    status: textIn('status'),
    version: image?.['version']?.N,
    traceHeader: traceHeaderOf(textIn('traceId')),
  };
}

/** What staff do with a parked order. Without a member of staff, the saga that wrote `UNDOING_REQUESTED` undoes the order. */
const RESUMING: ReadonlySet<string> = new Set(['RESUME_REQUESTED', 'UNDOING_REQUESTED'] satisfies OrderEventType[]);

async function resume(order: CausedOrder, version: string | undefined, status: string | undefined): Promise<void> {
  if (version === undefined || !isOrderStatus(status)) throw new Unmendable('The record does not say where to go on');
  await startResumed(order, version, status);
}

async function startRefundOf({ traceHeader, ...ids }: CausedOrder, refundId: string | undefined): Promise<void> {
  if (!refundId) throw new Unmendable('The record does not say which refund it is about');
  await startRefund({ ...ids, refundId }, { traceHeader });
}
