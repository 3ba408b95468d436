/** The events of a task in its execution's history. */

import type { JsonObject } from '../../../kernel/json.ts';
import { outputOf } from '../errors/states-error.ts';
import type { StatesError } from '../errors/states-error.ts';
import { WHOLE } from '../history/history.ts';
import type { Payload } from '../input-output/data-limit.ts';
import type { Task } from '../tasks/find-tasks.ts';

export type TaskEvent = { readonly type: string; readonly details?: JsonObject };

type TaskEvents = {
  readonly scheduled: (input: Payload, timeoutSeconds: number | undefined) => TaskEvent;
  readonly started: () => TaskEvent;
  /** Of a task that waits: its service has been called. */
  readonly submitted: (response: Payload) => TaskEvent;
  readonly succeeded: (result: Payload) => TaskEvent;
  readonly failed: (error: StatesError) => TaskEvent;
};

export function taskEventsOf(task: Task, region: string): TaskEvents {
  return isFunction(task) ? functionEvents(task.resource.name) : serviceEvents(task, region);
}

/** Whether the resource is a function's own ARN, which has events of its own. */
export function isFunction({ resource }: Task): boolean {
  return resource.name.startsWith('arn:');
}

function functionEvents(resource: string): TaskEvents {
  return {
    scheduled: ({ text }, timeoutInSeconds) => {
      const details = { resource, input: text, inputDetails: WHOLE, ...timeoutOf(timeoutInSeconds) };
      return { type: 'LambdaFunctionScheduled', details: { lambdaFunctionScheduledEventDetails: details } };
    },
    started: () => ({ type: 'LambdaFunctionStarted' }),
    submitted: () => {
      throw new Error('A task whose resource is a function waits for no token.');
    },
    succeeded: ({ text }) => ({
      type: 'LambdaFunctionSucceeded',
      details: { lambdaFunctionSucceededEventDetails: { output: text, outputDetails: WHOLE } },
    }),
    failed: (error) => {
      const ending = isTimeout(error) ? 'TimedOut' : 'Failed';
      return {
        type: `LambdaFunction${ending}`,
        details: { [`lambdaFunction${ending}EventDetails`]: outputOf(error) },
      };
    },
  };
}

function serviceEvents({ resource }: Task, region: string): TaskEvents {
  const named = { resourceType: resource.type, resource: resource.name };
  return {
    scheduled: ({ text }, timeoutInSeconds) => {
      const details = { ...named, region, parameters: text, ...timeoutOf(timeoutInSeconds) };
      return { type: 'TaskScheduled', details: { taskScheduledEventDetails: details } };
    },
    started: () => ({ type: 'TaskStarted', details: { taskStartedEventDetails: named } }),
    submitted: ({ text }) => ({
      type: 'TaskSubmitted',
      details: { taskSubmittedEventDetails: { ...named, output: text, outputDetails: WHOLE } },
    }),
    succeeded: ({ text }) => ({
      type: 'TaskSucceeded',
      details: { taskSucceededEventDetails: { ...named, output: text, outputDetails: WHOLE } },
    }),
    failed: (error) => {
      const ending = isTimeout(error) ? 'TimedOut' : 'Failed';
      return { type: `Task${ending}`, details: { [`task${ending}EventDetails`]: { ...named, ...outputOf(error) } } };
    },
  };
}

function isTimeout({ error }: StatesError): boolean {
  return error === 'States.Timeout' || error === 'States.HeartbeatTimeout';
}

function timeoutOf(timeoutInSeconds: number | undefined): { readonly timeoutInSeconds?: number } {
  return timeoutInSeconds === undefined ? {} : { timeoutInSeconds };
}
