/** The gateway's Step Functions: hands each call to the state machine that it is about. */

import type { JsonObject } from '../../kernel/json.ts';
import { AwsError } from '../../aws/error.ts';
import { checkInput } from '../../aws/check-input.ts';
import type { Structure } from '../../aws/check-input.ts';
import { stringAt } from '../../kernel/json.ts';
import type { StateMachineHost } from './create-state-machine.ts';
import { unknownOperation } from '../../gateway/gateway.ts';
import type { Service } from '../../gateway/gateway.ts';

/** `stateMachines` are by ARN. */
export function createStates(stateMachines: ReadonlyMap<string, StateMachineHost>): Service {
  return async (call) => {
    if (call.operation === 'ListStateMachines') return JSON.stringify(await listAll(stateMachines));
    const operation = OPERATIONS[call.operation];
    if (!operation) throw unknownOperation(call);
    checkInput(call.input, INPUTS[call.operation] ?? BY_EXECUTION);
    refuseOtherArns(call.input);
    const arn = stringAt(call.input, 'stateMachineArn') ?? machineOf(stringAt(call.input, 'executionArn') ?? '');
    const stateMachine = stateMachines.get(arn);
    if (!stateMachine) throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
    return JSON.stringify(await operation(stateMachine, call.input));
  };
}

const OPERATIONS: { readonly [name: string]: (host: StateMachineHost, input: JsonObject) => Promise<JsonObject> } = {
  StartExecution: (host, input) => host.startExecution(input),
  DescribeExecution: (host, input) => host.describeExecution(input),
  ListExecutions: (host, input) => host.listExecutions(input),
  GetExecutionHistory: (host, input) => host.getExecutionHistory(input),
  StopExecution: (host, input) => host.stopExecution(input),
  DescribeStateMachine: (host) => host.describeStateMachine(),
};

const ARN = { type: 'text', min: 1, max: 256 } as const;
const PAGE = {
  maxResults: { type: 'number', min: 0, max: 1000 },
  nextToken: { type: 'text', min: 1, max: 1024 },
} as const;
const STATUSES = /^(RUNNING|SUCCEEDED|FAILED|TIMED_OUT|ABORTED|PENDING_REDRIVE)$/;

const BY_EXECUTION: Structure = {
  type: 'structure',
  required: ['executionArn'],
  members: {
    executionArn: ARN,
    error: { type: 'text', max: 256 },
    cause: { type: 'text', max: 32_768 },
    ...PAGE,
  },
};

/** API reference of Step Functions; a name and an input have errors of their own. */
const INPUTS: { readonly [operation: string]: Structure } = {
  StartExecution: {
    type: 'structure',
    required: ['stateMachineArn'],
    members: {
      stateMachineArn: ARN,
      name: { type: 'text' },
      input: { type: 'text' },
      traceHeader: { type: 'text', max: 256 },
    },
  },
  ListExecutions: {
    type: 'structure',
    required: ['stateMachineArn'],
    members: { stateMachineArn: ARN, statusFilter: { type: 'text', pattern: STATUSES }, ...PAGE },
  },
  DescribeStateMachine: { type: 'structure', required: ['stateMachineArn'], members: { stateMachineArn: ARN } },
};

function refuseOtherArns({ stateMachineArn, executionArn }: JsonObject): void {
  const arn = String(stateMachineArn ?? executionArn);
  if (!arn.startsWith('arn:')) throw new AwsError('InvalidArn', `Invalid Arn: 'Invalid ARN prefix: ${arn}'`);
}

async function listAll(stateMachines: ReadonlyMap<string, StateMachineHost>): Promise<JsonObject> {
  const described = await Promise.all([...stateMachines.values()].map((host) => host.describeStateMachine()));
  return { stateMachines: described.map(({ definition, roleArn, status, ...summary }) => summary) };
}

/** `arn:aws:states:<region>:<account>:execution:<machine>:<execution>` names its machine. */
function machineOf(executionArn: string): string {
  return executionArn.replace(/^(arn:aws:states:[^:]*:[^:]*):execution:([^:]+):.*$/, '$1:stateMachine:$2');
}

/** Operations that are carried. */
export const STATES_OPERATIONS: readonly string[] = ['ListStateMachines', ...Object.keys(OPERATIONS)];
