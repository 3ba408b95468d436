/** A state machine behind the operations of Step Functions' API: starts, lists, tells and stops its executions. */

import { randomUUID } from 'node:crypto';
import { AwsError } from '../../aws/error.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { stringAt } from '../../kernel/json.ts';
import type { StateMachineDefinition, StateMachineDependencies } from './execution/machine.ts';
import { associationOf, outlineOf } from './history/start-and-end.ts';
import { executionInput, executionName } from './execution-input.ts';
import type { Association, ExecutionRecord } from './history/execution-journal.ts';
import { createExecutions } from './execution/executions.ts';
import { createRevisions } from './execution/revisions.ts';
import { pageOf } from './pages.ts';

/** Inputs and answers are those of the API's JSON protocol, dates in epoch seconds. Failures are `AwsError`s. */
export type StateMachineHost = {
  readonly arn: string;
  /** Throws `InvalidName`, `InvalidExecutionInput`, `ValidationException`, `ExecutionAlreadyExists`. */
  startExecution(input: JsonObject, association?: Association): Promise<JsonObject>;
  /** Throws `ExecutionDoesNotExist`, and as the ones below, for an Express state machine, `StateMachineTypeNotSupported`. */
  describeExecution(input: JsonObject): Promise<JsonObject>;
  /** Newest first; with an ARN, those that were started by that version or alias. Throws `InvalidToken`. */
  listExecutions(input: JsonObject, startedBy?: string): Promise<JsonObject>;
  /** Throws `ExecutionDoesNotExist`, `InvalidToken`. */
  getExecutionHistory(input: JsonObject): Promise<JsonObject>;
  /** Throws `ExecutionDoesNotExist`. */
  stopExecution(input: JsonObject): Promise<JsonObject>;
  describeStateMachine(): Promise<JsonObject>;
  /** Runs every execution again that an earlier process left unfinished, from its start and under its name. */
  resume(): Promise<void>;
  /** Leaves running executions to the next process. Resolves when nothing more is written. */
  close(): Promise<void>;
};

/** Throws `StartupError` naming what of the definition isn't supported or isn't valid. */
export function createStateMachine(
  machine: StateMachineDefinition,
  dependencies: StateMachineDependencies,
): StateMachineHost {
  const { name, arn, type, definition, roleArn } = machine;
  const { journal } = dependencies;
  const revisions = createRevisions(machine, dependencies);
  const executions = createExecutions(machine, revisions, dependencies);
  const creationDate = Date.now() / 1000;

  const refuseExpress = (): void => {
    if (type === 'STANDARD') return;
    throw new AwsError('StateMachineTypeNotSupported', 'This operation is not supported by this type of state machine');
  };

  const find = async (input: JsonObject): Promise<ExecutionRecord> => {
    refuseExpress();
    const wanted = stringAt(input, 'executionArn') ?? '';
    const record = await journal.get(wanted);
    if (record) return record;
    throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${wanted}'`);
  };

  return {
    arn,

    startExecution: async (input, association = {}) => {
      const wanted = executionName(input);
      const traceHeader = stringAt(input, 'traceHeader');
      const record: ExecutionRecord = {
        executionArn: executionArn(machine, wanted),
        name: wanted,
        stateMachineArn: arn,
        revisionId: revisions.current.id,
        ...association,
        status: 'RUNNING',
        input: executionInput(input),
        startDate: Date.now() / 1000,
        ...(traceHeader !== undefined && { traceHeader }),
      };
      const found = await executions.start(record);
      if (found.status === 'RUNNING' && found.input === record.input) {
        return { executionArn: found.executionArn, startDate: found.startDate };
      }
      throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${record.executionArn}'`);
    },

    describeExecution: async (input) => {
      const { revisionId, ...record } = await find(input);
      const isIncluded = { included: true };
      const outputDetails = 'output' in record && { outputDetails: isIncluded };
      return { ...record, inputDetails: isIncluded, ...outputDetails };
    },

    listExecutions: async (input, startedBy) => {
      refuseExpress();
      const filter = stringAt(input, 'statusFilter');
      const records = (await journal.list())
        .filter(({ status }) => filter === undefined || status === filter)
        .filter((one) => startedBy === undefined || Object.values(associationOf(one)).includes(startedBy))
        .sort((one, other) => other.startDate - one.startDate);
      const { page, nextToken } = pageOf(records, input);
      return { executions: page.map(summaryOf), ...(nextToken !== undefined && { nextToken }) };
    },

    getExecutionHistory: async (input) => {
      const record = await find(input);
      const events = executions.find(record.executionArn)?.events ?? outlineOf(record, roleArn);
      const { page, nextToken } = pageOf(input['reverseOrder'] === true ? events.toReversed() : events, input);
      return { events: [...page], ...(nextToken !== undefined && { nextToken }) };
    },

    stopExecution: async (input): Promise<JsonObject> => {
      const record = await find(input);
      await executions.stop(record, stringAt(input, 'error'), stringAt(input, 'cause'));
      const stopped = await find(input);
      return stopped.status === 'RUNNING' ? {} : { stopDate: stopped.stopDate };
    },

    describeStateMachine: () =>
      Promise.resolve({
        stateMachineArn: arn,
        name,
        status: 'ACTIVE',
        definition: JSON.stringify(definition),
        roleArn,
        type,
        creationDate,
        revisionId: revisions.current.id,
      }),

    resume: () => executions.resume(),
    close: () => executions.close(),
  };
}

function executionArn({ arn, type }: StateMachineDefinition, name: string): string {
  return type === 'EXPRESS'
    ? `${arn.replace(':stateMachine:', ':express:')}:${name}:${randomUUID()}`
    : `${arn.replace(':stateMachine:', ':execution:')}:${name}`;
}

function summaryOf(record: ExecutionRecord): JsonObject {
  const { executionArn, stateMachineArn, name, status, startDate } = record;
  const summary = { executionArn, stateMachineArn, name, status, startDate, ...associationOf(record) };
  return record.status === 'RUNNING' ? summary : { ...summary, stopDate: record.stopDate };
}
