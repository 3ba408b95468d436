/** Cuts an event to a subscriber's selection; subscribers with the same selection and access share the work. */
import type { Caller, PublishedEvent } from '../api.ts';
import { executePlan } from '../execution/execute-plan.ts';
import { startExecution } from '../operation/start-execution.ts';
import type { Engine } from '../operation/execution.ts';
import type { FieldPlan } from '../operation/plan.ts';

export type FormatEvent = (plan: readonly FieldPlan[], event: PublishedEvent, caller: Caller) => string;

export function createFormatEvent(engine: Engine): FormatEvent {
  const formatted = new WeakMap<PublishedEvent, Map<readonly FieldPlan[], Map<string, string>>>();
  return (plan, event, caller) => {
    const byPlan = getOrAdd(formatted, event, () => new Map<readonly FieldPlan[], Map<string, string>>());
    const byAccess = getOrAdd(byPlan, plan, () => new Map<string, string>());
    return getOrAdd(byAccess, accessOf(caller), () => format(engine, plan, event, caller));
  };
}

/** Equal for callers who may read the same fields. */
function accessOf({ mode, groups, deniedFields }: Caller): string {
  return JSON.stringify([mode, groups, [...deniedFields]]);
}

function format(engine: Engine, plan: readonly FieldPlan[], event: PublishedEvent, caller: Caller): string {
  const execution = startExecution(engine, { caller, isDelivery: true });
  const source = Object.fromEntries(plan.map(({ definition }) => [definition.name, event.result]));
  const data = executePlan(plan, source, execution);
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
