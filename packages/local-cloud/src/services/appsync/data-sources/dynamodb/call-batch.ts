/** Makes a batch call, and repeats it for the entries that DynamoDB left unprocessed. */
import { AwsError } from '../../../../aws/error.ts';
import type { JsonObject } from '../../../../kernel/json.ts';
import { isJsonObject } from '../../../../kernel/json.ts';
import { succeeded } from '../contract/data-source.ts';
import type { DataSourceResult } from '../contract/data-source.ts';
import { serviceError } from './service-error.ts';
import type { TableAccess } from './table-access.ts';

export type BatchOutcome = {
  readonly responses: readonly JsonObject[];
  /** What stays unprocessed, in the form of `RequestItems`. */
  readonly left: JsonObject;
  readonly error: AwsError | undefined;
};

/** The guide's example gives up after the second attempt ("Error handling" of the DynamoDB batch tutorial). */
const MAX_ATTEMPTS = 2;

/** A failure is part of the outcome, beside the responses that came before it. */
export async function callBatch(
  call: TableAccess['call'],
  operation: 'BatchGetItem' | 'BatchWriteItem',
  requestItems: JsonObject,
): Promise<BatchOutcome> {
  const responses: JsonObject[] = [];
  let left = requestItems;
  try {
    for (let attempt = 0; attempt < MAX_ATTEMPTS && Object.keys(left).length > 0; attempt += 1) {
      const response = await call(operation, { RequestItems: left });
      responses.push(response);
      left = [response['UnprocessedKeys'], response['UnprocessedItems']].find(isJsonObject) ?? {};
    }
    return { responses, left, error: undefined };
  } catch (error) {
    if (error instanceof AwsError) return { responses, left, error };
    throw error;
  }
}

/** `result` names every table, whether the batch has failed or not. */
export function batchResult(result: JsonObject, { error }: BatchOutcome): DataSourceResult {
  return error === undefined ? succeeded(result) : serviceError(error, result);
}
