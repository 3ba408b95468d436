/** AWS's Query protocol: the operation and its input are form fields, the output is XML. */

import { parseObject } from '../../kernel/json.ts';
import { AwsError } from '../../aws/error.ts';
import type { Protocol } from './protocol.ts';
import { element, XML_DECLARATION } from './xml.ts';

const HEADERS = { 'content-type': 'text/xml' };

export function createQueryProtocol(service: string): Protocol {
  return {
    speaks: (_request, _url, signedFor) => signedFor === service,

    read: (_request, _url, body) => {
      const { Action: operation, Version: _version, ...input } = Object.fromEntries(new URLSearchParams(body));
      if (!operation) throw new AwsError('MissingAction', 'The request has no Action.');
      return { service, operation, input };
    },

    write: ({ operation }, answer) => {
      const result = element(`${operation}Result`, parseObject(answer) ?? {});
      return {
        status: 200,
        headers: HEADERS,
        body: `${XML_DECLARATION}<${operation}Response>${result}</${operation}Response>`,
      };
    },

    writeError: ({ name, message, statusCode }) => {
      const Type = statusCode < 500 ? 'Sender' : 'Receiver';
      const error = element('Error', { Type, Code: name, Message: message });
      return {
        status: statusCode,
        headers: HEADERS,
        body: `${XML_DECLARATION}<ErrorResponse>${error}</ErrorResponse>`,
      };
    },
  };
}
