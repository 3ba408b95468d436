/** Runs the states of a machine, of a branch or of an iteration, from the first to the last. */

import { setImmediate as breathe } from 'node:timers/promises';
import type { JsonObject } from '../../../kernel/json.ts';
import { objectAt, stringAt } from '../../../kernel/json.ts';
import type { Payload } from '../input-output/data-limit.ts';
import { runState } from './run-state.ts';
import type { Branch, Run } from '../branches/branch.ts';

/** States that wait for nothing would keep everything else from running; after so many of them others get their turn. */
const STATES_WITHOUT_BREATH = 100;

/** Throws `StatesError`, or the reason for which the branch was halted. */
export async function runMachine(machine: JsonObject, input: Payload, branch: Branch, run: Run): Promise<Payload> {
  const states = objectAt(machine, 'States');
  let next = stringAt(machine, 'StartAt');
  let payload = input;
  for (let count = 1; next !== undefined; count += 1) {
    const halted = branch.halt.reason();
    if (halted) throw halted;
    const step = await runState(next, objectAt(states, next), payload, branch, run);
    payload = step.output;
    next = step.next;
    if (count % STATES_WITHOUT_BREATH === 0) await breathe();
  }
  return payload;
}
