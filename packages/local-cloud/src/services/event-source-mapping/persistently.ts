/** Tries what must not fail for good, for as long as the mapping runs. */

import { retryUntilAborted } from '../../kernel/backoff.ts';
import type { Run } from './definition.ts';

/** The result of `action`, tried with growing waits and logged as `what`; undefined when the mapping stopped first. */
export function persistently<Result>(
  what: string,
  run: Run,
  action: () => Promise<Result>,
): Promise<Result | undefined> {
  const { definition, dependencies, signal } = run;
  return retryUntilAborted(action, signal, (error) =>
    dependencies.log(`${definition.functionName}: its event source mapping cannot ${what}: ${String(error)}`),
  );
}
