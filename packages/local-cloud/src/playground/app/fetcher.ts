/** Runs the user's operations: queries and mutations over HTTP, subscriptions over the real-time protocol. */
import type { GraphiQLProps } from 'graphiql';
import { GraphQLError, type ExecutionResult } from 'graphql';
import type { PlaygroundSettings, PlaygroundTab } from '../settings.ts';
import type { Callers } from './callers.ts';
import { credentialsIn, type Headers } from './headers.ts';
import { operationIn, type Operation } from './operation.ts';
import { fillPlaceholders, followsAnswer, rememberAnswer, type Answers } from './placeholders.ts';
import { post } from './post.ts';
import { connect, type Connection } from './realtime.ts';
import { offeredFor } from './tabs.ts';
import type { Timelines } from './timeline.ts';

type Fetcher = GraphiQLProps['fetcher'];
type Observer = { readonly next: (result: ExecutionResult) => void; readonly complete: () => void };

/**
 * Makes GraphiQL's fetcher. The Headers pane goes along with every request, and credentials, which are those of the chosen
 * caller unless the pane has others, with every subscription, too.
 * Pushes go to the tab's timeline, and the last one to the response as well. If an offered subscription takes its
 * variables from a mutation's response, it starts at once, and the mutation's response stays in view. The connection is
 * made before the mutation is sent, because pushes may come within milliseconds of its response.
 */
export function createFetcher(settings: PlaygroundSettings, timelines: Timelines, callers: Callers): Fetcher {
  const answers: Answers = new Map();

  const followers = settings.tabs.filter(({ query, variables }) => {
    return variables?.includes('"{{') && operationIn(query).kind === 'subscription';
  });
  const connectAs = (headers: Headers) => connect(settings, credentialsIn(headers));

  const listen = (connection: Connection, operation: Operation, variables: unknown, observer?: Observer) => {
    const title = offeredFor(operation.operationName, settings.tabs)?.title ?? operation.operationName;
    return timelines.begin(title ?? 'Subscription', (feed) =>
      connection.subscribe(
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

  const ask = async (operation: Operation, variables: unknown, headers: Headers) => {
    const result = await post(settings.graphqlUrl, operation, variables, headers);
    rememberAnswer(answers, result.data);
    return result;
  };

  const filledFor = ({ variables }: PlaygroundTab) => fillPlaceholders(JSON.parse(variables ?? '{}'), answers);

  const askAndFollow = async (operation: Operation, variables: unknown, headers: Headers) => {
    const connection = connectAs(headers);
    try {
      await connection.settled;
      const result = await ask(operation, variables, headers);
      const follower = followerOf(result, followers);
      if (!follower) connection.close();
      else listen(connection, operationIn(follower.query), filledFor(follower));
      return result;
    } catch (error) {
      connection.close();
      throw error;
    }
  };

  const run = async (operation: Operation, variables: unknown, pane: Headers) => {
    const headers = await callers.sign(pane);
    const filled = fillPlaceholders(variables, answers);
    if (operation.kind === 'subscription') {
      return observable((observer) => listen(connectAs(headers), operation, filled, observer));
    }
    const isFollowed = operation.kind === 'mutation' && followers.length > 0;
    return isFollowed ? askAndFollow(operation, filled, headers) : ask(operation, filled, headers);
  };

  return ({ query, operationName, variables }, { headers } = {}) => {
    // GraphiQL introspects the schema by itself, also while a tab shows a timeline.
    if (operationName !== 'IntrospectionQuery') timelines.clear();
    return run(operationIn(query, operationName), variables, headers ?? {}).catch(asResult);
  };
}

function observable(start: (observer: Observer) => () => void) {
  return {
    subscribe: (to?: Observer | Observer['next']) => ({
      unsubscribe: start(typeof to === 'object' ? to : { next: to ?? (() => {}), complete: () => {} }),
    }),
  };
}

function followerOf({ data, errors }: ExecutionResult, followers: readonly PlaygroundTab[]): PlaygroundTab | undefined {
  if (errors) return undefined;
  return followers.find((tab) => followsAnswer(tab.variables, data));
}

function asResult(error: unknown): ExecutionResult {
  return { errors: [new GraphQLError(error instanceof Error ? error.message : String(error))] };
}

function isResult(value: unknown): value is ExecutionResult {
  return typeof value === 'object' && value !== null && ('data' in value || 'errors' in value);
}
