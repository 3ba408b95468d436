/** Publishes an event to the subscribers of `orderStatus`, by the mutation that only this function may call. */
import { AwsClient } from 'aws4fetch';
import { isObject } from '../../../domain/is-object.ts';
import type { OutboxEvent } from '../../../domain/order-event.ts';
import type { PublishOrderStatusInput } from '../../../domain/schema.generated.ts';
import { traceHeaderOf } from '../../../domain/trace-header.ts';
import { environment } from '../../shared/clients/environment.ts';

/** Subscribers receive what this selects, and no more. */
const MUTATION = `mutation PublishOrderStatus($input: PublishOrderStatusInput!) {
  publishOrderStatus(input: $input) {
    orderId refundId version eventId eventType status failure { code step message } occurredAt correlationId
  }
}`;

const TIMEOUT_MS = 3000;
const MAX_EXCERPT_CHARACTERS = 500;

/**
 * Throws when the API isn't reached, rejects the call, or returns errors. None of that is `Unmendable`: the event was
 * checked before, so if AppSync rejects it, the reason is its schema or its load.
 */
export async function tellSubscribers(event: OutboxEvent): Promise<void> {
  const { orderId, refundId, version, eventId, eventType, status, failure, occurredAt, correlationId } = event;
  const input: PublishOrderStatusInput = {
    orderId,
    ...(refundId ? { refundId } : {}),
    version,
    eventId,
    eventType,
    status,
    ...(failure ? { failure } : {}),
    occurredAt,
    ...(correlationId ? { correlationId } : {}),
  };
  const traceHeader = traceHeaderOf(event.traceId);
  const response = await signer().fetch(environment('GRAPHQL_URL'), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(traceHeader ? { 'x-amzn-trace-id': traceHeader } : {}) },
    body: JSON.stringify({ query: MUTATION, variables: { input } }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const answer = await response.text();
  if (response.ok && !hasErrors(answer)) return;
  throw new Error(`AppSync answered ${response.status}: ${answer.slice(0, MAX_EXCERPT_CHARACTERS)}`);
}

/** Lambda puts the role's credentials into the environment. */
function signer(): AwsClient {
  const sessionToken = process.env['AWS_SESSION_TOKEN'];
  return new AwsClient({
    accessKeyId: environment('AWS_ACCESS_KEY_ID'),
    secretAccessKey: environment('AWS_SECRET_ACCESS_KEY'),
    ...(sessionToken === undefined ? {} : { sessionToken }),
    region: environment('AWS_REGION'),
    service: 'appsync',
    // The caller counts the tries.
    retries: 0,
  });
}

function hasErrors(answer: string): boolean {
  const body: unknown = JSON.parse(answer);
  return !isObject(body) || body['errors'] !== undefined;
}
