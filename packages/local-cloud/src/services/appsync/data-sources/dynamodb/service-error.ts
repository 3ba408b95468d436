/** A failure of DynamoDB as `ctx.error`: AppSync prints it as version 1 of the Java SDK does. */
import { randomBytes } from 'node:crypto';
import type { AwsError } from '../../../../aws/error.ts';
import type { JsonValue } from '../../../../kernel/json.ts';
import { failed } from '../contract/data-source.ts';
import type { DataSourceResult } from '../contract/data-source.ts';

export function serviceError(error: AwsError, result: JsonValue = null): DataSourceResult {
  const details = [
    'Service: AmazonDynamoDBv2',
    `Status Code: ${error.statusCode}`,
    `Error Code: ${error.name}`,
    `Request ID: ${requestId()}`,
  ].join('; ');
  return failed(`DynamoDB:${error.name}`, `${error.message} (${details})`, result);
}

/** DynamoDB's request ids are 52 letters and digits; the engine gives none. */
function requestId(): string {
  return randomBytes(26).toString('hex').toUpperCase();
}
