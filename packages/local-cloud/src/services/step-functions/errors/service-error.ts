/** The words in which Step Functions reports a failure of a service that a task called. */

import { randomUUID } from 'node:crypto';
import { AwsError } from '../../../aws/error.ts';

/** `service` as AWS's client names it, such as `AWSLambda`. */
export function causeOf(error: unknown, service: string): string {
  if (!(error instanceof AwsError)) return String(error);
  const { message, statusCode, name } = error;
  return `${message} (Service: ${service}; Status Code: ${statusCode}; Error Code: ${name}; Request ID: ${randomUUID()}; Proxy: null)`;
}
