/** Tasks that call a service other than Lambda, by an optimized integration or by `aws-sdk`. */

import { AwsError } from '../../../aws/error.ts';
import type { CallAws } from '../../../aws/call.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import type { Principal } from '../../../aws/policy/policy.ts';
import { isJsonObject, parseObject } from '../../../kernel/json.ts';
import { causeOf } from '../errors/service-error.ts';
import { StatesError } from '../errors/states-error.ts';

export type Integration = {
  readonly prefix: string;
  readonly operations: RegExp;
  readonly service: string;
  /** Error names are `<errorPrefix>.<exception>`, with this exception for those that the service does not declare. */
  readonly errorPrefix: string;
  readonly undeclared: string;
};

const ANY = /^[a-z][A-Za-z0-9]*$/;

export const INTEGRATIONS: readonly Integration[] = [
  row('dynamodb', /^(get|put|update|delete)Item$/, 'dynamodb', 'DynamoDB', 'AmazonDynamoDBException'),
  row('events', /^putEvents$/, 'events', 'EventBridge', 'AmazonEventBridgeException'),
  row('sqs', /^sendMessage$/, 'sqs', 'SQS', 'AmazonSQSException'),
  row('aws-sdk:dynamodb', ANY, 'dynamodb', 'DynamoDb', 'DynamoDbException'),
  row('aws-sdk:eventbridge', ANY, 'events', 'EventBridge', 'EventBridgeException'),
  row('aws-sdk:secretsmanager', ANY, 'secretsmanager', 'SecretsManager', 'SecretsManagerException'),
  row('aws-sdk:sesv2', ANY, 'ses', 'SesV2', 'SesV2Exception'),
  row('aws-sdk:sqs', ANY, 'sqs', 'Sqs', 'SqsException'),
];

function row(name: string, operations: RegExp, service: string, errorPrefix: string, undeclared: string): Integration {
  return { prefix: `arn:aws:states:::${name}:`, operations, service, errorPrefix, undeclared };
}

/** `operation` as in the resource, such as `putItem`. Throws `StatesError`. */
export async function callService(
  { service, errorPrefix, undeclared }: Integration,
  operation: string,
  parameters: JsonValue,
  callAws: CallAws,
  principal: Principal,
): Promise<JsonValue> {
  const call = {
    service,
    operation: operation.charAt(0).toUpperCase() + operation.slice(1),
    input: isJsonObject(parameters) ? withTexts(parameters) : {},
    principal,
  };
  const answer = await callAws(call).catch((error: unknown) => {
    const name = error instanceof AwsError ? error.name : 'SdkClientException';
    throw new StatesError(`${errorPrefix}.${UNDECLARED.has(name) ? undeclared : name}`, causeOf(error, errorPrefix));
  });
  const result = parseObject(answer) ?? {};
  if (typeof result['FailedEntryCount'] === 'number' && result['FailedEntryCount'] > 0) {
    throw new StatesError('EventBridge.FailedEntry', answer);
  }
  return result;
}

/** Errors of AWS's front ends, which no service's API declares. */
const UNDECLARED = new Set(['AccessDeniedException', 'InternalFailure', 'ServiceUnavailable', 'ValidationException']);

/** Members that the API takes as JSON text and that a definition may hold as JSON. */
const TEXT_MEMBERS = new Set(['Detail', 'MessageBody']);

function withTexts(parameters: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(parameters).map(([key, value]) => {
      if (TEXT_MEMBERS.has(key) && typeof value !== 'string') return [key, JSON.stringify(value)];
      if (key !== 'Entries' || !Array.isArray(value)) return [key, value];
      return [key, value.map((entry) => (isJsonObject(entry) ? withTexts(entry) : entry))];
    }),
  );
}
