/** A Lambda function: takes invocations as the service does and runs them in execution environments of its own. */

import { randomUUID } from 'node:crypto';
import { AwsError } from '../../aws/error.ts';
import type { Crash } from '../../aws/call.ts';
import { parseJson } from '../../kernel/json.ts';
import type { JsonValue } from '../../kernel/json.ts';
import { createEventInvoker } from './invoke-event.ts';
import { functionMetric, invocationMetric } from './metrics.ts';
import { createEnvironmentPool } from './environment/environment-pool.ts';
import type { FunctionDefinition, FunctionDependencies, InvocationResult } from './environment/definition.ts';

type Circumstances = {
  /** Kills the execution environment. */
  readonly crash?: Crash | undefined;
  /** What the caller named, if it has a qualifier. */
  readonly functionArn?: string;
  /** The trace that the call is a part of. */
  readonly traceHeader?: string | undefined;
};

export type LambdaFunction = {
  /**
   * Invokes the function and waits for its result. An error of the function is a result with `functionError`. Throws
   * `AwsError`: `TooManyRequestsException`, `RequestTooLargeException`, `ServiceException` when the cloud stops.
   */
  invoke(payload: JsonValue, circumstances?: Circumstances): Promise<InvocationResult>;
  /** Invokes without waiting, with Lambda's two retries; only the first try crashes. Throws `RequestTooLargeException`. */
  invokeEvent(payload: JsonValue, circumstances?: Circumstances): void;
  /** Starts an execution environment, so that the first invocation finds it warm. */
  warm(): Promise<void>;
  /** Ends all environments. Invocations that run reject with `ServiceException`. */
  close(): Promise<void>;
};

/** Lambda quotas, developer guide: payload of a synchronous and of an asynchronous invocation, and of a response. */
const MAX_REQUEST_BYTES = 6 * 1024 * 1024;
const MAX_EVENT_BYTES = 1024 * 1024;
const MAX_RESPONSE_BYTES = MAX_REQUEST_BYTES + 100;

/** The concurrency of an account without a raised quota. */
const ACCOUNT_CONCURRENCY = 1000;

/** How many invocations run, of all versions of a function together. */
export type Concurrency = { running: number };

/** One version of a function. Starts nothing yet: environments come with the first invocation, or `warm`. */
export function createFunction(
  definition: FunctionDefinition,
  dependencies: FunctionDependencies,
  concurrency: Concurrency = { running: 0 },
): LambdaFunction {
  const { record = () => {} } = dependencies;
  const pool = createEnvironmentPool(definition, dependencies);
  const limit = definition.reservedConcurrency ?? ACCOUNT_CONCURRENCY;

  const invoke = async (payload: string, circumstances: Circumstances): Promise<InvocationResult> => {
    const { crash, functionArn = definition.arn, traceHeader } = circumstances;
    if (concurrency.running >= limit) throw throttled(definition);
    concurrency.running += 1;
    const startedAt = performance.now();
    const tell = (name: string, value: number) => invocationMetric(name, value, functionArn).forEach(record);
    try {
      const outcome = await pool.invoke({ requestId: randomUUID(), payload, functionArn, crash, traceHeader });
      const size = Buffer.byteLength(outcome.payload);
      const isError = outcome.functionError !== undefined || size > MAX_RESPONSE_BYTES;
      tell('Invocations', 1);
      tell('Errors', isError ? 1 : 0);
      tell('Duration', performance.now() - startedAt);
      if (size > MAX_RESPONSE_BYTES)
        return { payload: tooLarge(), functionError: 'Unhandled', logTail: outcome.logTail };
      return { ...outcome, payload: parseJson(outcome.payload) };
    } finally {
      concurrency.running -= 1;
    }
  };

  const events = createEventInvoker(definition.name, dependencies.log, {
    onAccepted: () => record(functionMetric('AsyncEventsReceived', 1, definition.name)),
    onDropped: () => record(functionMetric('AsyncEventsDropped', 1, definition.name)),
  });

  return {
    invoke: async (payload, circumstances = {}) => invoke(serialize(payload, MAX_REQUEST_BYTES), circumstances),
    invokeEvent: (payload, { crash, ...rest } = {}) => {
      events.invoke(serialize(payload, MAX_EVENT_BYTES), (text, now) => invoke(text, { ...rest, crash: now }), crash);
    },
    warm: () => pool.warm(),
    close: async () => {
      events.close();
      await pool.close();
    },
  };
}

function serialize(payload: JsonValue, limit: number): string {
  const text = JSON.stringify(payload);
  if (Buffer.byteLength(text) <= limit) return text;
  throw new AwsError(
    'RequestTooLargeException',
    `Request must be smaller than ${limit} bytes for the InvokeFunction operation`,
    413,
  );
}

function throttled({ reservedConcurrency }: FunctionDefinition): AwsError {
  return new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429, {
    Reason:
      reservedConcurrency === undefined
        ? 'ConcurrentInvocationLimitExceeded'
        : 'ReservedFunctionConcurrentInvocationLimitExceeded',
  });
}

function tooLarge(): JsonValue {
  return {
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `Response payload size exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`,
  };
}
