/** The gateway's Step Functions: hands each call to the state machine that it is about. */

import type { JsonObject } from '../aws-call.ts';
import { AwsError } from '../aws-call.ts';
import { textAt } from '../../json.ts';
import type { StateMachineHost } from '../../step-functions/create-state-machine.ts';
import { unknownOperation } from '../gateway.ts';
import type { Service } from '../gateway.ts';

/** `stateMachines` are by ARN. */
export const createStates =
  (stateMachines: ReadonlyMap<string, StateMachineHost>): Service =>
  async (call) => {
    if (call.operation === 'ListStateMachines') return JSON.stringify(await listAll(stateMachines));
    const operation = OPERATIONS[call.operation];
    if (!operation) throw unknownOperation(call);
    const arn = textAt(call.input, 'stateMachineArn') ?? machineOf(textAt(call.input, 'executionArn') ?? '');
    const stateMachine = stateMachines.get(arn);
    if (!stateMachine) throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
    return JSON.stringify(await operation(stateMachine, call.input));
  };

const OPERATIONS: { readonly [name: string]: (host: StateMachineHost, input: JsonObject) => Promise<JsonObject> } = {
  StartExecution: (host, input) => host.startExecution(input),
  DescribeExecution: (host, input) => host.describeExecution(input),
  ListExecutions: (host, input) => host.listExecutions(input),
  GetExecutionHistory: (host, input) => host.getExecutionHistory(input),
  StopExecution: (host, input) => host.stopExecution(input),
  DescribeStateMachine: (host) => host.describeStateMachine(),
};

const listAll = async (stateMachines: ReadonlyMap<string, StateMachineHost>): Promise<JsonObject> => {
  const described = await Promise.all([...stateMachines.values()].map((host) => host.describeStateMachine()));
  return { stateMachines: described.map(({ definition, roleArn, status, ...summary }) => summary) };
};

/** `arn:aws:states:<region>:<account>:execution:<machine>:<execution>` names its machine. */
const machineOf = (executionArn: string): string =>
  executionArn.replace(/^(arn:aws:states:[^:]*:[^:]*):execution:([^:]+):.*$/, '$1:stateMachine:$2');

/** Operations that are carried. */
export const STATES_OPERATIONS: readonly string[] = ['ListStateMachines', ...Object.keys(OPERATIONS)];
