/** The words of the gateway: one call of one AWS operation, who makes it, and how it fails. */

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };
export type JsonObject = { [key: string]: JsonValue };

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

/** One statement of an IAM policy document, with intrinsics already resolved. */
export type PolicyStatement = {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: { readonly [operator: string]: { readonly [key: string]: string | readonly string[] } };
};

/** Who makes a call. `administrator` is the account's owner: the local cloud itself, or a person with the AWS CLI. */
export type Principal = {
  readonly arn: string;
  readonly permissions: 'administrator' | readonly PolicyStatement[];
};

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

/** A failure as AWS reports it: `name` is the exception's, `fields` what it carries besides its message. */
export class AwsError extends Error {
  readonly statusCode: number;
  readonly fields: JsonObject;

  constructor(name: string, message: string, statusCode = 400, fields: JsonObject = {}) {
    super(message);
    this.name = name;
    this.statusCode = statusCode;
    this.fields = fields;
  }
}

/** The header by which an HTTP client tells what does not run here from what AWS would refuse. Its value is the message. */
export const UNSUPPORTED_HEADER = 'x-local-cloud-unsupported';
