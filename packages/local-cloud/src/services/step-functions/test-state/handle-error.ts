/** Says what a state does about an error: tries again, goes on elsewhere, or fails. It waits for nothing. */

import type { JsonObject } from '../../../kernel/json.ts';
import { fallBack, findCatcher } from '../error-handling/catch.ts';
import { delayAfter, findRetrier } from '../error-handling/retry.ts';
import { outputOf, StatesError } from '../errors/states-error.ts';
import type { Payload } from '../input-output/data-limit.ts';
import type { Parent, TestedState } from './tested-state.ts';

/** The API's integers have 32 bits. */
const MAX_INTEGER = 2 ** 31 - 1;

export type Handled = {
  readonly status: 'RETRIABLE' | 'CAUGHT_ERROR' | 'FAILED';
  readonly error?: string;
  readonly cause?: string;
  readonly output?: string;
  readonly nextState?: string;
  /** `errorDetails` of the inspection: which Retry or Catch it was. */
  readonly details?: JsonObject;
};

export type Failure = {
  readonly error: StatesError;
  readonly input: Payload;
  readonly context: JsonObject;
  /** How many retries of the retrier that takes the error there have been. */
  readonly retryCount: number;
};

/** What the state doesn't handle, the Map and Parallel states around it may. */
export function handleError({ name, fields, parents }: TestedState, failure: Failure): Handled {
  const own = handleIn({ name, fields }, failure);
  if (own.status !== 'FAILED') return own;
  const handled = parents.map((parent) => handleIn(parent, failure));
  return handled.find(({ status }) => status !== 'FAILED') ?? own;
}

/**
 * A retrier that is used up stays in the details if the state fails (localstack, test_state_configuration_retrier_retry_count,
 * recorded on AWS).
 */
function handleIn({ name, fields }: Parent, { error, input, context, retryCount }: Failure): Handled {
  const told = outputOf(error);
  const retrier = findRetrier(fields, error);
  const delayMs = retrier && delayAfter(retrier, retryCount + 1);
  const retryIndex = retrier && { retryIndex: indexIn(fields, 'Retry', retrier) };
  if (delayMs !== undefined) {
    const details = { ...retryIndex, retryBackoffIntervalSeconds: Math.min(Math.round(delayMs / 1000), MAX_INTEGER) };
    return { status: 'RETRIABLE', ...told, details };
  }
  const catcher = findCatcher(fields, error);
  if (!catcher) return { status: 'FAILED', ...told, ...(retryIndex && { details: retryIndex }) };
  try {
    const { output, next } = fallBack(catcher, error, { name, fields, input, context });
    const details = { ...retryIndex, catchIndex: indexIn(fields, 'Catch', catcher) };
    return { status: 'CAUGHT_ERROR', ...told, output: output.text, nextState: next, details };
  } catch (thrown) {
    if (!(thrown instanceof StatesError)) throw thrown;
    return { status: 'FAILED', ...outputOf(thrown) };
  }
}

function indexIn(fields: JsonObject, field: 'Retry' | 'Catch', handler: JsonObject): number {
  const handlers = fields[field];
  return Array.isArray(handlers) ? handlers.indexOf(handler) : -1;
}
