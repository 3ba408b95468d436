/** Runs one state: enters it, tries it as often as its Retry says, catches what its Catch says, and leaves it. */

import type { JsonObject } from '../../../kernel/json.ts';
import { stringAt } from '../../../kernel/json.ts';
import { limitResult } from '../data-limit.ts';
import type { Payload } from '../data-limit.ts';
import { outputOf, runtimeError, StatesError } from '../states-error.ts';
import { STATE_ACTIONS } from '../state-actions/state-actions.ts';
import { createRetries, findCatcher, isFinal } from './error-handlers.ts';
import { WHOLE } from './history.ts';
import { combine, select } from './input-output.ts';
import type { ActiveState, Branch, Run } from './run.ts';
import { waitFor } from './wait-for.ts';

/** The state's output, and the name of the next state unless this was the last one. */
export type Step = { readonly output: Payload; readonly next?: string };

/** Throws `StatesError`, or the reason for which the branch was halted. */
export async function runState(
  name: string,
  fields: JsonObject,
  input: Payload,
  branch: Branch,
  run: Run,
): Promise<Step> {
  const type = stringAt(fields, 'Type') ?? '';
  branch.stateType = type;
  run.history.add(branch, `${type}StateEntered`, {
    stateEnteredEventDetails: { name, input: input.text, inputDetails: WHOLE },
  });
  const entered = { id: branch.previousEventId, time: new Date().toISOString() };
  run.report({ type: 'StateEntered', state: name });
  const step = await tryState(name, fields, input, branch, run, entered);
  if (type === 'Fail') return step;
  run.history.add(branch, `${type}StateExited`, {
    stateExitedEventDetails: { name, output: step.output.text, outputDetails: WHOLE },
  });
  run.report({ type: 'StateExited', state: name });
  return step;
}

async function tryState(
  name: string,
  fields: JsonObject,
  input: Payload,
  branch: Branch,
  run: Run,
  entered: { readonly id: number; readonly time: string },
): Promise<Step> {
  const nextTry = createRetries(fields);
  for (let retryCount = 0; ; retryCount += 1) {
    const state = { EnteredTime: entered.time, Name: name, RetryCount: retryCount };
    const context = { ...run.context, State: state, ...(branch.map && { Map: branch.map }) };
    try {
      return await act(name, fields, input, context, branch, run);
    } catch (thrown) {
      const halted = branch.halt.reason();
      if (halted) throw halted;
      const place = run.hasHistory ? ` (entered at the event id #${entered.id})` : '';
      const error = withPlace(thrown, name, place);
      run.report({ type: 'StateFailed', state: name, ...outputOf(error) });
      const delay = isFinal(error) ? undefined : nextTry(error);
      if (delay === undefined) return recover(error, { name, fields, input, context, place, run });
      await waitFor(delay, branch.halt);
      run.report({ type: 'StateRetried', state: name });
    }
  }
}

async function act(
  name: string,
  fields: JsonObject,
  input: Payload,
  context: JsonObject,
  branch: Branch,
  run: Run,
): Promise<Step> {
  const data = { input: select(fields['InputPath'], { input: input.value, context }), context };
  const state: ActiveState = { name, fields, input, data, branch, run };
  const action = STATE_ACTIONS[branch.stateType];
  if (!action) throw runtimeError(`There is no state of the type ${branch.stateType}.`);
  const { output, next = stringAt(fields, 'Next') } = await action(state);
  const payload = output === input.value ? input : limitResult(output, name);
  return { output: payload, ...(next !== undefined && { next }) };
}

type Failed = {
  readonly name: string;
  readonly fields: JsonObject;
  readonly input: Payload;
  readonly context: JsonObject;
  readonly place: string;
  readonly run: Run;
};

/** The step to the state that the catcher names; throws `error` if there is no catcher. */
function recover(error: StatesError, { name, fields, input, context, place, run }: Failed): Step {
  const catcher = isFinal(error) ? undefined : findCatcher(fields, error);
  if (!catcher) throw error;
  run.report({ type: 'StateCaught', state: name });
  // A timeout is told with an empty cause, as captures of AWS show.
  const result = { Error: error.error ?? '', Cause: error.reason ?? '' };
  try {
    const combined = combine(catcher, input.value, result);
    const output = limitResult(select(fields['OutputPath'], { input: combined, context }), name);
    return { output, next: stringAt(catcher, 'Next') ?? '' };
  } catch (thrown) {
    throw withPlace(thrown, name, place);
  }
}

/** What the interpreter found is told with the state's name, in the words of AWS. */
function withPlace(thrown: unknown, name: string, place: string): StatesError {
  if (!(thrown instanceof StatesError)) return new StatesError('States.Runtime', String(thrown));
  if (!thrown.isOfInterpreter) return thrown;
  return new StatesError(
    thrown.error,
    `An error occurred while executing the state '${name}'${place}. ${thrown.reason ?? ''}`,
  );
}
