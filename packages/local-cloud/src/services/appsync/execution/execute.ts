/** Runs a query or a mutation from its text to its answer. */
import type { GraphQLSchema } from 'graphql';
import type { JsonValue } from '../../../kernel/json.ts';
import type {
  ApiDependencies,
  Caller,
  GraphqlRequest,
  GraphqlResponse,
  HeaderMap,
  Invalidation,
  PublishedEvent,
  ResponseError,
} from '../api.ts';
import { checkPolicy } from '../auth/check-policy.ts';
import { UnauthorizedError } from '../errors.ts';
import { eventsOf } from '../subscriptions/events-of.ts';
import type { SubscriptionFields } from '../subscriptions/subscription-fields.ts';
import { isTooLarge, MAX_ANSWER_CHARACTERS } from './answer-size.ts';
import { executePlan } from './execute-plan.ts';
import type { Execution, ResolveField } from './execution.ts';
import type { PrepareOperation, ReadyOperation } from './operation.ts';
import { startExecution } from './start-execution.ts';
import { TIMED_OUT, withinTimeLimit } from './within-time-limit.ts';

export type Execute = (caller: Caller, request: GraphqlRequest, headers: HeaderMap) => Promise<GraphqlResponse>;

export type ExecuteParts = {
  readonly schema: GraphQLSchema;
  readonly apiArn: string;
  readonly prepareOperation: PrepareOperation;
  readonly resolveField: ResolveField;
  readonly subscriptionFields: SubscriptionFields;
  readonly isAllowed: ApiDependencies['isAllowed'];
  readonly publish: (event: PublishedEvent) => void;
  readonly invalidate: (invalidation: Invalidation) => void;
};

export function createExecute(parts: ExecuteParts): Execute {
  return async (caller, request, headers) => {
    const operation = parts.prepareOperation(request);
    if ('errors' in operation) return refusal(operation.statusCode, operation.errors);
    if (operation.definition.operation === 'subscription') return refusal(400, [SUBSCRIPTION]);
    try {
      const allowed = checkPolicy(caller, operation.plan, parts.apiArn, parts.isAllowed);
      return await withinTimeLimit(run(parts, operation, allowed, headers), LATE);
    } catch (error) {
      if (error instanceof UnauthorizedError) {
        return refusal(error.statusCode, [{ errorType: error.errorType, message: error.message }]);
      }
      throw error;
    }
  };
}

async function run(
  parts: ExecuteParts,
  { definition, plan, variables }: ReadyOperation,
  caller: Caller,
  headers: HeaderMap,
): Promise<GraphqlResponse> {
  const isMutation = definition.operation === 'mutation';
  const keepsShapes = isMutation && plan.some((field) => parts.subscriptionFields.has(field.definition.name));
  const execution = startExecution(parts.resolveField, caller, variables, headers, { keepsShapes });
  const data = await executePlan(parts.schema, plan, null, execution, isMutation);
  if (execution.refusal !== undefined) return refusal(400, [execution.refusal]);
  if (execution.shapes !== undefined && !isTooLarge(execution)) {
    eventsOf(plan, data, execution.shapes, parts.subscriptionFields).forEach(parts.publish);
  }
  if (isMutation) execution.invalidations.forEach(parts.invalidate);
  return isTooLarge(execution) ? TOO_LARGE : answer(data, execution, isMutation && execution.hasEvicted);
}

function answer(data: JsonValue, { errors, responseHeaders }: Execution, hasEvicted: boolean): GraphqlResponse {
  return {
    statusCode: 200,
    body: JSON.stringify({
      ...(hasEvicted && { extensions: NOTHING_EVICTED }),
      data,
      ...(errors.length > 0 && { errors }),
    }),
    headers: responseHeaders,
  };
}

/** Only mutations evict (Developer Guide, "Extensions"). There is no cache, so there was nothing in it. */
const NOTHING_EVICTED = { apiCacheEntriesDeleted: 0 };

/** What never ran has `data: null` when it was GraphQL, and no `data` when it was not. */
function refusal(statusCode: number, errors: readonly ResponseError[]): GraphqlResponse {
  return {
    statusCode,
    body: JSON.stringify(statusCode === 200 ? { data: null, errors } : { errors }),
    headers: statusCode === 200 ? {} : { 'x-amzn-ErrorType': errors[0]?.errorType ?? '' },
  };
}

const SUBSCRIPTION: ResponseError = {
  errorType: 'UnsupportedOperation',
  message: 'Subscriptions are served by the real-time endpoint.',
};

const LATE = refusal(200, [TIMED_OUT]);

const TOO_LARGE = refusal(200, [
  { errorType: 'PayloadTooLarge', message: `The answer is larger than ${MAX_ANSWER_CHARACTERS / 1_000_000} MB.` },
]);
