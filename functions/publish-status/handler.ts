/** Reads every event from the outbox's stream and tells it to the world. */
import type { Context, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { throwingClean } from '../clean-error.ts';
import { logger } from '../logger.ts';
import { inOrder } from './in-order.ts';
import { parseOutboxEvent } from './outbox-event.ts';
import { putOnBus } from './put-on-bus.ts';
import { tellSubscribers } from './tell-subscribers.ts';

export const handler = throwingClean(publishAll);

/** Answers the records that were not published; Lambda sends them again. Each order's events stay in order. */
async function publishAll(event: DynamoDBStreamEvent, context: Context): Promise<DynamoDBBatchResponse> {
  logger.addContext(context);
  return inOrder(event.Records, publish);
}

async function publish(record: DynamoDBRecord): Promise<void> {
  const keys = record.dynamodb?.Keys;
  const place = { orderId: keys?.orderId?.S, version: keys?.version?.N };
  try {
    const outboxEvent = parseOutboxEvent(record);
    await tellSubscribers(outboxEvent);
    await putOnBus(outboxEvent);
    logger.info('Event published', { ...place, eventType: outboxEvent.eventType });
  } catch (error) {
    logger.error('Event not published', { ...place, error });
    throw error;
  }
}
