/** The state of an operation that is about to run. */
import type { JsonObject } from '../../gateway/aws-call.ts';
import type { Caller, HeaderMap } from '../api.ts';
import type { Execution, ResolveField } from './execution.ts';

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
  responseHeaders: {},
  invalidations: [],
  batches: new Map(),
  shapes: options.keepsShapes === true ? new WeakMap() : undefined,
  subscriptionFilter: undefined,
  invalidationFilter: undefined,
  resolversRun: 0,
});

/** Handlers see every header but cookies (Developer Guide, "Access request headers"). */
const readableHeaders = (headers: HeaderMap): JsonObject => {
  const readable: JsonObject = {};
  for (const name in headers) {
    const value = headers[name];
    if (name === 'cookie' || value === undefined) continue;
    readable[name] = typeof value === 'string' ? value : [...value];
  }
  return readable;
};
