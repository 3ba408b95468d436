/**
 * Tells an execution in the events of GetExecutionHistory, made from the interpreter's when somebody asks. Events name
 * the one before them as their cause, which in parallel branches may be another branch's.
 */

import type { JsonObject, JsonValue } from '../gateway/aws-call.ts';
import type { ExecutionRecord } from './execution-journal.ts';
import type { InterpreterEvent, TaskCall } from './interpreter.ts';
import type { Task } from './task-resources.ts';

export type HistorySource = {
  readonly record: ExecutionRecord;
  readonly roleArn: string;
  readonly region: string;
  readonly tasks: readonly Task[];
  /** Empty where the execution ran too long ago, or in an earlier process: then only its start and its end are told. */
  readonly events: readonly InterpreterEvent[];
  readonly taskCalls: ReadonlyMap<string, readonly TaskCall[]>;
};

/** An event without its id, which its place in the history gives it. */
type Told = { readonly type: string; readonly [details: string]: JsonValue };

/** All events so far, oldest first. */
export const historyOf = (source: HistorySource): JsonObject[] => {
  const { record } = source;
  const tell = createTeller(source);
  const told = source.events.flatMap((event) =>
    tell(event).map((one) => ({ ...one, timestamp: event.timestamp / 1000 })),
  );
  const start = { ...startEvent(source), timestamp: record.startDate };
  const end = record.status === 'RUNNING' ? [] : [{ ...endEvent(record), timestamp: record.stopDate }];
  return [start, ...told, ...end].map((event, index) => {
    // The first state's event, the second of all, has no cause on AWS either.
    const previousEventId = index <= 1 ? 0 : index;
    return { ...event, id: index + 1, previousEventId };
  });
};

const WHOLE = { truncated: false };

const startEvent = ({ record, roleArn }: HistorySource): Told => ({
  type: 'ExecutionStarted',
  executionStartedEventDetails: { input: record.input, inputDetails: WHOLE, roleArn },
});

const END_EVENTS = {
  SUCCEEDED: ['ExecutionSucceeded', 'executionSucceededEventDetails'],
  FAILED: ['ExecutionFailed', 'executionFailedEventDetails'],
  TIMED_OUT: ['ExecutionTimedOut', 'executionTimedOutEventDetails'],
  ABORTED: ['ExecutionAborted', 'executionAbortedEventDetails'],
} as const;

const endEvent = (record: Exclude<ExecutionRecord, { status: 'RUNNING' }>): Told => {
  const [type, details] = END_EVENTS[record.status];
  const { output, error, cause } = record;
  const failure = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
  return { type, [details]: output === undefined ? failure : { output, outputDetails: WHOLE } };
};

/** Answers a function that turns the interpreter's events, in their order, into those of the API. */
const createTeller = (source: HistorySource): ((event: InterpreterEvent) => readonly Told[]) => {
  const resources = new Map(source.tasks.map(({ state, resource }) => [state, resource]));
  const calls = new Map([...source.taskCalls].map(([state, list]) => [state, [...list]]));
  const failed = new Set<string>();

  const begin = (state: string, type: string): Told[] => {
    failed.delete(state);
    if (type === 'Map' || type === 'Parallel') return [{ type: `${type}StateStarted` }];
    const [call] = calls.get(state) ?? [];
    if (type !== 'Task' || !call) return [];
    return taskBegun(resources.get(state), call, source.region);
  };

  return (event) => {
    if (event.type === 'StateEntered') {
      const { name, type, input } = event.state;
      const details = { name, input: JSON.stringify(input), inputDetails: WHOLE };
      return [{ type: `${type}StateEntered`, stateEnteredEventDetails: details }, ...begin(name, type)];
    }
    if (event.type === 'StateRetried') return begin(event.state.name, event.state.type);
    if (event.type === 'StateFailed') {
      const { name, type } = event.state;
      failed.add(name);
      if (type === 'Map' || type === 'Parallel') return [{ type: `${type}StateFailed` }];
      if (type !== 'Task' || !calls.get(name)?.shift()) return [];
      return [taskFailed(resources.get(name), event.Error, String(event.Cause))];
    }
    if (event.type === 'StateExited') {
      const { name, type, output = null } = event.state;
      const details = { name, output: JSON.stringify(output), outputDetails: WHOLE };
      const exited: Told = { type: `${type}StateExited`, stateExitedEventDetails: details };
      if (failed.delete(name)) return [exited];
      if (type === 'Map' || type === 'Parallel') return [{ type: `${type}StateSucceeded` }, exited];
      const call = type === 'Task' ? calls.get(name)?.shift() : undefined;
      return call ? [taskSucceeded(resources.get(name), call), exited] : [exited];
    }
    if (event.type === 'MapIterationStarted') return [iteration(event.type, event.parentState.name, event.index)];
    if (event.type === 'MapIterationSucceeded') return [iteration(event.type, event.parentState.name, event.index)];
    if (event.type === 'MapIterationFailed') return [iteration(event.type, event.parentState.name, event.index)];
    return [];
  };
};

const iteration = (type: string, name: string, index: number): Told => ({
  type,
  [`${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`]: { name, index },
});

type Resource = Task['resource'] | undefined;

/** A function's own ARN as the resource has events of its own. */
const isFunction = (resource: Resource): boolean => resource?.name.startsWith('arn:') === true;

const typeOf = (resource: Resource): JsonObject => ({
  resourceType: resource?.type ?? '',
  resource: resource?.name ?? '',
});

const taskBegun = (resource: Resource, { input }: TaskCall, region: string): Told[] => {
  const text = JSON.stringify(input);
  if (isFunction(resource)) {
    const details = { resource: resource?.name ?? '', input: text, inputDetails: WHOLE };
    return [
      { type: 'LambdaFunctionScheduled', lambdaFunctionScheduledEventDetails: details },
      { type: 'LambdaFunctionStarted' },
    ];
  }
  return [
    { type: 'TaskScheduled', taskScheduledEventDetails: { ...typeOf(resource), region, parameters: text } },
    { type: 'TaskStarted', taskStartedEventDetails: typeOf(resource) },
  ];
};

const taskSucceeded = (resource: Resource, { result = null }: TaskCall): Told => {
  const output = { output: JSON.stringify(result), outputDetails: WHOLE };
  if (isFunction(resource)) return { type: 'LambdaFunctionSucceeded', lambdaFunctionSucceededEventDetails: output };
  return { type: 'TaskSucceeded', taskSucceededEventDetails: { ...typeOf(resource), ...output } };
};

const taskFailed = (resource: Resource, error: string, cause: string): Told => {
  const isTimeout = error === 'States.Timeout';
  const details: JsonObject = isTimeout ? { error } : { error, cause };
  if (isFunction(resource)) {
    const type = isTimeout ? 'LambdaFunctionTimedOut' : 'LambdaFunctionFailed';
    return { type, [`l${type.slice(1)}EventDetails`]: details };
  }
  const type = isTimeout ? 'TaskTimedOut' : 'TaskFailed';
  return { type, [`t${type.slice(1)}EventDetails`]: { ...typeOf(resource), ...details } };
};
