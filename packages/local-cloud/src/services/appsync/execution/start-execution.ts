/** The state of an operation that is about to run. */
import type { JsonObject } from '../../../kernel/json.ts';
import type { Caller, HeaderMap } from '../api.ts';
import { LARGEST_ANSWER } from './answer-size.ts';
import type { Execution, ResolveField } from './execution.ts';
import { LONGEST_EXECUTION_MS } from './within-time-limit.ts';

export const startExecution = (
  resolveField: ResolveField,
  caller: Caller,
  variables: JsonObject,
  headers: HeaderMap,
  options: { readonly isDelivery?: boolean; readonly keepsShapes?: boolean } = {},
): Execution => ({
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
  room: LARGEST_ANSWER,
  endsAt: Date.now() + LONGEST_EXECUTION_MS,
});

/** Handlers see every header but cookies (Developer Guide, "Access request headers"). */
const readableHeaders = (headers: HeaderMap): JsonObject =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => {
      if (name === 'cookie' || value === undefined) return [];
      return [[name, typeof value === 'string' ? value : [...value]]];
    }),
  );
