/** Puts the items of a Map state into batches ("ItemBatcher", developer guide). */

import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { objectAt } from '../../../kernel/json.ts';
import { integerField } from '../input-output/integer-field.ts';
import { fillTemplate } from '../input-output/payload-template.ts';
import type { ActiveState } from '../state-actions/state-action.ts';

/** Throws `States.Runtime` for a path that leads to no number. */
export function batchesOf(items: readonly JsonValue[], state: ActiveState): readonly JsonObject[] {
  const batcher = objectAt(state.fields, 'ItemBatcher');
  const inBatcher = { ...state, fields: batcher };
  const maxItems = integerField(inBatcher, 'MaxItemsPerBatch', 1) ?? Infinity;
  const maxBytes = integerField(inBatcher, 'MaxInputBytesPerBatch', 1) ?? Infinity;
  const shared = 'BatchInput' in batcher && { BatchInput: fillTemplate(batcher['BatchInput'] ?? null, state.data) };
  const batchOf = (some: readonly JsonValue[]): JsonObject => ({ ...shared, Items: [...some] });
  const fits = (some: readonly JsonValue[]) =>
    some.length <= maxItems && Buffer.byteLength(JSON.stringify(batchOf(some))) <= maxBytes;

  const batches: JsonValue[][] = [];
  for (const item of items) {
    const last = batches.at(-1);
    if (last && fits([...last, item])) last.push(item);
    else batches.push([item]);
  }
  return batches.map(batchOf);
}
