/** A Task state: calls what its resource stands for, and tells the history. */

import type { JsonObject } from '../../../kernel/json.ts';
import { limitResult } from '../data-limit.ts';
import type { Payload } from '../data-limit.ts';
import { WHOLE } from '../run/history.ts';
import { effectiveInput, outputOfResult } from '../run/input-output.ts';
import { integerField } from '../run/integer-field.ts';
import type { ActiveState, StateAction } from '../run/run.ts';
import { withinTime } from '../run/wait-for.ts';
import { outputOf, runtimeError, StatesError } from '../states-error.ts';
import type { Task } from '../task-resources.ts';

export const runTask: StateAction = async (state) => {
  const { name, fields, run } = state;
  const task = run.tasks.get(name);
  if (!task) throw runtimeError('The resource of the task cannot be called.');
  const input = effectiveInput(fields['Parameters'], state);
  const timeoutSeconds = integerField(state, 'TimeoutSeconds', 1);
  const result = await call(task, input, timeoutSeconds, state);
  return { output: outputOfResult(result.value, state) };
};

async function call(
  task: Task,
  input: Payload,
  timeoutSeconds: number | undefined,
  { branch, run }: ActiveState,
): Promise<Payload> {
  const tell = eventsOf(task, run.region);
  const add = ([type, details]: TaskEvent): void => run.history.add(branch, type, details);
  add(tell.scheduled(input, timeoutSeconds));
  add(tell.started());
  try {
    const timeoutMs = timeoutSeconds === undefined ? undefined : timeoutSeconds * 1000;
    const value = await withinTime(task.run(input.value), timeoutMs, branch.halt, timedOut);
    const result = limitResult(value, sourceOf(task));
    add(tell.succeeded(result));
    return result;
  } catch (error) {
    if (error instanceof StatesError && branch.halt.reason() === undefined) add(tell.failed(error));
    throw error;
  }
}

/** A timeout has no cause, as captures of AWS show. */
function timedOut(): StatesError {
  return new StatesError('States.Timeout');
}

/** A function's own ARN as the resource has events of its own. */
function isFunction({ resource }: Task): boolean {
  return resource.name.startsWith('arn:');
}

/** How AWS names a resource whose result is too large. */
function sourceOf(task: Task): string {
  return isFunction(task) ? task.resource.name : task.resource.type;
}

type TaskEvent = readonly [type: string, details?: JsonObject];

type TaskEvents = {
  scheduled(input: Payload, timeoutSeconds: number | undefined): TaskEvent;
  started(): TaskEvent;
  succeeded(result: Payload): TaskEvent;
  failed(error: StatesError): TaskEvent;
};

function eventsOf(task: Task, region: string): TaskEvents {
  return isFunction(task) ? functionEvents(task.resource.name) : serviceEvents(task, region);
}

function functionEvents(resource: string): TaskEvents {
  return {
    scheduled: ({ text }, timeoutInSeconds) => {
      const details = { resource, input: text, inputDetails: WHOLE, ...timeoutOf(timeoutInSeconds) };
      return ['LambdaFunctionScheduled', { lambdaFunctionScheduledEventDetails: details }];
    },
    started: () => ['LambdaFunctionStarted'],
    succeeded: ({ text }) => [
      'LambdaFunctionSucceeded',
      { lambdaFunctionSucceededEventDetails: { output: text, outputDetails: WHOLE } },
    ],
    failed: (error) =>
      isTimeout(error)
        ? ['LambdaFunctionTimedOut', { lambdaFunctionTimedOutEventDetails: outputOf(error) }]
        : ['LambdaFunctionFailed', { lambdaFunctionFailedEventDetails: outputOf(error) }],
  };
}

function serviceEvents({ resource }: Task, region: string): TaskEvents {
  const named = { resourceType: resource.type, resource: resource.name };
  return {
    scheduled: ({ text }, timeoutInSeconds) => {
      const details = { ...named, region, parameters: text, ...timeoutOf(timeoutInSeconds) };
      return ['TaskScheduled', { taskScheduledEventDetails: details }];
    },
    started: () => ['TaskStarted', { taskStartedEventDetails: named }],
    succeeded: ({ text }) => [
      'TaskSucceeded',
      { taskSucceededEventDetails: { ...named, output: text, outputDetails: WHOLE } },
    ],
    failed: (error) =>
      isTimeout(error)
        ? ['TaskTimedOut', { taskTimedOutEventDetails: { ...named, ...outputOf(error) } }]
        : ['TaskFailed', { taskFailedEventDetails: { ...named, ...outputOf(error) } }],
  };
}

function isTimeout({ error }: StatesError): boolean {
  return error === 'States.Timeout';
}

function timeoutOf(timeoutInSeconds: number | undefined): { readonly timeoutInSeconds?: number } {
  return timeoutInSeconds === undefined ? {} : { timeoutInSeconds };
}
