/** Makes the events for subscribers from a mutation's response. */
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { isJsonObject } from '../../../kernel/json.ts';
import type { PublishedEvent } from '../api.ts';
import type { FieldPlan } from '../operation/plan.ts';
import type { SubscriptionFields } from '../schema/subscription-fields.ts';

/** The plan by which each object of the response was made. */
type Shapes = WeakMap<object, readonly FieldPlan[]>;

/** One event for each mutation field that subscriptions list and that has a value. */
export function eventsOf(
  plan: readonly FieldPlan[],
  data: JsonValue,
  shapes: Shapes,
  fields: SubscriptionFields,
): readonly PublishedEvent[] {
  if (!isJsonObject(data)) return [];
  return plan.flatMap(({ definition, responseKey }) => {
    const subscriptionFields = fields.get(definition.name);
    const value = data[responseKey];
    if (subscriptionFields === undefined || !isJsonObject(value)) return [];
    return [{ mutationField: definition.name, subscriptionFields, result: withTypeNames(value, shapes) }];
  });
}

/**
 * As the mutation's caller selected it. A field with an alias is present under the alias alone, so a subscriber who
 * selects the field gets null (aws-appsync-community#160). Each object also has its type's name, which the fragments of
 * subscribers need.
 */
function withTypeNames(object: JsonObject, shapes: Shapes): JsonObject {
  const typeName = shapes.get(object)?.[0]?.parentType.name;
  const members = Object.entries(object).map(([key, value]): [string, JsonValue] => [
    key,
    valueWithTypeNames(value, shapes),
  ]);
  return { ...Object.fromEntries(members), ...(typeName !== undefined && { __typename: typeName }) };
}

function valueWithTypeNames(value: JsonValue, shapes: Shapes): JsonValue {
  if (Array.isArray(value)) return value.map((item) => valueWithTypeNames(item, shapes));
  return isJsonObject(value) ? withTypeNames(value, shapes) : value;
}
