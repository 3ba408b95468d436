/** Reads from the outbox's stream what calls for a saga: `ORDER_CREATED` and `CANCELLATION_REQUESTED`. */
import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { throwingClean } from '../clean-error.ts';
import { logger } from '../logger.ts';
import { startSaga, startUndoing } from './start-saga.ts';

const processor = new BatchProcessor(EventType.DynamoDBStreams);

export const handler = throwingClean(startAll);

/** Answers the records whose saga did not start; Lambda sends them again. */
function startAll(event: DynamoDBStreamEvent, context: Context): Promise<DynamoDBBatchResponse> {
  logger.addContext(context);
  return processPartialResponse(event, start, processor, { throwOnFullBatchFailure: false });
}

async function start(record: DynamoDBRecord): Promise<void> {
  const orderId = record.dynamodb?.NewImage?.orderId?.S;
  try {
    if (!orderId) throw new Error('The record is no item of the outbox');
    const isCancelled = record.dynamodb?.NewImage?.eventType?.S === 'CANCELLATION_REQUESTED';
    await (isCancelled ? startUndoing : startSaga)(orderId);
    logger.info('Saga started', { orderId });
  } catch (error) {
    logger.error('Saga not started', { orderId, error });
    throw error;
  }
}
