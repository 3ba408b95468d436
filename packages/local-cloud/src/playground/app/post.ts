/** Sends a query or mutation over HTTP. */
import type { ExecutionResult } from 'graphql';
import type { Headers } from './headers.ts';
import type { Operation } from './operation.ts';

/** Throws an error for the user to read where there is no answer, or one that is not JSON. */
export async function post(
  url: string,
  { query, operationName }: Operation,
  variables: unknown,
  headers: Headers,
): Promise<ExecutionResult> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables, operationName }),
  }).catch((cause: unknown) => {
    throw new Error(`No answer from ${url}. Is it still running?`, { cause });
  });
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${url} answered ${response.status} with something that is not JSON: ${text.slice(0, 1000)}`);
  }
}
