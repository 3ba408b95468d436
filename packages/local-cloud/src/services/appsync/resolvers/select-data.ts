/** Cuts the `data` of an error down to the client's selection. */
import { isCompositeType } from 'graphql';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { isJsonObject } from '../../../kernel/json.ts';
import { valueTypeOf } from '../operation/plan.ts';
import type { FieldPlan } from '../operation/plan.ts';

export function selectData(plan: FieldPlan, data: JsonValue): JsonValue {
  if (Array.isArray(data)) return data.map((item) => selectData(plan, item));
  const type = valueTypeOf(plan);
  if (!isJsonObject(data) || !isCompositeType(type)) return data;
  const selected: JsonObject = {};
  for (const field of plan.fieldsOf(type)) {
    selected[field.responseKey] = selectData(field, data[field.definition.name] ?? null);
  }
  return selected;
}
