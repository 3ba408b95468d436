/** Messages as Lambda hands them to functions ("Using Lambda with Amazon SQS", Lambda developer guide). */

import { isJsonObject, objectAt, parseObject, stringAt } from '../../../kernel/json.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import { matchesPattern } from '../../../aws/event-pattern/matches-pattern.ts';

export type EventRecord = JsonObject & { readonly messageId: string; readonly receiptHandle: string };

/** The records for the output of ReceiveMessage. */
export function recordsOf(output: JsonObject, queueArn: string): readonly EventRecord[] {
  const { Messages: messages } = output;
  return (Array.isArray(messages) ? messages : []).filter(isJsonObject).map((message) => recordOf(message, queueArn));
}

function recordOf(message: JsonObject, queueArn: string): EventRecord {
  const digest = stringAt(message, 'MD5OfMessageAttributes');
  return {
    messageId: stringAt(message, 'MessageId') ?? '',
    receiptHandle: stringAt(message, 'ReceiptHandle') ?? '',
    body: stringAt(message, 'Body') ?? '',
    attributes: objectAt(message, 'Attributes'),
    messageAttributes: Object.fromEntries(
      Object.entries(objectAt(message, 'MessageAttributes')).map(([name, attribute]) => [
        name,
        attributeOf(isJsonObject(attribute) ? attribute : {}),
      ]),
    ),
    ...(digest !== undefined && { md5OfMessageAttributes: digest }),
    md5OfBody: stringAt(message, 'MD5OfBody') ?? '',
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: queueArn.split(':')[3] ?? '',
  };
}

function attributeOf({ DataType: dataType, StringValue: text, BinaryValue: binary }: JsonObject): JsonObject {
  return {
    ...(typeof text === 'string' && { stringValue: text }),
    ...(typeof binary === 'string' && { binaryValue: binary }),
    stringListValues: [],
    binaryListValues: [],
    dataType: dataType ?? null,
  };
}

/**
 * Whether a record matches one of the mapping's filters, or there are none. A pattern for the members of `body` matches
 * bodies that are JSON objects, a list of strings matches the others.
 */
export function passesFilters(record: EventRecord, patterns: readonly JsonObject[]): boolean {
  if (patterns.length === 0) return true;
  const body = stringAt(record, 'body') ?? '';
  const filtered = { ...record, body: parseObject(body) ?? body };
  return patterns.some((pattern) => matchesPattern(pattern, filtered));
}
