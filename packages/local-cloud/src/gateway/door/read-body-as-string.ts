/** Reads a request's body as a string. */

import type { IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { readBody as readBytes } from './read-body.ts';
import { AwsError } from '../../aws/error.ts';

/** The largest payload of any service: Lambda's 6 MB and DynamoDB's 16 MB, with room to say so itself. */
const LIMIT_BYTES = 17 * 1024 * 1024;

/**
 * Unpacks what is compressed, as SDKs send large requests of some operations. Throws `RequestEntityTooLargeException`,
 * `SerializationException` for what can't be unpacked, and `ClientLeftError` if the client closes the connection
 * meanwhile.
 */
export async function readBodyAsString(request: IncomingMessage): Promise<string> {
  const bytes = await readBytes(request, LIMIT_BYTES);
  if (bytes === undefined) throw tooLarge();
  return (request.headers['content-encoding'] === 'gzip' ? unpack(bytes) : bytes).toString();
}

function unpack(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: LIMIT_BYTES });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge();
    throw new AwsError('SerializationException', 'The request body is not what its Content-Encoding says.');
  }
}

function tooLarge(): AwsError {
  return new AwsError('RequestEntityTooLargeException', 'The request body is larger than 17 MB.', 413);
}
