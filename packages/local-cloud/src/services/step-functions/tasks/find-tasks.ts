/** What a task's `Resource` stands for: by ARN, the function that carries the task out through the gateway. */

import type { CallAws } from '../../../aws/call.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import type { Principal } from '../../../aws/policy/policy.ts';
import { objectAt, stringAt } from '../../../kernel/json.ts';
import { invokeFunction, invokeService } from './invoke-function.ts';
import { callService, INTEGRATIONS } from './call-service.ts';
import { findStates } from '../definition/walk-states.ts';
import type { State } from '../definition/walk-states.ts';

/** Takes the task's input after `Parameters` and the trace of its execution, answers its result before `ResultSelector`; throws `StatesError`. */
type RunTask = (input: JsonValue, traceHeader?: string) => Promise<JsonValue>;

export type Task = {
  readonly state: string;
  /** Of the history's events, such as `lambda` and `invoke`; a bare function ARN has events of its own. */
  readonly resource: { readonly type: string; readonly name: string };
  readonly run: RunTask;
  /** Whether it ends only when somebody sends its token back. */
  readonly waitsForToken: boolean;
};

const WAITS = '.waitForTaskToken';

export type Tasks = { readonly tasks: readonly Task[]; readonly complaints: readonly string[] };

/** The tasks of a definition, and those that cannot be carried out, by name. */
export function findTasks(definition: JsonObject, callAws: CallAws, principal: Principal): Tasks {
  const states = findStates(definition).filter(({ fields }) => fields['Type'] === 'Task');
  const found = states.map((state) => ({ state, task: taskOf(state, callAws, principal) }));
  return {
    tasks: found.flatMap(({ task }) => (typeof task === 'string' ? [] : [task])),
    complaints: found.flatMap(({ task }) => (typeof task === 'string' ? [task] : [])),
  };
}

/** The members of `Parameters` that an invocation makes a difference of. */
const INVOKE_PARAMETERS = ['FunctionName', 'InvocationType', 'Payload'];

function taskOf({ name: state, fields }: State, callAws: CallAws, principal: Principal): Task | string {
  const given = stringAt(fields, 'Resource') ?? '';
  const waitsForToken = given.endsWith(WAITS) && !given.startsWith('arn:aws:states:::dynamodb:');
  const resource = waitsForToken ? given.slice(0, -WAITS.length) : given;
  const suffix = waitsForToken ? WAITS : '';
  const [, , service, , , kind, functionName] = resource.split(':');
  if (service === 'lambda' && kind === 'function' && functionName && !waitsForToken) {
    const run: RunTask = (input, trace) => invokeFunction(resource, input, inTrace(callAws, trace), principal);
    return { state, resource: { type: 'lambda', name: resource }, run, waitsForToken: false };
  }
  if (resource === 'arn:aws:states:::lambda:invoke') {
    const names = Object.keys(objectAt(fields, 'Parameters')).map((name) => name.replace(/\.\$$/, ''));
    const unknown = names.find((name) => !INVOKE_PARAMETERS.includes(name));
    if (unknown) return `the parameter ${unknown} of lambda:invoke in state ${state}`;
    const run: RunTask = (input, trace) => invokeService(input, inTrace(callAws, trace), principal);
    return { state, resource: { type: 'lambda', name: `invoke${suffix}` }, run, waitsForToken };
  }
  for (const integration of INTEGRATIONS) {
    const operation = resource.startsWith(integration.prefix) ? resource.slice(integration.prefix.length) : '';
    if (!integration.operations.test(operation)) continue;
    const run: RunTask = (input, trace) =>
      callService(integration, operation, input, inTrace(callAws, trace), principal);
    const type = integration.prefix.split(':::')[1]?.slice(0, -1) ?? '';
    return { state, resource: { type, name: `${operation}${suffix}` }, run, waitsForToken };
  }
  return `the task resource ${resource} in state ${state}`;
}

function inTrace(callAws: CallAws, traceHeader: string | undefined): CallAws {
  return (call) => callAws(traceHeader === undefined ? call : { ...call, traceHeader });
}
