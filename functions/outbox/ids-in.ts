/** Which order a record of the outbox's stream is about, as far as it says so: it isn't checked yet. */
import type { DynamoDBRecord } from 'aws-lambda';
import type { OrderIds } from '../shared/telemetry/order-scope.ts';

export function idsIn({ dynamodb }: DynamoDBRecord): OrderIds {
  const [keys, image] = [dynamodb?.Keys, dynamodb?.NewImage];
  return {
    orderId: keys?.['orderId']?.S ?? image?.['orderId']?.S,
    refundId: image?.['refundId']?.S,
    correlationId: image?.['correlationId']?.S,
  };
}
