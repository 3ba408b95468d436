/** Returns a field's value once its access rule and the API's limits allow it. */
import { isObjectType } from 'graphql';
import type { GraphQLField, GraphQLSchema } from 'graphql';
import type { AccessRule, AccessRules } from '../auth/access-rules.ts';
import { checkAccess } from '../auth/check-access.ts';
import { DefinitionError, FieldError } from '../errors.ts';
import { argumentsOf } from '../operation/arguments-of.ts';
import type { ResolveCall } from '../resolvers/field-call.ts';
import type { Execution, ResolveField } from '../operation/execution.ts';
import { introspect } from './introspect.ts';
import { isJsonObject, isObject } from '../../../kernel/json.ts';

export type ResolverLimits = {
  /** 0 is off. */
  readonly queryDepthLimit: number;
  /** 0 is AppSync's own limit. */
  readonly resolverCountLimit: number;
};

/** AppSync quotas, "Resolvers executed in a single request". */
const MAX_RESOLVERS = 10_000;

/** API reference of CreateGraphqlApi. */
const MAX_DEPTH = 75;

type Behaviour = {
  readonly typeName: string;
  readonly fieldName: string;
  readonly rule: AccessRule;
  readonly resolve: ResolveCall | undefined;
};

/** Throws `DefinitionError` for a resolver whose field is not in the schema, and for a limit beyond AppSync's own. */
export function createResolveField(
  schema: GraphQLSchema,
  resolvers: ReadonlyMap<string, ResolveCall>,
  rules: AccessRules,
  limits: ResolverLimits,
): ResolveField {
  const behaviours = behavioursOf(schema, resolvers, rules);
  const depthLimit = readLimit('queryDepthLimit', limits, MAX_DEPTH) || Infinity;
  const countLimit = readLimit('resolverCountLimit', limits, MAX_RESOLVERS) || MAX_RESOLVERS;
  return (position, source, execution) => {
    const { plan } = position;
    const behaviour = behaviours.get(plan.definition);
    if (behaviour === undefined) return introspect(schema, plan, source, argumentsOf(plan, execution.variables));
    const { typeName, fieldName, resolve } = behaviour;
    checkAccess(execution.caller, behaviour.rule, typeName, fieldName);
    if (plan.depth > depthLimit)
      throw new FieldError(`Query depth limit of ${depthLimit} reached.`, 'QueryDepthLimitReached');
    if (resolve === undefined || execution.isDelivery) return isObject(source) ? source[fieldName] : null;
    countResolver(execution, countLimit);
    return resolve({
      position,
      source: isJsonObject(source) ? source : null,
      arguments: argumentsOf(plan, execution.variables),
      execution,
    });
  };
}

function readLimit(name: keyof ResolverLimits, limits: ResolverLimits, max: number): number {
  const limit = limits[name];
  if (limit >= 0 && limit <= max) return limit;
  throw new DefinitionError(`The API has a ${name} of ${limit}; AppSync allows ${max}.`);
}

function behavioursOf(
  schema: GraphQLSchema,
  resolvers: ReadonlyMap<string, ResolveCall>,
  rules: AccessRules,
): ReadonlyMap<GraphQLField<unknown, unknown>, Behaviour> {
  const behaviours = new Map<GraphQLField<unknown, unknown>, Behaviour>();
  const unplaced = new Set(resolvers.keys());
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const rule = rules.get(field);
      if (rule === undefined) continue;
      const name = `${type.name}.${field.name}`;
      unplaced.delete(name);
      behaviours.set(field, { typeName: type.name, fieldName: field.name, rule, resolve: resolvers.get(name) });
    }
  }
  const [first] = unplaced;
  if (first === undefined) return behaviours;
  throw new DefinitionError(`There is a resolver for ${first}, which is not a field of the schema.`);
}

function countResolver(execution: Execution, limit: number): void {
  execution.resolversRun += 1;
  if (execution.resolversRun <= limit) return;
  throw new FieldError(`Resolver execution limit of ${limit} reached.`, 'ResolverExecutionLimitReached');
}
