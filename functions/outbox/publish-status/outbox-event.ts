/** A stream record as the event that it carries. */
import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import { isOutboxEvent } from '../../../domain/order-event.ts';
import type { OutboxEvent } from '../../../domain/order-event.ts';
import { Unmendable } from '../../shared/errors/unmendable.ts';

/** Throws `Unmendable` when the record's new image is no item of the outbox. */
export function parseOutboxEvent(record: DynamoDBRecord): OutboxEvent {
  const event = plainObject(record.dynamodb?.NewImage ?? {});
  if (!isOutboxEvent(event)) throw new Unmendable('The record is no item of the outbox');
  return event;
}

function plainObject(attributes: Record<string, AttributeValue>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, plainValue(value)]));
}

/** Events hold no binaries and no sets. */
function plainValue({ S, N, BOOL, L, M, NULL }: AttributeValue): unknown {
  if (N !== undefined) return Number(N);
  if (L !== undefined) return L.map(plainValue);
  if (M !== undefined) return plainObject(M);
  if (NULL) return null;
  const value = S ?? BOOL;
  if (value === undefined) throw new Unmendable('The record has a binary or a set, which no event has');
  return value;
}
