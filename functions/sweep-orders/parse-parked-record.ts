/** Reads an object of the bucket of undelivered events. */
import type { DynamoDBRecord } from 'aws-lambda';
import { isObject } from '../../domain/is-object.ts';

/** The record that `text` holds. Throws if it has none with a sequence number, by which functions report failures. */
export function parseParkedRecord(key: string, text: string): DynamoDBRecord {
  const [record, ...others] = recordsOf(text);
  if (!isRecord(record) || others.length > 0) throw new Error(`The object ${key} is no parked record`);
  return record;
}

function recordsOf(text: string): readonly unknown[] {
  try {
    const parked: unknown = JSON.parse(text);
    const records = isObject(parked) && isObject(parked['payload']) ? parked['payload']['Records'] : undefined;
    return Array.isArray(records) ? records : [];
  } catch {
    return [];
  }
}

function isRecord(value: unknown): value is DynamoDBRecord {
  return isObject(value) && isObject(value['dynamodb']) && typeof value['dynamodb']['SequenceNumber'] === 'string';
}
