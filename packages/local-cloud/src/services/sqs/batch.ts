/** Requests with up to ten entries, each of which succeeds or fails alone ("Amazon SQS batch actions", developer guide). */

import { isJsonObject, stringAt } from '../../kernel/json.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { AwsError } from '../../aws/error.ts';
import { batchCodeOf, missingParameter } from './errors.ts';

const MAX_ENTRIES = 10;

export type BatchEntry = { readonly id: string; readonly input: JsonObject };

/** `kind` is the entries' type in the API, such as `SendMessageBatchRequestEntry`. Throws what fails the whole batch. */
export function readEntries(input: JsonObject, kind: string): readonly BatchEntry[] {
  const entries = (Array.isArray(input['Entries']) ? input['Entries'] : []).filter(isJsonObject);
  if (entries.length === 0)
    throw new AwsError('EmptyBatchRequest', `There should be at least one ${kind} in the request.`);
  if (entries.length > MAX_ENTRIES)
    throw new AwsError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are ${MAX_ENTRIES}. You have sent ${entries.length}.`,
    );
  const seen = new Set<string>();
  return entries.map((entry, index) => {
    const id = stringAt(entry, 'Id');
    if (id === undefined) throw missingParameter(`${kind}.${index + 1}.Id`);
    checkId(id, seen);
    seen.add(id);
    return { id, input: entry };
  });
}

function checkId(id: string, seen: ReadonlySet<string>): void {
  if (!/^[\w-]{1,80}$/.test(id))
    throw new AwsError(
      'InvalidBatchEntryId',
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters ' +
        'long.',
    );
  if (seen.has(id)) throw new AwsError('BatchEntryIdsNotDistinct', `Id ${id} repeated.`);
}

/** Runs each entry by itself; an `AwsError` fails its entry only. */
export function runEntries(entries: readonly BatchEntry[], run: (input: JsonObject) => JsonObject): JsonObject {
  const [Successful, Failed]: [JsonObject[], JsonObject[]] = [[], []];
  for (const { id, input } of entries) {
    try {
      Successful.push({ Id: id, ...run(input) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      Failed.push({
        Id: id,
        SenderFault: error.statusCode < 500,
        Code: batchCodeOf(error),
        Message: error.message,
      });
    }
  }
  return { Successful, Failed };
}
