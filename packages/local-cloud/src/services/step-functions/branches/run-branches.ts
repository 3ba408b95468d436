/** Runs branches or iterations beside each other. The first that fails ends the others, and the state that runs them. */

import type { JsonObject } from '../../../kernel/json.ts';
import { endsExecution } from '../error-handling/handlers.ts';
import { createHalt, Over } from './halt.ts';
import { StatesError } from '../errors/states-error.ts';
import type { Branch, Run } from './branch.ts';

export type Work<Result> = {
  readonly map?: JsonObject;
  run(branch: Branch): Promise<Result>;
  /** Tells the history how it ended; `branch` has the event before. */
  succeeded?(branch: Branch): void;
  failed?(branch: Branch): void;
  aborted?(branch: Branch): void;
};

type Limits = { readonly concurrency: number; readonly stateType: 'Map' | 'Parallel' };

/** Throws what the first that failed threw. */
export async function runBranches<Result>(
  works: readonly Work<Result>[],
  parent: Branch,
  run: Run,
  { concurrency, stateType }: Limits,
): Promise<readonly Result[]> {
  const halt = createHalt(parent.halt);
  const results: Result[] = [];
  const open = new Map<Branch, Work<Result>>();
  const startedAt = parent.previousEventId;
  const queue = works.entries();

  let failure: { readonly error: unknown } | undefined;

  const fail = (error: unknown, failing: Branch, work: Work<Result>): void => {
    if (failure) return;
    failure = { error: parent.halt.reason() ?? error };
    if (parent.halt.reason()) return;
    halt.halt(new Over());
    parent.previousEventId = failing.previousEventId;
    if (!(error instanceof StatesError) || endsExecution(error)) return;
    tellFailure(failing, work, open, run);
    run.history.add(parent, `${stateType}StateFailed`);
  };

  const runOne = async (index: number, work: Work<Result>): Promise<void> => {
    const branch: Branch = { previousEventId: startedAt, stateType: '', halt, ...(work.map && { map: work.map }) };
    open.set(branch, work);
    try {
      results[index] = await work.run(branch);
      open.delete(branch);
      work.succeeded?.(branch);
      parent.previousEventId = branch.previousEventId;
    } catch (error) {
      open.delete(branch);
      fail(error, branch, work);
    }
  };

  const runQueue = async (): Promise<void> => {
    for (const [index, work] of queue) {
      if (failure) return;
      await runOne(index, work);
    }
  };

  await Promise.all(Array.from({ length: Math.min(concurrency, works.length) }, runQueue));
  halt.halt(new Over());
  if (failure) throw failure.error;
  return results;
}

/** After a failure AWS tells of each branch that it ended, with the failure as the cause. */
function tellFailure<Result>(
  failing: Branch,
  work: Work<Result>,
  open: ReadonlyMap<Branch, Work<Result>>,
  run: Run,
): void {
  const { previousEventId } = failing;
  work.failed?.({ ...failing });
  for (const [branch, other] of open) {
    run.history.add({ previousEventId }, `${branch.stateType}StateAborted`);
    other.aborted?.({ ...branch, previousEventId });
  }
}
