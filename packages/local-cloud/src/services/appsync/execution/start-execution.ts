/** The state of an operation that is about to run. */
import type { JsonObject } from '../../../kernel/json.ts';
import type { Caller, HeaderMap } from '../api.ts';
import { MAX_ANSWER_CHARACTERS } from './answer-size.ts';
import type { Execution, ResolveField } from './execution.ts';
import { MAX_EXECUTION_MS } from './within-time-limit.ts';

export function startExecution(
  resolveField: ResolveField,
  caller: Caller,
  variables: JsonObject,
  headers: HeaderMap,
  options: { readonly isDelivery?: boolean; readonly keepsShapes?: boolean } = {},
): Execution {
  return {
    caller,
    request: { headers: readableHeaders(headers), domainName: null },
    variables,
    resolveField,
    isDelivery: options.isDelivery ?? false,
    errors: [],
    refusal: undefined,
    responseHeaders: {},
    invalidations: [],
    hasEvicted: false,
    batches: new Map(),
    shapes: options.keepsShapes === true ? new WeakMap() : undefined,
    subscriptionFilter: undefined,
    invalidationFilter: undefined,
    resolversRun: 0,
    room: MAX_ANSWER_CHARACTERS,
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
