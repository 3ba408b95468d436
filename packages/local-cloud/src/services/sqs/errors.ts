/** The errors of SQS, named as they are on the wire of its JSON protocol. */

import { AwsError } from '../../aws/error.ts';

export function queueDoesNotExist(): AwsError {
  return new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
}

export function invalidAddress(url: string): AwsError {
  return new AwsError('InvalidAddress', `The address ${url} is not valid for this endpoint.`, 404);
}

export function missingParameter(name: string): AwsError {
  return new AwsError('MissingRequiredParameterException', `The request must contain the parameter ${name}.`);
}

export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterValueException', message);
}

export function invalidValue(value: string | number, parameter: string, reason: string): AwsError {
  return invalidParameter(`Value ${value} for parameter ${parameter} is invalid. Reason: ${reason}`);
}

export function unknownAttribute(name: string): AwsError {
  return new AwsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
}

export function invalidReceiptHandle(handle: string): AwsError {
  const message = `The input receipt handle "${handle}" is not a valid receipt handle.`;
  return new AwsError('ReceiptHandleIsInvalid', message, 404);
}

export function messageNotInFlight(): AwsError {
  return new AwsError('MessageNotInflight', 'The specified message is not in flight.');
}

export function purgeInProgress(queueName: string): AwsError {
  const message = `Only one PurgeQueue operation on ${queueName} is allowed every 60 seconds.`;
  return new AwsError('PurgeQueueInProgress', message, 403);
}

export function overLimit(): AwsError {
  return new AwsError('OverLimit', 'The maximum number of in flight messages is reached.', 403);
}

/** Names that the results of a batch, as clients have known them since the Query protocol, spell otherwise. */
const BATCH_CODES: { readonly [name: string]: string } = {
  InvalidParameterValueException: 'InvalidParameterValue',
  MissingRequiredParameterException: 'MissingParameter',
};

/** The `Code` of a batch entry that failed. */
export function batchCodeOf({ name }: AwsError): string {
  return BATCH_CODES[name] ?? name;
}
