/** Gathers the payloads of sibling fields for one function into calls of up to `maxBatchSize` payloads each. */
import type { JsonValue } from '../../../../kernel/json.ts';
import { failed, succeeded } from '../contract/data-source.ts';
import type { Batch, CallScope, DataSourceResult } from '../contract/data-source.ts';

export type SendBatch = (payloads: JsonValue[]) => Promise<DataSourceResult>;

/** The result for one payload. The batch leaves once the fields that are resolved together have all joined it. */
export async function joinBatch(scope: CallScope, payload: JsonValue, send: SendBatch): Promise<DataSourceResult> {
  const batch = scope.batches.get(scope.batchKey) ?? openBatch(scope, send);
  const index = batch.payloads.push(payload) - 1;
  if (batch.payloads.length >= scope.maxBatchSize) scope.batches.delete(scope.batchKey);
  const { result, error } = await batch.result;
  if (error !== null) return { result: null, error };
  if (!Array.isArray(result) || result.length !== batch.payloads.length) {
    return failed('Lambda:IllegalArgument', `BatchInvoke must return a list of ${batch.payloads.length} results.`);
  }
  return succeeded(result[index] ?? null);
}

function openBatch({ batches, batchKey }: CallScope, send: SendBatch): Batch {
  const payloads: JsonValue[] = [];
  const leave = () => {
    if (batches.get(batchKey) === batch) batches.delete(batchKey);
    return send(payloads);
  };
  const batch: Batch = { payloads, result: new Promise<void>((resolve) => setImmediate(resolve)).then(leave) };
  batches.set(batchKey, batch);
  return batch;
}
