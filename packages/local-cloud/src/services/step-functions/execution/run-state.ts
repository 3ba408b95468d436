/** Runs one state: enters it, retries it as its Retry says, goes on as its Catch says, and leaves it. */

import type { JsonObject } from '../../../kernel/json.ts';
import { stringAt } from '../../../kernel/json.ts';
import type { Branch, Run } from '../branches/branch.ts';
import { waitFor } from '../branches/wait-for.ts';
import { fallBack, findCatcher } from '../error-handling/catch.ts';
import { createRetries } from '../error-handling/retry.ts';
import { outputOf, runtimeError, StatesError } from '../errors/states-error.ts';
import { WHOLE } from '../history/history.ts';
import { limitResult } from '../input-output/data-limit.ts';
import type { Payload } from '../input-output/data-limit.ts';
import { select } from '../input-output/input-output.ts';
import type { ActiveState, StateAction } from '../state-actions/state-action.ts';
import { STATE_ACTIONS } from '../state-actions/state-actions.ts';

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
  const place = run.hasHistory ? ` (entered at the event id #${branch.previousEventId})` : '';
  run.report({ type: 'StateEntered', state: name });
  const step = await tryState({ name, fields, input, branch, run, place, enteredTime: new Date().toISOString() });
  if (type === 'Fail') return step;
  run.history.add(branch, `${type}StateExited`, {
    stateExitedEventDetails: { name, output: step.output.text, outputDetails: WHOLE },
  });
  run.report({ type: 'StateExited', state: name });
  return step;
}

type EnteredState = Omit<ActiveState, 'data'> & {
  /** Names the event at which the state was entered, in the causes of its errors. */
  readonly place: string;
  readonly enteredTime: string;
};

async function tryState(state: EnteredState): Promise<Step> {
  const { name, fields, branch, run } = state;
  const nextTry = createRetries(fields);
  for (let retryCount = 0; ; retryCount += 1) {
    const context = contextOf(state, retryCount);
    try {
      return await actOnce(state, context, actionOf(branch.stateType));
    } catch (thrown) {
      const halted = branch.halt.reason();
      if (halted) throw halted;
      const error = withPlace(thrown, state);
      run.report({ type: 'StateFailed', state: name, ...outputOf(error) });
      const delayMs = nextTry(error);
      if (delayMs === undefined) return recover(error, state, context);
      await waitFor(delayMs, branch.halt);
      run.report({ type: 'StateRetried', state: name });
    }
  }
}

function contextOf({ name, branch, run, enteredTime }: EnteredState, retryCount: number): JsonObject {
  const state = { EnteredTime: enteredTime, Name: name, RetryCount: retryCount };
  return { ...run.context, State: state, ...(branch.map && { Map: branch.map }) };
}

function actionOf(type: string): StateAction {
  const action = STATE_ACTIONS[type];
  if (!action) throw runtimeError(`There is no state of the type ${type}.`);
  return action;
}

/** One try of a state, without its Retry and Catch. Throws `StatesError`, or the reason for which the branch was halted. */
export async function actOnce(
  { name, fields, input, branch, run, observe }: Omit<ActiveState, 'data'>,
  context: JsonObject,
  action: StateAction,
): Promise<Step> {
  const data = { input: select(fields['InputPath'], { input: input.value, context }), context };
  observe?.('afterInputPath', data.input);
  const active = { name, fields, input, data, branch, run, ...(observe && { observe }) };
  const { output, next = stringAt(fields, 'Next') } = await action(active);
  const payload = output === input.value ? input : limitResult(output, name);
  return { output: payload, ...(next !== undefined && { next }) };
}

/** The step to the state that the catcher names; throws `error` if there is no catcher. */
function recover(error: StatesError, state: EnteredState, context: JsonObject): Step {
  const catcher = findCatcher(state.fields, error);
  if (!catcher) throw error;
  state.run.report({ type: 'StateCaught', state: state.name });
  try {
    return fallBack(catcher, error, { ...state, context });
  } catch (thrown) {
    throw withPlace(thrown, state);
  }
}

/** AWS puts the state's name before the cause of an error that its interpreter found. */
function withPlace(thrown: unknown, { name, place }: EnteredState): StatesError {
  if (!(thrown instanceof StatesError)) return new StatesError('States.Runtime', String(thrown));
  if (!thrown.isOfInterpreter) return thrown;
  return new StatesError(
    thrown.error,
    `An error occurred while executing the state '${name}'${place}. ${thrown.reason ?? ''}`,
  );
}
