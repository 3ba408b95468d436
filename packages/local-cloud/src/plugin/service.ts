/** What a plugin says about the AWS API that it serves. */

import type { AwsCall } from '../aws/call.ts';
import type { MetricDatum } from '../aws/metric.ts';
import type { Account } from '../aws/place.ts';
import type { Permission } from '../gateway/operation.ts';
import type { Throttle } from '../gateway/faults/throttle.ts';
import type { Protocol } from '../gateway/http/protocol.ts';
import type { JsonObject } from '../kernel/json.ts';
import type { Cloud } from './cloud.ts';
import { createHandle } from './handle.ts';

/** One API operation. */
export type Operation<State> = {
  /** The IAM permissions that a caller needs; none if the service checks by itself. */
  readonly permissions: (input: JsonObject, state: State, account: Account) => readonly Permission[];
  /** Returns the output, as an object or as a JSON string. Throws `AwsError`. */
  readonly serve: (input: JsonObject, state: State, cloud: Cloud, call: AwsCall) => Output | Promise<Output>;
};

type Output = JsonObject | string;

/** How clients reach a service, and how it fails under load. */
type ServiceData = {
  /** For AWS JSON: what stands before the operation in the header X-Amz-Target. */
  readonly jsonTarget?: string;
  /** For every other protocol. */
  readonly protocol?: Protocol;
  /** `email` in `https://email.us-east-1.amazonaws.com`; left out if nothing is signed for the service by its own name. */
  readonly host?: string;
  /** The exception by which the service throttles; the one that most services share if left out. */
  readonly throttle?: Throttle;
  /** What CloudWatch is told of a call that the service throttles; nothing if left out. */
  readonly throttleMetrics?: (call: AwsCall) => readonly MetricDatum[];
};

export type Service<State> = ServiceData & {
  readonly operations: { readonly [operation: string]: Operation<State> };
  /** Serves every operation that `operations` doesn't have. */
  readonly otherOperations?: (operation: string) => Operation<State>;
};

/** A service as others see it. */
export type ServedService = ServiceData & {
  readonly name: string;
  /** Undefined if the list isn't known. */
  readonly operationNames: readonly string[] | undefined;
};

/** Those of all plugins. */
export const SERVED_SERVICES = createHandle<readonly ServedService[]>('the list of services');
