/** Reads what a message store has written. */

import { isJsonObject, objectAt, stringAt } from '../../kernel/json.ts';
import type { JsonObject } from '../../kernel/json.ts';
import type { MessageContent, MessageState } from './message.ts';

/** The content of stored JSON; undefined for anything else. */
export function readContent(value: JsonObject): MessageContent | undefined {
  const body = stringAt(value, 'body');
  const { sentAt } = value;
  if (body === undefined || typeof sentAt !== 'number') return undefined;
  return {
    body,
    sentAt,
    attributes: objectAt(value, 'attributes'),
    systemAttributes: objectAt(value, 'systemAttributes'),
  };
}

/** The state of stored JSON; undefined for anything else. */
export function readState({
  visibleAt,
  receiveCount,
  receivesBefore,
  firstReceivedAt,
  receipt,
}: JsonObject): MessageState | undefined {
  if (typeof visibleAt !== 'number' || typeof receiveCount !== 'number' || typeof receivesBefore !== 'number')
    return undefined;
  const id = isJsonObject(receipt) ? receipt['id'] : undefined;
  const receivedAt = isJsonObject(receipt) ? receipt['receivedAt'] : undefined;
  return {
    visibleAt,
    receiveCount,
    receivesBefore,
    ...(typeof firstReceivedAt === 'number' && { firstReceivedAt }),
    ...(typeof id === 'string' && typeof receivedAt === 'number' && { receipt: { id, receivedAt } }),
  };
}
