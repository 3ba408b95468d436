/** The exception by which each service throttles (API references, "Errors" and "Common errors"). */

import { AwsError } from '../../aws/error.ts';
import type { ServiceName } from '../../aws/call.ts';

export function throttled(service: ServiceName): AwsError {
  const [name, message, status] = THROTTLES[service];
  return new AwsError(name, message, status);
}

const CAPACITY =
  'The level of configured provisioned throughput for the table was exceeded. ' +
  'Consider increasing your provisioning level with the UpdateTable API.';

const THROTTLES: { readonly [service in ServiceName]: readonly [name: string, message: string, status: number] } = {
  appsync: ['TooManyRequestsException', 'Rate exceeded', 429],
  cloudformation: ['Throttling', 'Rate exceeded', 400],
  dynamodb: ['ProvisionedThroughputExceededException', CAPACITY, 400],
  dynamodbstreams: ['ProvisionedThroughputExceededException', CAPACITY, 400],
  events: ['ThrottlingException', 'Rate exceeded', 400],
  lambda: ['TooManyRequestsException', 'Rate Exceeded.', 429],
  s3: ['SlowDown', 'Please reduce your request rate.', 503],
  secretsmanager: ['ThrottlingException', 'Rate exceeded', 400],
  ses: ['TooManyRequestsException', 'Rate exceeded', 429],
  sqs: ['RequestThrottled', 'Request is throttled.', 403],
  ssm: ['ThrottlingException', 'Rate exceeded', 400],
  states: ['ThrottlingException', 'Rate exceeded', 400],
};
