/** SES's REST protocol, version 2: sending mail. */

import { parseObject } from '../../kernel/json.ts';
import { AwsError } from '../../aws/error.ts';
import type { Protocol } from '../../gateway/http/protocol.ts';

export const REST_PROTOCOL: Protocol = {
  speaks: (_request, url, service) => service === 'ses' || url.pathname.startsWith('/v2/email/'),

  read: (request, url, body) => {
    if (request.method !== 'POST' || url.pathname !== '/v2/email/outbound-emails') {
      throw new AwsError(
        'UnknownOperationException',
        `The local cloud doesn't support ses: ${request.method} ${url.pathname}.`,
        404,
      );
    }
    const input = parseObject(body);
    if (!input) throw new AwsError('SerializationException', 'The request body is not a JSON object.');
    return { service: 'ses', operation: 'SendEmail', input };
  },

  write: (_call, answer) => ({ status: 200, body: answer }),

  writeError: ({ name, message, statusCode }) => ({
    status: statusCode,
    headers: { 'x-amzn-errortype': name },
    body: JSON.stringify({ message }),
  }),
};
