/** The arguments of a field. */
import { Kind, getArgumentValues, GraphQLError } from 'graphql';
import type { JsonObject } from '../../../kernel/json.ts';
import { FieldError } from '../errors.ts';
import { isJsonObject } from '../../../kernel/json.ts';
import type { FieldPlan } from './plan.ts';

/**
 * Coerced; leaves out an argument whose variable the client hasn't given. Throws `FieldError` for the one fault that no
 * validation finds: a nullable variable is null, and its argument has a default and may not be null.
 */
export function givenArguments({ definition, nodes: [node] }: FieldPlan, variables: JsonObject): JsonObject {
  if (definition.args.length === 0) return {};
  try {
    const values = getArgumentValues(definition, node, variables);
    return isJsonObject(values) ? values : {};
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new FieldError(`An argument of '${definition.name}' has coerced Null value for a NonNull type`, null);
  }
}

/** `ctx.arguments`: null for an argument whose variable wasn't given (aws-appsync-community#348). */
export function argumentsOf(plan: FieldPlan, variables: JsonObject): JsonObject {
  const values = givenArguments(plan, variables);
  for (const { name, value } of plan.nodes[0].arguments ?? []) {
    const isLeftOut = value.kind === Kind.VARIABLE && !Object.hasOwn(values, name.value);
    if (isLeftOut) values[name.value] = null;
  }
  return values;
}
