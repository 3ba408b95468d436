/** Registers a subscription: runs its resolver once, and keeps what decides about events. */
import type { GraphQLSchema } from 'graphql';
import type {
  ApiDependencies,
  Caller,
  GraphqlRequest,
  HeaderMap,
  ResponseError,
  SubscribeResult,
  Subscription,
} from '../api.ts';
import { checkPolicy } from '../auth/check-policy.ts';
import { UnauthorizedError } from '../errors.ts';
import { addError } from '../execution/answer-size.ts';
import { entryOf } from '../execution/field-error-entries.ts';
import type { Execution, ResolveField } from '../execution/execution.ts';
import type { PrepareOperation } from '../execution/operation.ts';
import type { FieldPlan } from '../execution/plan.ts';
import { startExecution } from '../execution/start-execution.ts';
import { TIMED_OUT, withinTimeLimit } from '../execution/within-time-limit.ts';
import { givenArguments } from '../resolvers/arguments-of.ts';
import { explainBadFilter } from './check-filter.ts';
import { createFormatEvent } from './format-event.ts';
import { matchesArguments } from './matches-arguments.ts';
import { matchesFilter } from './matches-filter.ts';

export type Subscribe = (caller: Caller, request: GraphqlRequest, headers: HeaderMap) => Promise<SubscribeResult>;

export type SubscribeParts = {
  readonly schema: GraphQLSchema;
  readonly apiArn: string;
  readonly prepareOperation: PrepareOperation;
  readonly resolveField: ResolveField;
  readonly isAllowed: ApiDependencies['isAllowed'];
};

export function createSubscribe(parts: SubscribeParts): Subscribe {
  const formatEvent = createFormatEvent(parts.schema, parts.resolveField);
  return async (caller, request, headers) => {
    const operation = parts.prepareOperation(request);
    if ('errors' in operation) return { errors: operation.errors };
    const [field] = operation.plan;
    if (operation.definition.operation !== 'subscription' || field === undefined) return { errors: [NO_SUBSCRIPTION] };
    try {
      const allowed = checkPolicy(caller, operation.plan, parts.apiArn, parts.isAllowed);
      const execution = startExecution(parts.resolveField, allowed, operation.variables, headers);
      const errors = await withinTimeLimit(resolveOnce(field, execution), [TIMED_OUT]);
      if (errors.length > 0) return { errors };
      return { subscription: subscriptionOf(field, execution, (event) => formatEvent(operation.plan, event, allowed)) };
    } catch (error) {
      if (!(error instanceof UnauthorizedError)) throw error;
      return { errors: [{ errorType: error.errorType, message: error.message }] };
    }
  };
}

const NO_SUBSCRIPTION: ResponseError = {
  errorType: 'UnsupportedOperation',
  message: 'unknown not supported through the realtime channel',
};

/** Why it refuses, if it does; its value is not looked at, for it must be null. */
async function resolveOnce(field: FieldPlan, execution: Execution): Promise<readonly ResponseError[]> {
  const path = { previous: undefined, key: field.responseKey };
  try {
    // Without a resolver nobody else looks at them before they filter.
    givenArguments(field, execution.variables);
    await execution.resolveField(field, null, path, execution);
  } catch (error) {
    addError(execution, entryOf(error, field, path));
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
