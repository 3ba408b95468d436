/** Asks a DynamoDB that the user has named whether it is there. */

import { request } from 'undici';
import { StartupError } from '../../../kernel/startup-error.ts';
import { SIGNATURE_HEADERS } from './call-engine.ts';

const PATIENCE_MS = 5000;

/** `endpoint` is the value of DYNAMODB_ENDPOINT. Throws `StartupError` if no DynamoDB responds there. */
export async function checkEndpoint(endpoint: string): Promise<void> {
  if (!/^https?:$/.test(URL.parse(endpoint)?.protocol ?? '')) {
    throw new StartupError(
      `DYNAMODB_ENDPOINT is "${endpoint}", which isn't an http or https URL, such as http://127.0.0.1:8000.`,
    );
  }
  const complaint = await complaintAbout(endpoint);
  if (complaint)
    throw new StartupError(
      `DYNAMODB_ENDPOINT is ${endpoint}, but ${complaint}. Start a DynamoDB there, or unset the variable.`,
    );
}

async function complaintAbout(endpoint: string): Promise<string | undefined> {
  try {
    // Not by fetch, which refuses some ports that a DynamoDB may well have.
    const { statusCode, body } = await request(endpoint, {
      method: 'POST',
      headers: { ...SIGNATURE_HEADERS, 'x-amz-target': 'DynamoDB_20120810.ListTables' },
      body: '{}',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const isDynamoDb = (await body.text()).includes('"TableNames"');
    return isDynamoDb ? undefined : `what responds there isn't a DynamoDB (HTTP ${statusCode})`;
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError')
      return `nothing responds there within ${PATIENCE_MS / 1000} s`;
    return 'nothing responds there';
  }
}
