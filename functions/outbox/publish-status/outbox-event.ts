/** The event in a record of the outbox's stream. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { isObject } from '../../../domain/is-object.ts';
import { isOutboxEvent } from '../../../domain/order-event.ts';
import { isOfLaterVersion } from '../../../domain/schema-version.ts';
import type { OutboxEvent } from '../../../domain/order-event.ts';
import { isProductEvent } from '../../../domain/product-event.ts';
import type { StoredProductEvent } from '../../../domain/product-event.ts';
import { LaterSchemaVersion } from '../../shared/errors/later-schema-version.ts';
import { Unmendable } from '../../shared/errors/unmendable.ts';

/** What is read of a record; only Lambda's documentation says that its image is one. */
type StreamRecord = { readonly dynamodb?: { readonly NewImage?: unknown } | undefined };

/** An event of an order, or of a product. Throws `Unmendable` when the record's new image isn't an item of the outbox, and `LaterSchemaVersion`. */
export function parseOutboxEvent(record: StreamRecord): OutboxEvent | StoredProductEvent {
  const image = record.dynamodb?.NewImage ?? {};
  if (!isPlainImage(image)) throw new Unmendable('The record has an attribute of a type that no event has');
  // Beyond what a number of JavaScript holds exactly, it would become a BigInt, which JSON can't hold.
  const event: Record<string, unknown> = unmarshall(image, { wrapNumbers: Number });
  if (isOfLaterVersion(event)) throw new LaterSchemaVersion('A later deployment has written the event');
  if (isOutboxEvent(event) || isProductEvent(event)) return event;
  throw new Unmendable('The record is no item of the outbox');
}

/** In a stream's record binaries are Base64, unlike what the SDK reads; events hold neither these nor sets. */
function isPlainImage(value: unknown): value is Record<string, AttributeValue> {
  return isObject(value) && Object.values(value).every(isPlainValue);
}

function isPlainValue(value: unknown): boolean {
  if (!isObject(value)) return false;
  const [[type, content] = [], ...others] = Object.entries(value);
  if (type === undefined || others.length > 0) return false;
  if (type === 'M') return isPlainImage(content);
  if (type === 'L') return Array.isArray(content) && content.every(isPlainValue);
  return TYPE_OF_CONTENT[type] === typeof content;
}

const TYPE_OF_CONTENT: { readonly [type: string]: string } = {
  S: 'string',
  N: 'string',
  BOOL: 'boolean',
  NULL: 'boolean',
};
