/** Reads `ORDER_CREATED` from the outbox's stream and starts the saga of each new order. */
import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { Logger } from '@aws-lambda-powertools/logger';
import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { startSaga } from './start-saga.ts';

const logger = new Logger();
const processor = new BatchProcessor(EventType.DynamoDBStreams);

/** Answers the records whose saga did not start; Lambda sends them again. */
export function handler(event: DynamoDBStreamEvent, context: Context): Promise<DynamoDBBatchResponse> {
  logger.addContext(context);
  return processPartialResponse(event, start, processor, { throwOnFullBatchFailure: false });
}

async function start(record: DynamoDBRecord): Promise<void> {
  const orderId = record.dynamodb?.NewImage?.orderId?.S;
  try {
    if (!orderId) throw new Error('The record is no item of the outbox');
    await startSaga(orderId);
    logger.info('Saga started', { orderId });
  } catch (error) {
    logger.error('Saga not started', { orderId, error });
    throw error;
  }
}
