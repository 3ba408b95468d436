/** Runs what the user runs: queries and mutations over HTTP, subscriptions over the real-time protocol. */
import type { GraphiQLProps } from 'graphiql';
import { GraphQLError, type ExecutionResult } from 'graphql';
import type { PlaygroundSettings, PlaygroundTab } from '../settings.ts';
import { operationIn, type Operation } from './operation.ts';
import { fillPlaceholders, followsAnswer, rememberAnswer, type Answers } from './placeholders.ts';
import { subscribe } from './realtime.ts';
import { offeredFor } from './tabs.ts';
import type { Timelines } from './timeline.ts';

type Fetcher = GraphiQLProps['fetcher'];
type Headers = { readonly [name: string]: string };
type Observer = { readonly next: (result: ExecutionResult) => void; readonly complete: () => void };

/**
 * Makes GraphiQL's fetcher. The Headers pane goes along with every request, its credentials with every subscription.
 * Pushes go to the tab's timeline, and the last one to the response as well. Where an offered subscription takes its
 * variables from what a mutation has answered, it is started there and then, and the answer stays in the response.
 */
export function createFetcher(settings: PlaygroundSettings, timelines: Timelines): Fetcher {
  const answers: Answers = new Map();

  const listen = (operation: Operation, variables: unknown, headers: Headers, observer?: Observer) => {
    const title = offeredFor(operation.operationName, settings.tabs)?.title ?? operation.operationName;
    return timelines.begin(title ?? 'Subscription', (feed) =>
      subscribe(
        settings,
        credentialsIn(headers),
        { query: operation.query, variables },
        {
          accepted: feed.listening,
          pushed: (payload) => {
            feed.push(payload);
            if (isResult(payload)) observer?.next(payload);
          },
          ended: (failure) => {
            feed.end(failure);
            if (isResult(failure)) observer?.next(failure);
            observer?.complete();
          },
        },
      ),
    );
  };

  const run = async (operation: Operation, variables: unknown, headers: Headers) => {
    const filled = fillPlaceholders(variables, answers);
    if (operation.kind === 'subscription') {
      return observable((observer) => listen(operation, filled, headers, observer));
    }

    const answer = await post(settings.graphqlUrl, operation, filled, headers);
    rememberAnswer(answers, answer.data);
    const follower = operation.kind === 'mutation' ? followerOf(answer, settings.tabs) : undefined;
    if (follower) {
      const taken = fillPlaceholders(JSON.parse(follower.variables ?? '{}'), answers);
      listen(operationIn(follower.query), taken, headers);
    }
    return answer;
  };

  return ({ query, operationName, variables }, { headers } = {}) => {
    // GraphiQL asks for the schema by itself, before there is a Headers pane, and while a tab shows a timeline.
    const introspects = operationName === 'IntrospectionQuery';
    if (!introspects) timelines.clear();
    const ownHeaders = introspects ? firstHeaders(settings) : {};
    return run(operationIn(query, operationName), variables, headers ?? ownHeaders).catch(asResult);
  };
}

/** What the Headers pane holds until the user changes it. */
export function firstHeaders({ apiKey }: PlaygroundSettings): Headers {
  return apiKey ? { 'x-api-key': apiKey } : { Authorization: '' };
}

function observable(start: (observer: Observer) => () => void) {
  return {
    subscribe: (to?: Observer | Observer['next']) => ({
      unsubscribe: start(typeof to === 'object' ? to : { next: to ?? (() => {}), complete: () => {} }),
    }),
  };
}

async function post(url: string, operation: Operation, variables: unknown, headers: Headers): Promise<ExecutionResult> {
  const { query, operationName } = operation;
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

function followerOf({ data, errors }: ExecutionResult, tabs: readonly PlaygroundTab[]): PlaygroundTab | undefined {
  if (errors) return undefined;
  return tabs.find((tab) => followsAnswer(tab.variables, data) && operationIn(tab.query).kind === 'subscription');
}

/** What of the Headers pane says who calls. */
function credentialsIn(headers: Headers): Headers {
  const carriers = ['x-api-key', 'Authorization'];
  const credentials: { [name: string]: string } = {};
  for (const [name, value] of Object.entries(headers)) {
    const carrier = carriers.find((known) => known.toLowerCase() === name.toLowerCase());
    if (carrier) credentials[carrier] = value;
  }
  return credentials;
}

function asResult(error: unknown): ExecutionResult {
  return { errors: [new GraphQLError(error instanceof Error ? error.message : String(error))] };
}

function isResult(value: unknown): value is ExecutionResult {
  return typeof value === 'object' && value !== null && ('data' in value || 'errors' in value);
}
