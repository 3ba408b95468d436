/** Queries and mutations over HTTP. */
import type { AuthHeader } from '@ordersaga/appsync-realtime';
import { failure, ordersErrorFrom, type WireError } from './errors.ts';
import type { TypedDocumentString } from './operations.generated.ts';

/** Runs an operation and returns its `data`. Throws `OrdersError` if the response has any `errors`, or there is none. */
export type Execute = <TData, TVariables>(
  document: TypedDocumentString<TData, TVariables>,
  variables: TVariables,
) => Promise<TData>;

/** AppSync itself gives up after 30 s. */
const TIMEOUT_MS = 35_000;

export function createExecute(url: string, authHeader: () => Promise<AuthHeader>): Execute {
  const post = async (body: string): Promise<{ status: number; text: string }> => {
    const headers = { 'content-type': 'application/json', ...(await authHeader().catch(tokenUnavailable)) };
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const response = await fetch(url, { method: 'POST', headers, body, signal });
      return { status: response.status, text: await response.text() };
    } catch (error) {
      throw failure('NetworkError', `${url} cannot be reached: ${reasonOf(error)}.`, error);
    }
  };

  return async <TData>(document: { toString(): string }, variables: unknown) => {
    const { status, text } = await post(JSON.stringify({ query: document.toString(), variables }));
    const answer = parseAnswer<TData>(text);
    if (answer?.errors?.length) throw ordersErrorFrom(answer.errors);
    if (answer?.data) return answer.data;
    throw failure('UnexpectedAnswer', `${url} answered HTTP ${status}, and not in the way of GraphQL.`);
  };
}

function tokenUnavailable(error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  throw failure('TokenUnavailable', `The function that gives the token failed: ${message}`, error);
}

type Answer<TData> = { readonly data?: TData | null; readonly errors?: readonly WireError[] | null };

/** The schema promises the types of `data`; only the frame around it is checked here. */
function parseAnswer<TData>(text: string): Answer<TData> | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    return isAnswer<TData>(answer) ? answer : undefined;
  } catch {
    return undefined;
  }
}

function isAnswer<TData>(value: unknown): value is Answer<TData> {
  if (typeof value !== 'object' || value === null) return false;
  return !('errors' in value) || value.errors === null || Array.isArray(value.errors);
}

/** The reason behind Node's `fetch failed`. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${TIMEOUT_MS / 1000} s`;
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  return cause.message || ('code' in cause ? String(cause.code) : error.message);
}
