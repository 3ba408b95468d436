/** Says what a function's answer means for its batch ("Configuring partial batch response", Lambda developer guide). */

import type { JsonValue } from '../../kernel/json.ts';
import { isJsonObject } from '../../kernel/json.ts';
import type { StreamRecord } from './stream-record.ts';

/**
 * How many of the batch's records, from its first on, are done: all of them when no failure is listed; those before the lowest failed
 * sequence number; none when an identifier is missing, empty or not of this batch.
 */
export function countDone(payload: JsonValue | undefined, batch: readonly StreamRecord[]): number {
  const failures = isJsonObject(payload) ? payload['batchItemFailures'] : undefined;
  if (failures === undefined || failures === null) return batch.length;
  if (!Array.isArray(failures)) return 0;
  let done = batch.length;
  for (const failure of failures) {
    const identifier = isJsonObject(failure) ? failure['itemIdentifier'] : undefined;
    const index = batch.findIndex(({ sequenceNumber }) => sequenceNumber === identifier);
    if (index === -1) return 0;
    done = Math.min(done, index);
  }
  return done;
}
