/** A state machine whose tasks a test plays, and helpers to see how its executions end. */

import { AwsError } from '../../../aws/error.ts';
import type { AwsCall } from '../../../aws/call.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { stringAt } from '../../../kernel/json.ts';
import { createTaskTokens } from '../callbacks/task-tokens.ts';
import type { TaskTokens } from '../callbacks/task-tokens.ts';
import { createStateMachine } from '../create-state-machine.ts';
import type { StateMachineHost } from '../create-state-machine.ts';
import type { StateMachineDefinition } from '../execution/machine.ts';
import type { ExecutionJournal, ExecutionRecord } from '../history/execution-journal.ts';
import { createMemoryJournal } from './memory-journal.ts';
import type { MemoryJournal } from './memory-journal.ts';

/** Answers a call's payload; an Error that is no AwsError is the function's own. */
export type Play = (payload: JsonValue, call: AwsCall) => JsonValue | Promise<JsonValue>;

export type Fixture = {
  readonly host: StateMachineHost;
  readonly journal: MemoryJournal;
  readonly calls: readonly AwsCall[];
  readonly tokens: TaskTokens;
  readonly log: readonly string[];
  /** Starts an execution and resolves with its record when it has ended. */
  readonly run: (input: JsonValue, name?: string) => Promise<ExecutionRecord>;
  /** Resolves with the record when the execution has ended. */
  readonly untilEnded: (executionArn: string) => Promise<ExecutionRecord>;
};

export const MACHINE_ARN = 'arn:aws:states:eu-west-1:111122223333:stateMachine:saga';
export const EXECUTION_ARN = 'arn:aws:states:eu-west-1:111122223333:execution:saga';
export const FUNCTION_ARN = 'arn:aws:lambda:eu-west-1:111122223333:function:step';

export function createFixture(
  definition: JsonObject,
  play: Play = () => null,
  changes: Partial<StateMachineDefinition> = {},
  journal: MemoryJournal = createMemoryJournal(),
): Fixture {
  const calls: AwsCall[] = [];
  const tokens = createTaskTokens();
  const log: string[] = [];
  let change = Promise.withResolvers<undefined>();
  const watched: ExecutionJournal = {
    ...journal,
    update: async (record) => {
      await journal.update(record);
      change.resolve(undefined);
      change = Promise.withResolvers<undefined>();
    },
  };

  const callAws = async (call: AwsCall): Promise<string> => {
    calls.push(call);
    const payload = call.input['Payload'] ?? null;
    try {
      const answer = await play(payload, call);
      return JSON.stringify(call.service === 'lambda' ? { StatusCode: 200, Payload: answer } : answer);
    } catch (error) {
      if (!(error instanceof Error) || error instanceof AwsError) throw error;
      const described = { errorType: error.name, errorMessage: error.message, trace: [] };
      return JSON.stringify({ StatusCode: 200, FunctionError: 'Unhandled', Payload: described });
    }
  };

  const host = createStateMachine(
    {
      name: 'saga',
      arn: MACHINE_ARN,
      definition,
      type: 'STANDARD',
      roleArn: 'arn:aws:iam::111122223333:role/saga',
      principal: { arn: 'arn:aws:iam::111122223333:role/saga', permissions: [] },
      ...changes,
    },
    { callAws, tokens, journal: watched, log: (line) => log.push(line) },
  );

  const untilEnded = async (executionArn: string): Promise<ExecutionRecord> => {
    for (;;) {
      const record = journal.records.get(executionArn);
      if (record && record.status !== 'RUNNING') return record;
      await change.promise;
    }
  };

  return {
    host,
    journal,
    calls,
    log,
    run: async (input, name) => {
      const started = await host.startExecution({ input: JSON.stringify(input), ...(name !== undefined && { name }) });
      return untilEnded(stringAt(started, 'executionArn') ?? '');
    },
    untilEnded,
    tokens,
  };
}

/** A machine of the given states, the first of which starts it. */
export function machineOf(states: JsonObject): JsonObject {
  return {
    StartAt: Object.keys(states)[0] ?? '',
    States: states,
  };
}

/** A state that invokes the function `step` with its whole input. */
export function invokeStep(fields: JsonObject = {}): JsonObject {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Parameters: { FunctionName: FUNCTION_ARN, 'Payload.$': '$' },
    ...fields,
  };
}

/** An error of a function, by the name of its class. */
export function functionError(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
