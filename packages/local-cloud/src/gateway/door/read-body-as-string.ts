/** Reads a request's body as a string. */

import type { IncomingMessage } from 'node:http';
import { readBody as readBytes } from './read-body.ts';
import { AwsError } from '../../aws/error.ts';

/** The largest payload of any service: Lambda's 6 MB and DynamoDB's 16 MB, with room to say so itself. */
const LIMIT_BYTES = 17 * 1024 * 1024;

/** Throws `RequestEntityTooLargeException`, and `ClientLeftError` if the client closes the connection meanwhile. */
export async function readBodyAsString(request: IncomingMessage): Promise<string> {
  const bytes = await readBytes(request, LIMIT_BYTES);
  if (bytes === undefined)
    throw new AwsError('RequestEntityTooLargeException', 'The request body is larger than 17 MB.', 413);
  return bytes.toString();
}
