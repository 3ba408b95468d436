/** Makes the state of an operation that is about to run. */
import type { JsonObject } from '../../../kernel/json.ts';
import type { Caller, HeaderMap } from '../api.ts';
import type { Engine, Execution } from './execution.ts';
import { MAX_RESPONSE_CHARACTERS } from './response-size.ts';
import { MAX_EXECUTION_MS } from './within-time-limit.ts';

/** The header in which AppSync tells handlers the id of their request. */
export const REQUEST_ID = 'x-amzn-requestid';

export type ExecutionStart = {
  readonly caller: Caller;
  readonly variables?: JsonObject;
  readonly headers?: HeaderMap;
  readonly isDelivery?: boolean;
  readonly keepsShapes?: boolean;
};

export function startExecution(
  { schema, resolveField, log }: Engine,
  { caller, variables = {}, headers = {}, isDelivery = false, keepsShapes = false }: ExecutionStart,
): Execution {
  return {
    schema,
    resolveField,
    log,
    caller,
    request: { headers: readableHeaders(headers), domainName: null },
    requestId: String(headers[REQUEST_ID] ?? ''),
    variables,
    isDelivery,
    errors: [],
    refusal: undefined,
    responseHeaders: {},
    invalidations: [],
    hasEvicted: false,
    batches: new Map(),
    shapes: keepsShapes ? new WeakMap() : undefined,
    subscriptionFilter: undefined,
    invalidationFilter: undefined,
    resolversRun: 0,
    room: MAX_RESPONSE_CHARACTERS,
    endsAt: Date.now() + MAX_EXECUTION_MS,
  };
}

/** Handlers see every header but cookies (Developer Guide, "Access request headers"). */
function readableHeaders(headers: HeaderMap): JsonObject {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      if (name === 'cookie' || value === undefined) return [];
      return [[name, typeof value === 'string' ? value : [...value]]];
    }),
  );
}
