/** The words of the gateway: one call of one AWS operation, and who makes it. */

import type { JsonObject } from '../kernel/json.ts';
import type { Principal } from './policy/policy.ts';

/** A service by the name that IAM actions carry before the colon. */
export type ServiceName =
  | 'dynamodb'
  | 'dynamodbstreams'
  | 'lambda'
  | 'states'
  | 'events'
  | 'sqs'
  | 's3'
  | 'ses'
  | 'secretsmanager'
  | 'ssm'
  | 'appsync'
  | 'cloudformation';

/** One call of an AWS operation, such as `{ service: 'dynamodb', operation: 'PutItem', input: { TableName, … } }`. */
export type AwsCall = {
  readonly service: ServiceName;
  readonly operation: string;
  readonly input: JsonObject;
  readonly principal: Principal;
  /** For an injected fault: when the invoked function's environment is killed, before its work or after it. */
  readonly crash?: Crash;
};

export type Crash = 'before' | 'after';

/**
 * Makes a call and answers the response body as JSON text; whoever needs the object parses it, whoever only passes it
 * on does not pay for that. Throws `AwsError` for every failure that AWS would report.
 */
export type CallAws = (call: AwsCall) => Promise<string>;

/** The header by which an HTTP client tells what does not run here from what AWS would refuse. Its value is the message. */
export const UNSUPPORTED_HEADER = 'x-local-cloud-unsupported';
