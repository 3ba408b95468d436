/** A state machine behind the operations of Step Functions' API: starts, lists, tells and stops its executions. */

import { randomUUID } from 'node:crypto';
import { AwsError } from '../../aws/error.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { stringAt } from '../../kernel/json.ts';
import { StartupError } from '../../kernel/startup-error.ts';
import type { StateMachineDefinition, StateMachineDependencies } from './execution/machine.ts';
import { outlineOf } from './history/start-and-end.ts';
import { executionInput, executionName } from './execution-input.ts';
import type { ExecutionRecord } from './history/execution-journal.ts';
import { validateDefinition } from './definition/validate-definition.ts';
import { createExecutions } from './execution/executions.ts';
import { createInterpreter } from './execution/interpreter.ts';
import { pageOf } from './pages.ts';
import { findTasks } from './tasks/find-tasks.ts';
import { findUnsupportedFeatures } from './definition/unsupported-features.ts';

/** Inputs and answers are those of the API's JSON protocol, dates in epoch seconds. Failures are `AwsError`s. */
export type StateMachineHost = {
  /** Throws `InvalidName`, `InvalidExecutionInput`, `ValidationException`, `ExecutionAlreadyExists`. */
  startExecution(input: JsonObject): Promise<JsonObject>;
  /** Throws `ExecutionDoesNotExist`, and as the ones below, for an Express state machine, `StateMachineTypeNotSupported`. */
  describeExecution(input: JsonObject): Promise<JsonObject>;
  /** Newest first. Throws `InvalidToken`. */
  listExecutions(input: JsonObject): Promise<JsonObject>;
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
  const { name, arn, type, definition, principal } = machine;
  const { journal, callAws } = dependencies;
  const { tasks, complaints } = findTasks(definition, callAws, principal);
  const unsupported = [...findUnsupportedFeatures(definition), ...complaints];
  if (unsupported.length > 0) {
    throw new StartupError(`The local cloud doesn't support, in the state machine ${name}: ${unsupported.join('; ')}.`);
  }
  const problems = validateDefinition(definition);
  if (problems.length > 0) {
    throw new StartupError(`The definition of the state machine ${name} is not valid: ${problems.join('; ')}.`);
  }
  const executions = createExecutions(machine, createInterpreter(machine, tasks), dependencies);
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
    startExecution: async (input) => {
      const wanted = executionName(input);
      const record: ExecutionRecord = {
        executionArn: executionArn(machine, wanted),
        name: wanted,
        stateMachineArn: arn,
        status: 'RUNNING',
        input: executionInput(input),
        startDate: Date.now() / 1000,
      };
      const found = await executions.start(record);
      if (found.status === 'RUNNING' && found.input === record.input) {
        return { executionArn: found.executionArn, startDate: found.startDate };
      }
      throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${record.executionArn}'`);
    },

    describeExecution: async (input) => {
      const record = await find(input);
      const isIncluded = { included: true };
      const outputDetails = 'output' in record && { outputDetails: isIncluded };
      return { ...record, inputDetails: isIncluded, ...outputDetails };
    },

    listExecutions: async (input) => {
      refuseExpress();
      const filter = stringAt(input, 'statusFilter');
      const records = (await journal.list())
        .filter(({ status }) => filter === undefined || status === filter)
        .sort((one, other) => other.startDate - one.startDate);
      const { page, nextToken } = pageOf(records, input);
      return { executions: page.map(summaryOf), ...(nextToken !== undefined && { nextToken }) };
    },

    getExecutionHistory: async (input) => {
      const record = await find(input);
      const events = executions.find(record.executionArn)?.events ?? outlineOf(record, principal.arn);
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
        roleArn: principal.arn,
        type,
        creationDate,
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
  const summary = { executionArn, stateMachineArn, name, status, startDate };
  return record.status === 'RUNNING' ? summary : { ...summary, stopDate: record.stopDate };
}
