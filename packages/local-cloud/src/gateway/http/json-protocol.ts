/** AWS JSON 1.0 and 1.1: the operation is in the header X-Amz-Target, input and output are JSON bodies. */

import { parseObject } from '../../kernel/json.ts';
import { AwsError } from '../../aws/error.ts';
import type { ServiceName } from '../../aws/call.ts';
import type { Protocol } from './protocol.ts';

/** The services that speak it, by the first half of the target. */
export const JSON_SERVICES: { readonly [targetPrefix: string]: ServiceName } = {
  DynamoDB_20120810: 'dynamodb',
  DynamoDBStreams_20120810: 'dynamodbstreams',
  AWSStepFunctions: 'states',
  AWSEvents: 'events',
  AmazonSQS: 'sqs',
  secretsmanager: 'secretsmanager',
  AmazonSSM: 'ssm',
};

export const jsonProtocol: Protocol = {
  speaks: (request) => request.headers['x-amz-target'] !== undefined,

  read: (request, _url, body) => {
    const [prefix = '', operation = ''] = String(request.headers['x-amz-target'] ?? '').split('.');
    const service = JSON_SERVICES[prefix];
    if (!service)
      throw new AwsError('UnknownOperationException', `The local cloud does not carry ${prefix || 'this call'}.`);
    const input = parseObject(body || '{}');
    if (!input) throw new AwsError('SerializationException', 'The request body is not a JSON object.');
    return { service, operation, input };
  },

  write: (_call, answer) => ({ status: 200, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: answer }),

  writeError: ({ name, message, statusCode, fields }) => ({
    status: statusCode,
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': name },
    body: JSON.stringify({ __type: name, message, ...fields }),
  }),
};
