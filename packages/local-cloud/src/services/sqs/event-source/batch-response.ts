/** Which messages of a batch a function is done with ("Implementing partial batch responses", Lambda developer guide). */

import { isJsonObject } from '../../../kernel/json.ts';
import type { JsonValue } from '../../../kernel/json.ts';
import type { EventRecord } from './event-records.ts';

/**
 * All records unless `payload` lists failures; then those that aren't listed. None if the list names a message that isn't
 * of this batch, or isn't as Lambda expects it: the whole batch counts as failed.
 */
export function recordsDone(payload: JsonValue | undefined, batch: readonly EventRecord[]): readonly EventRecord[] {
  const failures = isJsonObject(payload) ? payload['batchItemFailures'] : undefined;
  if (failures === undefined || failures === null) return batch;
  if (!Array.isArray(failures)) return [];
  const failed = failures.map((failure) => (isJsonObject(failure) ? failure['itemIdentifier'] : undefined));
  const isKnown = (id: JsonValue | undefined) => batch.some(({ messageId }) => messageId === id);
  return failed.every(isKnown) ? batch.filter(({ messageId }) => !failed.includes(messageId)) : [];
}
