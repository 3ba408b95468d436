/** One HTTP request to the API, and everything of its response that a client can see. */
import { isRecord } from '../../json.ts';
import type { Json } from '../../json.ts';
import { textOrJson } from './text-or-json.ts';
import type { Answer } from '../case.ts';
import type { Endpoint } from './endpoint.ts';
import { identify } from './identities.ts';
import type { IdentityName } from './identities.ts';
import { fillIn, normalize } from './names.ts';
import type { PreparedOrder } from './order.ts';

export type HttpQuestion = {
  /** `caller` when left out. */
  readonly as?: IdentityName;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'OPTIONS';
  readonly query?: string;
  /** Strings that are a name of `names.ts` stand for its value. */
  readonly variables?: Json;
  readonly operationName?: string;
  /** In place of the JSON of `query`, `variables` and `operationName`. */
  readonly body?: string;
  /** The part of the URL after the question mark. */
  readonly search?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Headers of the response that are compared, too. Few cases do: one that differs everywhere should be found once. */
  readonly compares?: readonly string[];
  /** What of a body is compared if the whole depends on which of many fields was the first. */
  readonly summarize?: (body: Json) => Json;
};

/** AppSync gives up after 30 s. */
const TIMEOUT_MS = 35_000;

/** The API is under load, or a part of it is down; the question may be asked again. */
class ApiBusy extends Error {
  override readonly name = 'ThrottlingException';
}

/** Throws `ApiBusy`. */
export async function askOverHttp(api: Endpoint, question: HttpQuestion, order?: PreparedOrder): Promise<Answer> {
  const { query, operationName, variables, compares = [], summarize = (body: Json) => body } = question;
  const filled = variables === undefined ? undefined : fillIn(variables, order);
  const response = await send(
    api,
    question,
    question.body ?? JSON.stringify({ query, operationName, variables: filled }),
  );
  if (response === undefined) return { connection: 'closed without a response' };
  const { status, headers } = response;
  const text = await response.text();
  if (status === 429 || status === 503) throw new ApiBusy(`HTTP ${status}: ${text}`);
  const answer = {
    status,
    ...Object.fromEntries(compares.map((name) => [name, headers.get(name)?.replaceAll(' ', '').toLowerCase() ?? null])),
    body: summarize(textOrJson(text)),
  };
  return sortErrors(normalize(answer, api, order));
}

/** Fields run at the same time, so that either of two may fail first. */
function sortErrors(answer: Answer): Answer {
  const { body } = answer;
  if (!isRecord(body) || !Array.isArray(body['errors'])) return answer;
  const errors: readonly Json[] = body['errors'];
  const byText = (one: Json, other: Json): number => JSON.stringify(one).localeCompare(JSON.stringify(other));
  return { ...answer, body: { ...body, errors: errors.toSorted(byText) } };
}

/** Undefined if the server closes the connection on a request that is too large for it. */
async function send(api: Endpoint, question: HttpQuestion, body: string): Promise<Response | undefined> {
  const { as = 'caller', method = 'POST', search, headers = {} } = question;
  const url = search === undefined ? api.graphqlUrl : `${api.graphqlUrl}?${search}`;
  const hasBody = method === 'POST' || method === 'PUT';
  const identity = await identify(api, as, { url, method, body: hasBody ? body : '' });
  try {
    return await fetch(url, {
      method,
      headers: { ...identity, 'content-type': 'application/json', ...headers },
      ...(hasBody && { body }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    if (isClosed(error)) return undefined;
    // `fetch` hides why behind words of its own.
    throw error instanceof Error && error.cause instanceof Error ? error.cause : error;
  }
}

function isClosed(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return code === 'ECONNRESET' || code === 'EPIPE' || code === 'UND_ERR_SOCKET';
}
