/** The execution environments of one function, and the invocations that wait for one, first come, first served. */

import type { FunctionDefinition, FunctionDependencies, Invocation, Outcome } from './definition.ts';
import { startExecutionEnvironment, stopping } from './execution-environment.ts';
import type { ExecutionEnvironment } from './execution-environment.ts';
import { inBackground } from '../../../kernel/in-background.ts';

export type EnvironmentPool = {
  invoke(invocation: Invocation): Promise<Outcome>;
  /** Resolves when there is an environment that has loaded the function, or failed to, which its log tells. */
  warm(): Promise<void>;
  close(): Promise<void>;
};

/**
 * Lambda would start a thousand. Two cores gain nothing from more than these: invocations mostly wait for the engine,
 * and each environment takes 12 to 30 MB and, to start, 100 ms of a core. A function that calls itself and waits for
 * the result can so reach four levels.
 */
const MAX_ENVIRONMENTS = 4;

/** An invocation that has waited this long is worth a cold start; one that waits less soon gets a warm environment. */
const GROW_AFTER_MS = 50;

type Waiting = {
  readonly invocation: Invocation;
  readonly since: number;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (reason: unknown) => void;
};

export function createEnvironmentPool(
  definition: FunctionDefinition,
  dependencies: FunctionDependencies,
): EnvironmentPool {
  const environments = new Set<ExecutionEnvironment>();
  const idle: ExecutionEnvironment[] = [];
  const waiting: Waiting[] = [];
  let isStarting = false;
  let growth: NodeJS.Timeout | undefined;
  let isClosed = false;

  const start = async (): Promise<void> => {
    isStarting = true;
    const environment = startExecutionEnvironment(definition, dependencies);
    environments.add(environment);
    const failure = await environment.initialized.finally(() => (isStarting = false));
    // AWS would have started an environment for each of those that wait; this failure is the first one's.
    if (failure) waiting.shift()?.resolve(failure);
    release(environment);
  };

  /** Only closing the pool makes a start reject, and then nobody waits for it. */
  const startQuietly = (): void => void start().catch(() => {});

  const release = (environment: ExecutionEnvironment): void => {
    if (environment.isAlive()) idle.push(environment);
    else remove(environment);
    dispatch();
  };

  const remove = (environment: ExecutionEnvironment): void => {
    environments.delete(environment);
    inBackground('An execution environment could not be closed', environment.close());
  };

  const dispatch = (): void => {
    for (let [next] = waiting; next && !isClosed; [next] = waiting) {
      const environment = takeIdle();
      if (!environment) return grow();
      waiting.shift();
      inBackground('An execution environment could not be given back', run(environment, next));
    }
  };

  const takeIdle = (): ExecutionEnvironment | undefined => {
    // The one used last is the warmest.
    const environment = idle.pop();
    if (!environment || environment.isAlive()) return environment;
    remove(environment);
    return takeIdle();
  };

  const run = async (environment: ExecutionEnvironment, { invocation, resolve, reject }: Waiting): Promise<void> => {
    await environment.invoke(invocation).then(resolve, reject);
    release(environment);
  };

  const grow = (): void => {
    if (environments.size === 0) return startQuietly();
    if (environments.size === MAX_ENVIRONMENTS || isStarting) return;
    growth ??= setTimeout(() => {
      growth = undefined;
      const [oldest] = waiting;
      if (!oldest || isClosed) return;
      if (Date.now() - oldest.since >= GROW_AFTER_MS && !isStarting) startQuietly();
      dispatch();
    }, GROW_AFTER_MS);
  };

  return {
    invoke: (invocation) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(stopping());
        waiting.push({ invocation, since: Date.now(), resolve, reject });
        dispatch();
      }),
    warm: async () => {
      if (environments.size === 0) await start().catch(() => {});
    },
    close: async () => {
      isClosed = true;
      clearTimeout(growth);
      waiting.splice(0).forEach(({ reject }) => reject(stopping()));
      await Promise.all([...environments].map((environment) => environment.close()));
    },
  };
}
