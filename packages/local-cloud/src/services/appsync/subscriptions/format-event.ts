/** Cuts an event to what a subscriber has selected; subscribers who asked alike share the work. */
import type { GraphQLSchema } from 'graphql';
import type { Caller, PublishedEvent } from '../api.ts';
import { executePlan } from '../execution/execute-plan.ts';
import type { ResolveField } from '../execution/execution.ts';
import type { FieldPlan } from '../execution/plan.ts';
import { startExecution } from '../execution/start-execution.ts';

export type FormatEvent = (plan: readonly FieldPlan[], event: PublishedEvent, caller: Caller) => string;

export function createFormatEvent(schema: GraphQLSchema, resolveField: ResolveField): FormatEvent {
  const formatted = new WeakMap<PublishedEvent, Map<readonly FieldPlan[], Map<string, string>>>();
  return (plan, event, caller) => {
    const byPlan = getOrAdd(formatted, event, () => new Map());
    const byAccess = getOrAdd(byPlan, plan, () => new Map());
    return getOrAdd(byAccess, accessOf(caller), () => format(schema, resolveField, plan, event, caller));
  };
}

/** Callers of whom this is equal may read the same fields. */
function accessOf({ mode, groups, deniedFields }: Caller): string {
  return JSON.stringify([mode, groups, [...deniedFields]]);
}

function format(
  schema: GraphQLSchema,
  resolveField: ResolveField,
  plan: readonly FieldPlan[],
  event: PublishedEvent,
  caller: Caller,
): string {
  const execution = startExecution(resolveField, caller, {}, {}, { isDelivery: true });
  const source = Object.fromEntries(plan.map(({ definition }) => [definition.name, event.result]));
  const data = executePlan(schema, plan, source, execution, false);
  const { errors } = execution;
  return JSON.stringify(errors.length === 0 ? { data } : { data, errors });
}

type Store<K, V> = { get(key: K): V | undefined; set(key: K, value: V): unknown };

function getOrAdd<K, V>(store: Store<K, V>, key: K, make: () => V): V {
  const known = store.get(key);
  if (known !== undefined) return known;
  const made = make();
  store.set(key, made);
  return made;
}
