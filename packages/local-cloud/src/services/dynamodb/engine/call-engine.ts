/** Makes DynamoDB and DynamoDB Streams calls of the engine over HTTP, without an SDK. */

import { Pool } from 'undici';
import { AwsError } from '../../../aws/error.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import { parseObject } from '../../../kernel/json.ts';

export type CallEngine = {
  /** `target` as in the header X-Amz-Target. Answers the response's JSON text; throws the `AwsError` that DynamoDB named. */
  (target: string, input: JsonObject): Promise<string>;
  close(): Promise<void>;
};

/** More than the 32 of the benchmark; the engine writes one transaction at a time anyway. */
const CONNECTIONS = 64;

/** The engine wants a well-formed signature but does not check it. */
export const SIGNATURE_HEADERS = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host;x-amz-date, Signature=0',
  'x-amz-date': '20260101T000000Z',
  'content-type': 'application/x-amz-json-1.0',
};

/** `endpoint` is the engine's base URL, such as `http://127.0.0.1:8000`. */
export function createCallEngine(endpoint: string): CallEngine {
  const pool = new Pool(endpoint, { connections: CONNECTIONS });
  const call = async (target: string, input: JsonObject): Promise<string> => {
    const { statusCode, text } = await exchange(pool, target, JSON.stringify(input));
    if (statusCode === 200) return text;
    throw errorOf(text, statusCode);
  };
  return Object.assign(call, { close: () => pool.close() });
}

/** An engine that cannot be reached is to a client what a DynamoDB with trouble of its own is. */
async function exchange(pool: Pool, target: string, body: string): Promise<{ statusCode: number; text: string }> {
  try {
    const headers = { ...SIGNATURE_HEADERS, 'x-amz-target': target };
    const response = await pool.request({ path: '/', method: 'POST', headers, body });
    return { statusCode: response.statusCode, text: await response.body.text() };
  } catch (cause) {
    throw Object.assign(new AwsError('InternalServerError', INTERNAL_SERVER_ERROR, 500), { cause });
  }
}

/** DynamoDB's words (developer guide, "Error handling with DynamoDB"). */
const INTERNAL_SERVER_ERROR = 'Internal server error';

function errorOf(text: string, statusCode: number): AwsError {
  const { __type: type, message, Message, ...fields } = parseObject(text) ?? {};
  const name = typeof type === 'string' ? type.slice(type.indexOf('#') + 1) : 'InternalServerError';
  const given = message ?? Message;
  const words = typeof given === 'string' ? given : statusCode < 500 ? '' : INTERNAL_SERVER_ERROR;
  return new AwsError(name, words, statusCode, fields);
}
