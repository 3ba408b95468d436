/** What a task's `Resource` stands for: by ARN, the function that carries the task out through the gateway. */

import type { CallAws } from '../../../aws/call.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import type { Principal } from '../../../aws/policy/policy.ts';
import { objectAt, stringAt } from '../../../kernel/json.ts';
import { invokeFunction, invokeService } from './invoke-function.ts';
import { callService, INTEGRATIONS } from './call-service.ts';
import { findStates } from '../definition/walk-states.ts';
import type { State } from '../definition/walk-states.ts';

/** Takes the task's input after `Parameters`, answers its result before `ResultSelector`; throws `StatesError`. */
type RunTask = (input: JsonValue) => Promise<JsonValue>;

export type Task = {
  readonly state: string;
  /** Of the history's events, such as `lambda` and `invoke`; a bare function ARN has events of its own. */
  readonly resource: { readonly type: string; readonly name: string };
  readonly run: RunTask;
};

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
  const resource = stringAt(fields, 'Resource') ?? '';
  const [, , service, , , kind, functionName] = resource.split(':');
  if (service === 'lambda' && kind === 'function' && functionName) {
    const run: RunTask = (input) => invokeFunction(resource, input, callAws, principal);
    return { state, resource: { type: 'lambda', name: resource }, run };
  }
  if (resource === 'arn:aws:states:::lambda:invoke') {
    const names = Object.keys(objectAt(fields, 'Parameters')).map((name) => name.replace(/\.\$$/, ''));
    const unknown = names.find((name) => !INVOKE_PARAMETERS.includes(name));
    if (unknown) return `the parameter ${unknown} of lambda:invoke in state ${state}`;
    const run: RunTask = (input) => invokeService(input, callAws, principal);
    return { state, resource: { type: 'lambda', name: 'invoke' }, run };
  }
  for (const integration of INTEGRATIONS) {
    const operation = resource.startsWith(integration.prefix) ? resource.slice(integration.prefix.length) : '';
    if (!integration.operations.test(operation)) continue;
    const run: RunTask = (input) => callService(integration, operation, input, callAws, principal);
    return { state, resource: { type: integration.prefix.split(':::')[1]?.slice(0, -1) ?? '', name: operation }, run };
  }
  return `the task resource ${resource} in state ${state}`;
}
