/** Reads a request's body as text. */

import type { IncomingMessage } from 'node:http';
import { AwsError } from '../aws-call.ts';

/** The largest payload of any service that is carried: Lambda's 6 MB and DynamoDB's 16 MB, with room to say so itself. */
const LIMIT_BYTES = 17 * 1024 * 1024;

export const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    length += chunk.length;
    if (length > LIMIT_BYTES) throw new AwsError('RequestEntityTooLargeException', 'The request body is too large.', 413);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
};
