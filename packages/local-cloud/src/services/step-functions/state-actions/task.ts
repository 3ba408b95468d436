/** A Task state: calls the function or the service of its resource. */

import { isJsonObject } from '../../../kernel/json.ts';
import { limitResult } from '../input-output/data-limit.ts';
import type { Payload } from '../input-output/data-limit.ts';
import { effectiveInput, outputOfResult } from '../input-output/input-output.ts';
import { integerField } from '../input-output/integer-field.ts';
import type { ActiveState, StateAction } from './state-action.ts';
import { untilCalledBack, whileAlive } from './wait-for-callback.ts';
import type { Callback } from '../callbacks/task-tokens.ts';
import { withinTime } from '../branches/wait-for.ts';
import { runtimeError, StatesError } from '../errors/states-error.ts';
import { isFunction, taskEventsOf } from './task-events.ts';
import type { TaskEvent } from './task-events.ts';
import type { Task } from '../tasks/find-tasks.ts';

export const runTask: StateAction = async (state) => {
  const { name, fields, run, observe } = state;
  const task = run.tasks.get(name);
  if (!task) throw runtimeError('The resource of the task cannot be called.');
  const callback = task.waitsForToken ? run.openCallback() : undefined;
  try {
    const entered = callback ? withToken(state, callback) : state;
    const input = effectiveInput(fields['Parameters'], entered);
    observe?.('afterParameters', input.value);
    const result = await call(task, input, entered, callback);
    observe?.('result', result.value);
    return { output: outputOfResult(result.value, state) };
  } finally {
    callback?.close();
  }
};

/** The token is in the context object. */
function withToken(state: ActiveState, { token }: Callback): ActiveState {
  const { data } = state;
  const context = isJsonObject(data.context) ? data.context : {};
  return { ...state, data: { ...data, context: { ...context, Task: { Token: token } } } };
}

async function call(task: Task, input: Payload, state: ActiveState, callback: Callback | undefined): Promise<Payload> {
  const { branch, run } = state;
  const timeoutSeconds = integerField(state, 'TimeoutSeconds', 1);
  const heartbeatSeconds = callback && integerField(state, 'HeartbeatSeconds', 1);
  const events = taskEventsOf(task, run.region);
  const add = ({ type, details }: TaskEvent): void => run.history.add(branch, type, details);
  add(events.scheduled(input, timeoutSeconds));
  add(events.started());
  try {
    const timeoutMs = timeoutSeconds === undefined ? undefined : timeoutSeconds * 1000;
    const submitted = task.run(input.value, run.traceHeader);
    const answered = callback
      ? untilCalledBack(callback, submitted, (response) => add(events.submitted(limitResult(response, sourceOf(task)))))
      : submitted;
    const alive =
      callback && heartbeatSeconds !== undefined
        ? whileAlive(answered, callback, heartbeatSeconds * 1000, branch.halt)
        : answered;
    const value = await withinTime(alive, timeoutMs, branch.halt, timedOut);
    const result = limitResult(value, sourceOf(task));
    add(events.succeeded(result));
    return result;
  } catch (error) {
    if (error instanceof StatesError && branch.halt.reason() === undefined) add(events.failed(error));
    throw error;
  }
}

/** Captures of AWS show no cause for a timeout. */
function timedOut(): StatesError {
  return new StatesError('States.Timeout');
}

/** How AWS names a resource whose result is too large. */
function sourceOf(task: Task): string {
  return isFunction(task) ? task.resource.name : task.resource.type;
}
