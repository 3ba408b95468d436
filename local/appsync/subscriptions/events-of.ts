/** What a mutation's answer tells subscribers. */
import type { JsonObject, JsonValue } from '../../gateway/aws-call.ts';
import { isJsonObject } from '../../json.ts';
import type { PublishedEvent } from '../api.ts';
import type { FieldPlan } from '../execution/plan.ts';
import type { SubscriptionFields } from './subscription-fields.ts';

/** The plan by which each object of the answer was made. */
type Shapes = WeakMap<object, readonly FieldPlan[]>;

/** One event for each mutation field that somebody may listen to and that has a value. */
export const eventsOf = (
  plan: readonly FieldPlan[],
  data: JsonValue,
  shapes: Shapes,
  fields: SubscriptionFields,
): readonly PublishedEvent[] => {
  if (!isJsonObject(data)) return [];
  return plan.flatMap(({ definition, responseKey }) => {
    const subscriptionFields = fields.get(definition.name);
    const value = data[responseKey];
    if (subscriptionFields === undefined || !isJsonObject(value)) return [];
    return [{ mutationField: definition.name, subscriptionFields, result: withoutAliases(value, shapes) }];
  });
};

/** Keyed by field name, with the type's name, by which a subscriber's fragments find what is theirs. */
const withoutAliases = (object: JsonObject, shapes: Shapes): JsonObject => {
  const plans = shapes.get(object) ?? [];
  const renamed: JsonObject = {};
  for (const { definition, responseKey, parentType } of plans) {
    renamed.__typename = parentType.name;
    renamed[definition.name] ??= valueWithoutAliases(object[responseKey] ?? null, shapes);
  }
  return renamed;
};

const valueWithoutAliases = (value: JsonValue, shapes: Shapes): JsonValue => {
  if (Array.isArray(value)) return value.map((item) => valueWithoutAliases(item, shapes));
  return isJsonObject(value) ? withoutAliases(value, shapes) : value;
};
