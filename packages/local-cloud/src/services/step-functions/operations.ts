/** Step Functions' operations: each call goes to the state machine that it is about. */

import { checkInput } from '../../aws/check-input.ts';
import type { Structure } from '../../aws/check-input.ts';
import type { AwsCall } from '../../aws/call.ts';
import { AwsError } from '../../aws/error.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { asString, stringAt } from '../../kernel/json.ts';
import type { Operation } from '../../plugin/service.ts';
import { permissionsOf, testState } from './test-state/test-state.ts';
import type { StateMachineHost } from './create-state-machine.ts';
import { CALLBACK_OPERATIONS } from './callbacks/operations.ts';
import { VERSION_OPERATIONS } from './versions/operations.ts';
import { permissionOn } from './versions/permission-on.ts';
import type { StateMachines } from './versions/register.ts';
import type { Association } from './history/execution-journal.ts';

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

const BY_MACHINE: Structure = {
  type: 'structure',
  required: ['stateMachineArn'],
  members: { stateMachineArn: ARN },
};

const START_EXECUTION: Structure = {
  type: 'structure',
  required: ['stateMachineArn'],
  members: {
    stateMachineArn: ARN,
    name: { type: 'text' },
    input: { type: 'text' },
    traceHeader: { type: 'text', max: 256 },
  },
};

const LIST_EXECUTIONS: Structure = {
  type: 'structure',
  required: ['stateMachineArn'],
  members: { stateMachineArn: ARN, statusFilter: { type: 'text', pattern: STATUSES }, ...PAGE },
};

/** The inputs are those of the API reference; a name and an input have errors of their own. */
export const OPERATIONS: { readonly [name: string]: Operation<StateMachines> } = {
  StartExecution: onMachine('StartExecution', START_EXECUTION, (host, input, association, { traceHeader }) =>
    host.startExecution({ ...(traceHeader !== undefined && { traceHeader }), ...input }, association),
  ),
  DescribeExecution: onMachine('DescribeExecution', BY_EXECUTION, (host, input) => host.describeExecution(input)),
  ListExecutions: onMachine('ListExecutions', LIST_EXECUTIONS, (host, input) => {
    const arn = stringAt(input, 'stateMachineArn');
    return host.listExecutions(input, arn === host.arn ? undefined : arn);
  }),
  GetExecutionHistory: onMachine('GetExecutionHistory', BY_EXECUTION, (host, input) => host.getExecutionHistory(input)),
  StopExecution: onMachine('StopExecution', BY_EXECUTION, (host, input) => host.stopExecution(input)),
  DescribeStateMachine: onMachine('DescribeStateMachine', BY_MACHINE, async (host, { stateMachineArn = host.arn }) => ({
    ...(await host.describeStateMachine()),
    stateMachineArn,
  })),
  ...VERSION_OPERATIONS,
  ...CALLBACK_OPERATIONS,
  TestState: { permissions: permissionsOf, serve: (input, _stateMachines, cloud) => testState(input, cloud) },
  ListStateMachines: {
    permissions: permissionFor('ListStateMachines'),
    serve: (_input, stateMachines) => listAll(stateMachines),
  },
};

function onMachine(
  name: string,
  structure: Structure,
  serve: (host: StateMachineHost, input: JsonObject, association: Association, call: AwsCall) => Promise<JsonObject>,
): Operation<StateMachines> {
  return {
    permissions: permissionFor(name),
    serve: (input, stateMachines, _cloud, call) => {
      checkInput(input, structure);
      rejectOtherArns(input);
      const arn = stringAt(input, 'stateMachineArn') ?? machineOf(stringAt(input, 'executionArn') ?? '');
      const { host, association } = stateMachines.find(arn);
      return serve(host, input, association, call);
    },
  };
}

function permissionFor(name: string) {
  return (input: JsonObject) => [
    permissionOn(name, stringAt(input, 'stateMachineArn') ?? stringAt(input, 'executionArn') ?? '*'),
  ];
}

function rejectOtherArns({ stateMachineArn, executionArn }: JsonObject): void {
  const arn = asString(stateMachineArn ?? executionArn ?? '');
  if (!arn.startsWith('arn:')) throw new AwsError('InvalidArn', `Invalid Arn: 'Invalid ARN prefix: ${arn}'`);
}

async function listAll(stateMachines: StateMachines): Promise<JsonObject> {
  const described = await Promise.all(stateMachines.list().map((host) => host.describeStateMachine()));
  return { stateMachines: described.map(({ definition, roleArn, status, revisionId, ...summary }) => summary) };
}

/** `arn:aws:states:<region>:<account>:execution:<machine>:<execution>` names its machine. */
function machineOf(executionArn: string): string {
  return executionArn.replace(/^(arn:aws:states:[^:]*:[^:]*):execution:([^:]+):.*$/, '$1:stateMachine:$2');
}
