/** AppSync's own REST protocol, of which the local cloud serves `EvaluateCode`; GraphQL requests never come here. */

import { parseObject } from '../../../kernel/json.ts';
import { AwsError } from '../../../aws/error.ts';
import { unknownOperation } from '../../../gateway/unsupported.ts';
import type { Protocol } from '../../../gateway/http/protocol.ts';

const OPERATIONS: ReadonlyMap<string, string> = new Map([
  ['POST /v1/dataplane-evaluatecode', 'EvaluateCode'],
  ['POST /v1/dataplane-evaluatetemplate', 'EvaluateMappingTemplate'],
]);

export const REST_PROTOCOL: Protocol = {
  speaks: (_request, url, service) => service === 'appsync' || url.pathname.startsWith('/v1/dataplane-'),

  read: (request, url, body) => {
    const operation = OPERATIONS.get(`${request.method} ${url.pathname}`);
    if (operation === undefined) {
      throw unknownOperation({ service: 'appsync', operation: `${request.method} ${url.pathname}` });
    }
    const input = parseObject(body);
    if (!input) throw new AwsError('BadRequestException', 'The request body is not a JSON object.');
    return { service: 'appsync', operation, input };
  },

  write: (_call, answer) => ({ status: 200, body: answer }),

  writeError: ({ name, message, statusCode }) => ({
    status: name === 'AccessDeniedException' ? 403 : statusCode,
    headers: { 'x-amzn-errortype': name },
    body: JSON.stringify({ message }),
  }),
};
