/** Runs one handler of APPSYNC_JS code, and applies its effects: errors, headers, invalidations, filters. */
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { isDeepStrictEqual } from 'node:util';
import type { JsonValue } from '../../../kernel/json.ts';
import { isJsonObject } from '../../../kernel/json.ts';
import type { Evaluation, HandlerError, Invalidation, LoadedCode } from '@ordersaga/appsync-js';
import { notAuthorized } from '../auth/check-access.ts';
import { FieldError } from '../errors.ts';
import type { Execution } from '../operation/execution.ts';
import { valueTypeOf } from '../operation/plan.ts';
import { appendError, fieldErrorOf } from './field-call.ts';
import type { FieldCall } from './field-call.ts';
import type { ResolverContext } from './resolver-context.ts';

export type HandlerResult = {
  readonly result: JsonValue;
  /** Set when the handler has left by `runtime.earlyReturn`. */
  readonly earlyReturn: 'END' | 'NEXT' | undefined;
};

/** Throws `FieldError` if the handler calls `util.error`, fails, or comes too late to be run. */
export function runHandler(
  code: LoadedCode,
  step: 'request' | 'response',
  call: FieldCall,
  context: ResolverContext,
): HandlerResult {
  if (Date.now() >= call.execution.endsAt) throw new FieldError('Execution timed out.', 'ExecutionTimeout');
  const evaluation = code.evaluate(step, context);
  context.stash = evaluation.stash;
  call.execution.log.handlerLines(call.execution.requestId, evaluation.logs);
  applyEffects(evaluation, call);
  if (evaluation.error?.isDenial === true) throw denialOf(call);
  if (evaluation.error !== undefined) throw fieldErrorOf(call, evaluation.error);
  return { result: evaluation.result, earlyReturn: evaluation.earlyReturn };
}

function applyEffects({ outErrors, responseHeaders, extensions }: Evaluation, call: FieldCall): void {
  const { execution } = call;
  for (const error of outErrors) appendError(call, error);
  for (const [name, value] of Object.entries(responseHeaders)) {
    if (canBeSent(name, value)) execution.responseHeaders[name] = value;
    else appendError(call, unsendable(name));
  }
  for (const invalidation of extensions.invalidations) invalidate(execution, invalidation);
  if (extensions.evictions.length > 0) execution.hasEvicted = true;
  const { subscriptionFilter, invalidationFilter } = extensions;
  if (isJsonObject(subscriptionFilter)) execution.subscriptionFilter = subscriptionFilter;
  if (isJsonObject(invalidationFilter)) execution.invalidationFilter = invalidationFilter;
}

/** `util.unauthorized` names the type of the field's value (aws-amplify/amplify-cli#9365, amplify-android#2124). */
function denialOf({ position: { plan } }: FieldCall): FieldError {
  return notAuthorized(valueTypeOf(plan).name, plan.definition.name);
}

/** HTTP's own rules (RFC 9110, 5.1 and 5.5); `Trailer` announces trailers, which no response here has. */
function canBeSent(name: string, value: string): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return name.toLowerCase() !== 'trailer';
  } catch {
    return false;
  }
}

function unsendable(name: string): HandlerError {
  return {
    message: `The response header '${name}' can't be sent.`,
    errorType: 'ResponseHeaderError',
    data: null,
    errorInfo: null,
  };
}

/** AppSync quotas, "Number of invalidations per request". Its error message isn't known. */
const MAX_INVALIDATIONS = 5;

/** Equal ones count as one. */
function invalidate({ invalidations }: Execution, invalidation: Invalidation): void {
  if (invalidations.some((other) => isDeepStrictEqual(other, invalidation))) return;
  if (invalidations.length >= MAX_INVALIDATIONS) {
    throw new FieldError(`A request can invalidate subscriptions at most ${MAX_INVALIDATIONS} times.`, 'LimitExceeded');
  }
  invalidations.push(invalidation);
}
