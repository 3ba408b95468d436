/** What the gateway knows of an operation: what its caller needs, and how to serve it. */

import type { AwsCall } from '../aws/call.ts';
import type { ConditionContext } from '../aws/policy/is-allowed.ts';

/** `context` holds the condition keys that the service adds, by their lower-case names. */
export type Permission = { readonly action: string; readonly resource: string; readonly context?: ConditionContext };

export type Operation = {
  /** None if the service checks by itself. */
  permissions(call: AwsCall): readonly Permission[];
  /** Returns the output as a JSON string. Throws `AwsError`. */
  serve(call: AwsCall): Promise<string>;
};

/** Undefined for an operation that the local cloud doesn't support. */
export type FindOperation = (service: string, operation: string) => Operation | undefined;

/** A link of the gateway's chain. */
export type Serve = (call: AwsCall) => Promise<string>;
export type Stage = (next: Serve) => Serve;
