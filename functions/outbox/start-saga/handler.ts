/** Reads from the outbox's stream the events that start a saga: of a new order, a cancelled, refunded or resumed one. */
import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';
import { throwingClean } from '../../shared/errors/clean-error.ts';
import { logger } from '../../shared/telemetry/logger.ts';
import type { OrderEventType } from '../../../domain/schema.generated.ts';
import type { RelayEvent } from '../../shared/undelivered/parked-record.ts';
import { parkRecord } from '../../shared/undelivered/park-record.ts';
import { Unmendable } from '../../shared/errors/unmendable.ts';
import { startRefund } from '../../shared/clients/saga-execution.ts';
import { isOrderStatus } from '../../../domain/order-status.ts';
import { startResumed, startSaga, startUndoing } from './start-saga.ts';

const processor = new BatchProcessor(EventType.DynamoDBStreams);

export const handler = throwingClean(startAll);

/**
 * Returns the records whose saga did not start; Lambda sends them again, with all that came after them. A record that can
 * never start one is parked instead, so that it holds up no other order, unless it is redriven.
 */
function startAll(event: RelayEvent, context: Context): Promise<DynamoDBBatchResponse> {
  logger.addContext(context);
  const handle = event.redrive === undefined ? (record: DynamoDBRecord) => startOrPark(record, context) : start;
  return processPartialResponse(event, handle, processor, { throwOnFullBatchFailure: false });
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
  const { orderId, eventType, refundId, version, status } = eventIn(record);
  try {
    if (!orderId) throw new Unmendable('The record is no item of the outbox');
    if (eventType !== undefined && RESUMING.has(eventType)) await resume(orderId, version, status);
    else if (eventType === 'REFUND_REQUESTED') await startRefundOf(orderId, refundId);
    else if (eventType === 'CANCELLATION_REQUESTED') await startUndoing(orderId);
    else await startSaga(orderId);
    logger.info('Saga started', { orderId, ...(refundId && { refundId }) });
  } catch (error) {
    logger.error('Saga not started', { orderId, error });
    throw error;
  }
}

function eventIn({ dynamodb }: DynamoDBRecord) {
  const image = dynamodb?.NewImage;
  const textIn = (attribute: string) => image?.[attribute]?.S;
  return {
    orderId: textIn('orderId'),
    eventType: textIn('eventType'),
    refundId: textIn('refundId'),
    status: textIn('status'),
    version: image?.['version']?.N,
  };
}

/** What staff do with a parked order. Without a member of staff, the saga that wrote `UNDOING_REQUESTED` undoes the order. */
const RESUMING: ReadonlySet<string> = new Set(['RESUME_REQUESTED', 'UNDOING_REQUESTED'] satisfies OrderEventType[]);

async function resume(orderId: string, version: string | undefined, status: string | undefined): Promise<void> {
  if (version === undefined || !isOrderStatus(status)) throw new Unmendable('The record does not say where to go on');
  await startResumed(orderId, version, status);
}

async function startRefundOf(orderId: string, refundId: string | undefined): Promise<void> {
  if (!refundId) throw new Unmendable('The record does not say which refund it is about');
  await startRefund({ orderId, refundId });
}
