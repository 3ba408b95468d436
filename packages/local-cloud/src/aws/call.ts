/** The words of the gateway: one call of one AWS operation, and who makes it. */

import type { JsonObject } from '../kernel/json.ts';
import type { Principal } from './policy/policy.ts';

/** One call of an AWS operation, such as `{ service: 'dynamodb', operation: 'PutItem', input: { TableName, … } }`. */
export type AwsCall = {
  /** By the name that IAM actions have before the colon. */
  readonly service: string;
  readonly operation: string;
  readonly input: JsonObject;
  readonly principal: Principal;
  /** For an injected fault: when the invoked function's environment is killed, before its work or after it. */
  readonly crash?: Crash;
  /** The trace that the call is a part of, as its request's header `x-amzn-trace-id` says. */
  readonly traceHeader?: string;
};

export type Crash = 'before' | 'after';

/**
 * Makes a call and returns the response body as a JSON string. Callers that only pass it on needn't parse it.
 * Throws `AwsError` for every failure that AWS would report.
 */
export type CallAws = (call: AwsCall) => Promise<string>;

/** By this header an HTTP client tells what isn't supported here from what AWS would reject. Its value is the message. */
export const UNSUPPORTED_HEADER = 'x-local-cloud-unsupported';
