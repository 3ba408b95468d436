/** AWS JSON 1.0 and 1.1: the operation is in the header X-Amz-Target, input and output are JSON bodies. */

import { parseObject } from '../../kernel/json.ts';
import { AwsError } from '../../aws/error.ts';
import type { Protocol } from './protocol.ts';

/** `targets` are the services that speak it, by what stands before the operation in the header. */
export function createJsonProtocol(targets: ReadonlyMap<string, string>): Protocol {
  return {
    speaks: (request) => request.headers['x-amz-target'] !== undefined,

    read: (request, _url, body) => {
      const [prefix = '', operation = ''] = String(request.headers['x-amz-target'] ?? '').split('.');
      const service = targets.get(prefix);
      if (!service)
        throw new AwsError('UnknownOperationException', `The local cloud doesn't support ${prefix || 'this call'}.`);
      const input = parseObject(body || '{}');
      if (!input) throw new AwsError('SerializationException', 'The request body is not a JSON object.');
      return { service, operation, input };
    },

    write: (_call, answer) => ({
      status: 200,
      headers: { 'content-type': 'application/x-amz-json-1.0' },
      body: answer,
    }),

    writeError: ({ name, message, statusCode, fields }) => ({
      status: statusCode,
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': name },
      body: JSON.stringify({ __type: name, message, ...fields }),
    }),
  };
}
