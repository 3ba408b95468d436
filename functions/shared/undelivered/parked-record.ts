/** A record of the outbox's stream that one target did not take, as an object of the bucket of undelivered events. */
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { createHash } from 'node:crypto';
import type { EventTarget } from '../../../domain/event-target.ts';

/**
 * With `redrive`, the records are undelivered ones of this target; `all` for those that Lambda itself gave up on. Then the
 * function parks nothing: its response lists the records that failed again, and these stay in the bucket.
 */
export type RelayEvent = DynamoDBStreamEvent & { readonly redrive?: EventTarget | 'all' };

/** Like the invocation records that Lambda writes into the same bucket, with `target` and `error` besides. */
export type ParkedRecord = {
  readonly requestContext: { readonly functionArn: string; readonly condition: 'NotTaken' };
  readonly target: EventTarget;
  readonly error: { readonly name: string; readonly message: string };
  readonly timestamp: string;
  readonly payload: { readonly Records: readonly [DynamoDBRecord] };
};

/** Keys have at most 1,024 bytes: room for any order id that is one, and for others a hash of them. */
const MAX_ORDER_ID_CHARACTERS = 200;
/** Versions sort as strings: a safe integer has at most 16 digits. */
const VERSION_DIGITS = 16;

/** The same record has the same key at a target, however often it is parked: the bucket does not grow by that. */
export function keyOf(target: EventTarget, { eventID, dynamodb }: DynamoDBRecord): string {
  const { orderId, version } = dynamodb?.Keys ?? {};
  const folder = encodeURIComponent((orderId?.S ?? 'unknown').toWellFormed());
  const file = encodeURIComponent(version?.N?.padStart(VERSION_DIGITS, '0') ?? `event-${eventID}`);
  return `${target}/${folder.length > MAX_ORDER_ID_CHARACTERS ? hash(folder) : folder}/${file}`;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
