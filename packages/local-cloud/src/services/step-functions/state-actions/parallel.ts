/** A Parallel state. */

import { isJsonObject } from '../../../kernel/json.ts';
import { effectiveInput, outputOfResult } from '../input-output/input-output.ts';
import { runBranches } from '../branches/run-branches.ts';
import type { StateAction } from './state-action.ts';

export const runParallel: StateAction = async (state) => {
  const { fields, branch, run } = state;
  const machines = Array.isArray(fields['Branches']) ? fields['Branches'].filter(isJsonObject) : [];
  const input = effectiveInput(fields['Parameters'], state);
  run.history.add(branch, 'ParallelStateStarted');
  const works = machines.map((machine) => ({
    run: (one: typeof branch) => run.runMachine(machine, input, one),
    ...(branch.map && { map: branch.map }),
  }));
  const limits = { concurrency: works.length, stateType: 'Parallel' } as const;
  const outputs = await runBranches(works, branch, run, limits);
  run.history.add(branch, 'ParallelStateSucceeded');
  return {
    output: outputOfResult(
      outputs.map(({ value }) => value),
      state,
    ),
  };
};
