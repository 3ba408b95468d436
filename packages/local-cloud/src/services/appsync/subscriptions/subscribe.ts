/** Registers a subscription: runs its resolver once, and keeps what decides about events. */
import type {
  Caller,
  GraphqlRequest,
  HeaderMap,
  PublishedEvent,
  ResponseError,
  SubscribeResult,
  Subscription,
} from '../api.ts';
import { WRONG_CHANNEL } from '../execution/admit-operation.ts';
import type { AdmitOperation } from '../execution/admit-operation.ts';
import { givenArguments } from '../operation/arguments-of.ts';
import { startExecution } from '../operation/start-execution.ts';
import type { Engine, Execution } from '../operation/execution.ts';
import { entryOf } from '../operation/field-error-entries.ts';
import type { FieldPlan } from '../operation/plan.ts';
import { addError } from '../operation/response-size.ts';
import { TIMED_OUT, withinTimeLimit } from '../operation/within-time-limit.ts';
import { explainBadFilter } from './check-filter.ts';
import { createFormatEvent } from './format-event.ts';
import { matchesArguments } from './matches-arguments.ts';
import { matchesFilter } from './matches-filter.ts';

export type Subscribe = (caller: Caller, request: GraphqlRequest, headers: HeaderMap) => Promise<SubscribeResult>;

export function createSubscribe(engine: Engine, admit: AdmitOperation): Subscribe {
  const formatEvent = createFormatEvent(engine);
  return async (caller, request, headers) => {
    const operation = admit(caller, request, 'real-time');
    if ('errors' in operation) return { errors: operation.errors };
    const { plan, variables, caller: admitted } = operation;
    const [field] = plan;
    if (field === undefined) return { errors: [WRONG_CHANNEL['real-time']] };
    const execution = startExecution(engine, { caller: admitted, variables, headers });
    const errors = await withinTimeLimit(resolveOnce(field, execution), [TIMED_OUT]);
    if (errors.length > 0) return { errors };
    const format = (event: PublishedEvent) => formatEvent(plan, event, admitted);
    return { subscription: subscriptionOf(field, execution, format) };
  };
}

/** Returns why the resolver refuses, if it does. Its value must be null and is ignored. */
async function resolveOnce(plan: FieldPlan, execution: Execution): Promise<readonly ResponseError[]> {
  const position = { parent: undefined, key: plan.responseKey, plan };
  try {
    // A field without a resolver has no other place that checks its arguments before they filter.
    givenArguments(plan, execution.variables);
    await execution.resolveField(position, null, execution);
  } catch (error) {
    addError(execution, entryOf(error, position));
  }
  return [...execution.errors, ...filterErrors(execution)];
}

function filterErrors({ subscriptionFilter, invalidationFilter }: Execution): readonly ResponseError[] {
  return [subscriptionFilter, invalidationFilter].flatMap((filter) => {
    const message = filter === undefined ? undefined : explainBadFilter(filter);
    return message === undefined ? [] : [{ message }];
  });
}

/** An enhanced filter takes the place of filtering by arguments. */
function subscriptionOf(
  field: FieldPlan,
  { variables, subscriptionFilter, invalidationFilter }: Execution,
  format: Subscription['format'],
): Subscription {
  const given = givenArguments(field, variables);
  return {
    fieldName: field.definition.name,
    matches: ({ result }) =>
      subscriptionFilter === undefined ? matchesArguments(given, result) : matchesFilter(subscriptionFilter, result),
    format,
    isEndedBy: ({ payload }) => invalidationFilter !== undefined && matchesFilter(invalidationFilter, payload),
  };
}
