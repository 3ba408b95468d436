/** Runs executions of one state machine in the Amazon States Language. */

import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { payloadOf } from '../input-output/data-limit.ts';
import type { StateMachineDefinition } from './machine.ts';
import type { ExecutionEnd, ExecutionRecord } from '../history/execution-journal.ts';
import { endEventOf, startEventOf } from '../history/start-and-end.ts';
import { executionTimeoutMs } from './execution-timeout.ts';
import type { RunEvent } from '../branches/run-event.ts';
import { createHalt, Over } from '../branches/halt.ts';
import { createHistory, createNoHistory } from '../history/history.ts';
import type { HistoryEvent } from '../history/history.ts';
import { runMachine } from './run-machine.ts';
import type { Branch, Run } from '../branches/branch.ts';
import { waitFor } from '../branches/wait-for.ts';
import { outputOf, StatesError } from '../errors/states-error.ts';
import type { Callback } from '../callbacks/task-tokens.ts';
import type { Task } from '../tasks/find-tasks.ts';
import { parseJson } from '../../../kernel/json.ts';

export type Execution = {
  /** Never rejects. */
  readonly end: Promise<ExecutionEnd>;
  /** Grows while the execution runs; stays empty for an Express execution. */
  readonly events: readonly HistoryEvent[];
  /** Ends the execution as `ABORTED`; a task that runs is not interrupted. */
  stop(error?: string, cause?: string): void;
};

export type Interpreter = {
  run(record: ExecutionRecord, listeners: Listeners): Execution;
};

type Listeners = {
  readonly onRunEvent: (event: RunEvent) => void;
  /** Of a Standard execution alone. */
  readonly onHistoryEvent?: (event: HistoryEvent) => void;
};

/** `tasks` are those of `machine`, whose definition is valid. */
export function createInterpreter(
  machine: StateMachineDefinition,
  tasks: readonly Task[],
  openCallback: () => Callback,
): Interpreter {
  const tasksByState = new Map(tasks.map((task) => [task.state, task]));
  const means = { tasks: tasksByState, openCallback };
  return { run: (record, listeners) => startExecution(machine, means, record, listeners) };
}

/** How an execution ended, but for the time. */
type Ending = Omit<ExecutionEnd, 'stopDate'>;

function startExecution(
  machine: StateMachineDefinition,
  means: Pick<Run, 'tasks' | 'openCallback'>,
  record: ExecutionRecord,
  { onRunEvent: report, onHistoryEvent }: Listeners,
): Execution {
  const hasHistory = machine.type === 'STANDARD';
  const history = hasHistory ? createHistory(onHistoryEvent) : createNoHistory();
  const halt = createHalt();
  const branch: Branch = { previousEventId: 0, stateType: '', halt };
  const input = parseJson(record.input);
  let stopped: Ending | undefined;

  const run: Run = {
    history,
    ...means,
    region: machine.arn.split(':')[3] ?? '',
    context: contextOf(record, input, machine),
    hasHistory,
    traceHeader: record.traceHeader,
    report,
    runMachine: (inner, payload, one) => runMachine(inner, payload, one, run),
  };

  const stop = (ending: Ending): void => {
    stopped ??= ending;
    halt.halt(new Over());
  };

  const execute = async (): Promise<Ending> => {
    try {
      const { text } = await runMachine(machine.definition, payloadOf(input), branch, run);
      return stopped ?? { status: 'SUCCEEDED', output: text };
    } catch (error) {
      if (stopped) return stopped;
      const failure = error instanceof StatesError ? error : new StatesError('States.Runtime', String(error));
      return { status: 'FAILED', ...outputOf(failure) };
    } finally {
      halt.halt(new Over());
    }
  };

  const finish = async (): Promise<ExecutionEnd> => {
    const ending = await execute();
    const end = { ...ending, stopDate: Date.now() / 1000 };
    // What ends an execution from outside follows on no event of it.
    const thread = { previousEventId: stopped ? 0 : branch.previousEventId };
    const { type, details } = endEventOf(end);
    history.end(thread, type, details, end.stopDate);
    report({
      type,
      ...(end.error !== undefined && { error: end.error }),
      ...(end.cause !== undefined && { cause: end.cause }),
    });
    return end;
  };

  const { type, details } = startEventOf(record, machine.roleArn);
  history.start(type, details, record.startDate);
  report({ type });
  const timeoutMs = executionTimeoutMs(machine.definition, machine.type);
  if (timeoutMs !== undefined) {
    waitFor(timeoutMs, halt).then(
      () => stop({ status: 'TIMED_OUT' }),
      // The execution was over before.
      () => {},
    );
  }

  return {
    end: finish(),
    events: history.events,
    stop: (error, cause) =>
      stop({ status: 'ABORTED', ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) }),
  };
}

function contextOf(
  record: ExecutionRecord,
  input: JsonValue,
  { name, arn, roleArn }: StateMachineDefinition,
): JsonObject {
  return {
    Execution: {
      Id: record.executionArn,
      Input: input,
      Name: record.name,
      RoleArn: roleArn,
      StartTime: new Date(record.startDate * 1000).toISOString(),
    },
    StateMachine: { Id: arn, Name: name },
  };
}
