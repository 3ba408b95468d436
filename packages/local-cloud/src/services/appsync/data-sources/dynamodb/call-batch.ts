/** Makes a batch call, and makes it again for what DynamoDB has left undone. */
import { AwsError } from '../../../../aws/error.ts';
import type { JsonObject } from '../../../../kernel/json.ts';
import { isJsonObject } from '../../../../kernel/json.ts';
import { succeeded } from '../contract/data-source.ts';
import type { DataSourceResult } from '../contract/data-source.ts';
import { serviceError } from './service-error.ts';
import type { TableAccess } from './table-access.ts';

export type BatchOutcome = {
  readonly answers: readonly JsonObject[];
  /** What is undone for good, in the form of `RequestItems`. */
  readonly left: JsonObject;
  readonly error: AwsError | undefined;
};

/** The guide's example is given up at the second attempt ("Error handling" of the DynamoDB batch tutorial). */
const MAX_ATTEMPTS = 2;

/** A failure is part of the outcome: what was answered before it stays. */
export async function callBatch(
  call: TableAccess['call'],
  operation: 'BatchGetItem' | 'BatchWriteItem',
  requestItems: JsonObject,
): Promise<BatchOutcome> {
  const answers: JsonObject[] = [];
  let left = requestItems;
  try {
    for (let attempt = 0; attempt < MAX_ATTEMPTS && Object.keys(left).length > 0; attempt += 1) {
      const answer = await call(operation, { RequestItems: left });
      answers.push(answer);
      left = [answer['UnprocessedKeys'], answer['UnprocessedItems']].find(isJsonObject) ?? {};
    }
    return { answers, left, error: undefined };
  } catch (error) {
    if (error instanceof AwsError) return { answers, left, error };
    throw error;
  }
}

/** `result` names every table, whether the batch has failed or not. */
export function batchResult(result: JsonObject, { error }: BatchOutcome): DataSourceResult {
  return error === undefined ? succeeded(result) : serviceError(error, result);
}
