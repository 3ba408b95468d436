/** Runs the tested state by the interpreter, with its mock in place of what the state would call or run. */

import { AwsError } from '../../../aws/error.ts';
import type { Principal } from '../../../aws/policy/policy.ts';
import { objectAt, stringAt } from '../../../kernel/json.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import { StartupError } from '../../../kernel/startup-error.ts';
import type { Cloud } from '../../../plugin/cloud.ts';
import { ROLES } from '../../iam/handle.ts';
import type { Branch, Run } from '../branches/branch.ts';
import { createHalt, Over } from '../branches/halt.ts';
import type { Halt } from '../branches/halt.ts';
import { withinTime } from '../branches/wait-for.ts';
import { StatesError } from '../errors/states-error.ts';
import { actOnce } from '../execution/run-state.ts';
import type { Step } from '../execution/run-state.ts';
import { createNoHistory } from '../history/history.ts';
import { STATE_ACTIONS } from '../state-actions/state-actions.ts';
import type { StateAction } from '../state-actions/state-action.ts';
import { findTasks } from '../tasks/find-tasks.ts';
import type { Task } from '../tasks/find-tasks.ts';
import { mockedMap, mockedParallel, playMock } from './mocked-actions.ts';
import type { Mock } from './mock.ts';
import type { StateTest } from './state-test.ts';
import { unsupported } from './unsupported.ts';

/** A test that takes longer fails with `States.Timeout` (API reference). */
const MAX_MILLISECONDS = 5 * 60_000;

/** Throws `StatesError` for what goes wrong in the state, and `AwsError` for a task that can't be called. */
export async function runTestedState(test: StateTest, cloud: Cloud): Promise<Step> {
  const { request, tested, mock, context, inspection } = test;
  const { name, fields, type } = tested;
  const task = type === 'Task' ? [taskOf(test, cloud)] : [];
  const halt = createHalt(haltOf(cloud));
  const branch: Branch = { previousEventId: 0, stateType: type, halt };
  const run: Run = {
    history: createNoHistory(),
    openCallback: () => {
      throw new Error('A mocked task waits for nobody.');
    },
    tasks: new Map(task.map((one) => [one.state, one])),
    region: cloud.place.region,
    context,
    hasHistory: false,
    report: () => {},
    runMachine: () => Promise.reject(new Error('TestState runs no machine inside of a state.')),
  };
  const entered = { name, fields, input: request.input, branch, run, observe: inspection.observe };
  const late = () => new StatesError('States.Timeout');
  try {
    return await withinTime(actOnce(entered, context, actionOf(test, mock)), MAX_MILLISECONDS, halt, late);
  } catch (error) {
    if (error instanceof Over) throw new AwsError('ServiceUnavailable', 'The local cloud is stopping.', 503);
    throw error;
  } finally {
    halt.halt(new Over());
  }
}

function actionOf({ request, tested, inspection }: StateTest, mock: Mock | undefined): StateAction {
  if (mock && tested.type === 'Map') return mockedMap(mock, request.configuration, inspection.add);
  if (mock && tested.type === 'Parallel') return mockedParallel(mock);
  const action = STATE_ACTIONS[tested.type];
  if (!action) throw new Error(`A valid definition has a state of the type ${tested.type}.`);
  return action;
}

/** Without a mock, the role is needed (localstack, test_base_lambda_service_task_state_no_role_arn_validation). */
function taskOf({ request, tested, mock, context }: StateTest, cloud: Cloud): Task {
  const { name, fields } = tested;
  if (mock) return mockedTask(name, fields, mock);
  const { roleArn } = request;
  if (roleArn === undefined) {
    throw new AwsError('ValidationException', 'RoleArn must be specified when testing a Task state');
  }
  const definition = { StartAt: name, States: { [name]: fields } };
  const { tasks, complaints } = findTasks(definition, cloud.callAws, principalOf(roleArn, context, cloud));
  const [task] = tasks;
  if (!task) throw unsupported(complaints);
  return task;
}

function mockedTask(state: string, fields: JsonObject, mock: Mock): Task {
  const resource = stringAt(fields, 'Resource') ?? '';
  const [service = '', ...operation] = resource.replace('arn:aws:states:::', '').split(':');
  const named = service === 'arn' ? { type: 'lambda', name: resource } : { type: service, name: operation.join(':') };
  return { state, resource: named, waitsForToken: false, run: () => Promise.resolve().then(() => playMock(mock)) };
}

/** Whether AWS names a machine when it assumes the role, as for an execution, is nowhere said: the made-up one is named. */
function principalOf(roleArn: string, context: JsonObject, cloud: Cloud): Principal {
  const sourceArn = stringAt(objectAt(context, 'StateMachine'), 'Id') ?? '';
  try {
    return ROLES.of(cloud).assume(roleArn, { service: 'states', sourceArn }).principal;
  } catch (error) {
    if (!(error instanceof StartupError)) throw error;
    throw new AwsError(
      'AccessDeniedException',
      'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.',
    );
  }
}

const halts = new WeakMap<Cloud, Halt>();

/** Ends what still waits when the cloud is closed. */
function haltOf(cloud: Cloud): Halt {
  const known = halts.get(cloud);
  if (known) return known;
  const halt = createHalt();
  halts.set(cloud, halt);
  cloud.onClose(() => halt.halt(new Over()));
  return halt;
}
