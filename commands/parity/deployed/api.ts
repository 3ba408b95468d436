/** An API that is asked: the deployed one, or that of a local cloud of the same stage. */
import { realtimeUrlOf } from '@ordersaga/client';
import type { DeployedStack } from '../../stage/deployed-stack.ts';
import type { AwsCredentials, Endpoint } from './endpoint.ts';
import { makeOrderOnce } from './order.ts';
import type { PreparedOrder } from './order.ts';
import type { User } from './user.ts';

export type DeployedApi = Endpoint & {
  /** One order of this run for all cases, placed when the first one needs it. Rejects for a stage without an API key. */
  readonly order: () => Promise<PreparedOrder>;
  /** Runs `work` after all earlier work of this kind: who watches the same order would hear each other's events. */
  readonly inTurn: <Result>(work: () => Promise<Result>) => Promise<Result>;
};

type Callers = { readonly credentials: AwsCredentials; readonly user: User | undefined };

export function createApi(stack: DeployedStack, callers: Callers): DeployedApi {
  const endpoint = { ...stack, ...callers, realtimeUrl: realtimeUrlOf(stack.graphqlUrl) };
  let last: Promise<unknown> = Promise.resolve();
  return {
    ...endpoint,
    order: makeOrderOnce(endpoint),
    inTurn: (work) => {
      const result = last.then(work);
      last = result.catch(() => undefined);
      return result;
    },
  };
}
