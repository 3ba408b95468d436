/** Sends a query or mutation over HTTP. */
import type { ExecutionResult } from 'graphql';
import { isObject } from '../../kernel/json.ts';
import type { Headers } from './headers.ts';
import type { Operation } from './operation.ts';

/** Throws an error for the user to read if there is no response, or one that isn't GraphQL. */
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
    throw new Error(`No response from ${url}. Is it still running?`, { cause });
  });
  const text = await response.text();
  const result = parseResult(text);
  if (result !== undefined) return result;
  throw new Error(
    `${url} returned ${response.status} with a body that isn't a GraphQL response: ${text.slice(0, 1000)}`,
  );
}

function parseResult(text: string): ExecutionResult | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
