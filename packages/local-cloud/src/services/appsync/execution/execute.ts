/** Runs a query or a mutation, from its request to its response. */
import { OperationTypeNode } from 'graphql';
import type { Invalidation } from '@ordersaga/appsync-js';
import type { JsonValue } from '../../../kernel/json.ts';
import type { Caller, GraphqlRequest, GraphqlResponse, HeaderMap, PublishedEvent, ResponseError } from '../api.ts';
import { REQUEST_ID, startExecution } from '../operation/start-execution.ts';
import type { Engine, Execution } from '../operation/execution.ts';
import { isTooLarge, MAX_RESPONSE_CHARACTERS } from '../operation/response-size.ts';
import { TIMED_OUT, withinTimeLimit } from '../operation/within-time-limit.ts';
import type { SubscriptionFields } from '../schema/subscription-fields.ts';
import type { AdmitOperation, AdmittedOperation } from './admit-operation.ts';
import { eventsOf } from './events-of.ts';
import { executePlan, executeSerially } from './execute-plan.ts';

export type Execute = (caller: Caller, request: GraphqlRequest, headers: HeaderMap) => Promise<GraphqlResponse>;

export type ExecuteParts = {
  readonly engine: Engine;
  readonly admit: AdmitOperation;
  readonly subscriptionFields: SubscriptionFields;
  readonly publish: (event: PublishedEvent) => void;
  readonly invalidate: (invalidation: Invalidation) => void;
};

export function createExecute(parts: ExecuteParts): Execute {
  return async (caller, request, headers) => {
    const startedAt = performance.now();
    const end = (response: GraphqlResponse, errors: readonly ResponseError[]): GraphqlResponse => {
      const { statusCode } = response;
      const latencyMs = performance.now() - startedAt;
      parts.engine.log.summary(String(headers[REQUEST_ID] ?? ''), { statusCode, latencyMs, errors });
      return response;
    };
    const operation = parts.admit(caller, request, 'http');
    if ('errors' in operation) return end(refusal(operation.statusCode, operation.errors), operation.errors);
    const errors: ResponseError[] = [];
    return end(await withinTimeLimit(run(parts, operation, headers, errors), LATE), errors);
  };
}

async function run(
  { engine, subscriptionFields, publish, invalidate }: ExecuteParts,
  { definition, plan, variables, caller }: AdmittedOperation,
  headers: HeaderMap,
  errors: ResponseError[],
): Promise<GraphqlResponse> {
  const isMutation = definition.operation === OperationTypeNode.MUTATION;
  const keepsShapes = isMutation && plan.some((field) => subscriptionFields.has(field.definition.name));
  const execution = startExecution(engine, { caller, variables, headers, keepsShapes });
  const data = await (isMutation ? executeSerially(plan, execution) : executePlan(plan, null, execution));
  errors.push(...execution.errors);
  if (execution.refusal !== undefined) return refusal(400, [execution.refusal]);
  if (execution.shapes !== undefined && !isTooLarge(execution)) {
    eventsOf(plan, data, execution.shapes, subscriptionFields).forEach(publish);
  }
  if (isMutation) execution.invalidations.forEach(invalidate);
  return isTooLarge(execution) ? TOO_LARGE : responseOf(data, execution, isMutation && execution.hasEvicted);
}

function responseOf(data: JsonValue, { errors, responseHeaders }: Execution, hasEvicted: boolean): GraphqlResponse {
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

/** For an operation that never ran: it has `data: null` if the request was GraphQL, and no `data` if it wasn't. */
function refusal(statusCode: number, errors: readonly ResponseError[]): GraphqlResponse {
  return {
    statusCode,
    body: JSON.stringify(statusCode === 200 ? { data: null, errors } : { errors }),
    headers: statusCode === 200 ? {} : { 'x-amzn-ErrorType': errors[0]?.errorType ?? '' },
  };
}

const LATE = refusal(200, [TIMED_OUT]);

const TOO_LARGE = refusal(200, [
  {
    errorType: 'PayloadTooLarge',
    message: `The response is larger than ${MAX_RESPONSE_CHARACTERS / 1_000_000} MB.`,
  },
]);
