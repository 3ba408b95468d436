/** Tries what must not fail for good, for as long as the mapping runs. */

import { backOff } from './abortable.ts';
import type { Run } from './definition.ts';

/** The result of `action`, tried with growing waits and logged as `what`; undefined when the mapping stopped first. */
export async function persistently<Result>(
  what: string,
  run: Run,
  action: () => Promise<Result>,
): Promise<Result | undefined> {
  for (let failures = 1; !run.signal.aborted; failures += 1) {
    try {
      return await action();
    } catch (error) {
      run.dependencies.log(`${run.definition.functionName}: its event source mapping cannot ${what}: ${String(error)}`);
      await backOff(failures, run.signal);
    }
  }
  return undefined;
}
