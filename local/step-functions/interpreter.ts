/** Runs one execution in aws-local-stepfunctions, and says how it ended in Step Functions' words. */

import { ExecutionError, StateMachine } from 'aws-local-stepfunctions';
import type { StateMachineDefinition as InterpretedDefinition } from 'aws-local-stepfunctions';
import type { JsonObject, JsonValue } from '../gateway/aws-call.ts';
import { StartupError } from '../startup-error.ts';
import type { StateMachineDefinition } from './definition.ts';
import type { ExecutionEnd, ExecutionRecord } from './execution-journal.ts';
import { EXECUTION_CONTEXT, executionTimeoutMs, prepareDefinition } from './prepare-definition.ts';
import { TaskError } from './task-error.ts';
import type { Task } from './task-resources.ts';

/** What the interpreter reports of an execution. */
export type InterpreterEvent = ReturnType<StateMachine['run']>['eventLogs'] extends AsyncGenerator<infer Event>
  ? Event
  : never;

/** One call of a task, for the history. */
export type TaskCall = { readonly input: JsonValue; result?: JsonValue };

export type Execution = {
  /** Never rejects. */
  readonly end: Promise<ExecutionEnd>;
  /** Both grow while the execution runs. */
  readonly events: readonly InterpreterEvent[];
  readonly taskCalls: ReadonlyMap<string, readonly TaskCall[]>;
  /** Ends the execution as `ABORTED`; a task that runs is not interrupted. */
  stop(error?: string, cause?: string): void;
};

export type Interpreter = {
  run(record: ExecutionRecord, onEvent: (event: InterpreterEvent) => void): Execution;
};

/** Building one takes some 60 ms, a run well below one; so it is built once. Throws `StartupError` for a bad definition. */
export const createInterpreter = (machine: StateMachineDefinition, tasks: readonly Task[]): Interpreter => {
  const stateMachine = build(machine);
  return { run: (record, onEvent) => run(stateMachine, machine, tasks, record, onEvent) };
};

const build = ({ name, definition }: StateMachineDefinition): StateMachine => {
  const prepared = prepareDefinition(definition);
  try {
    if (isInterpretable(prepared)) return new StateMachine(prepared);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartupError(`The definition of the state machine ${name} is not valid: ${reason.replaceAll('\n', ' ')}`);
  }
  throw new StartupError(`The definition of the state machine ${name} has no StartAt or no States.`);
};

/** The rest is checked by the interpreter itself. */
const isInterpretable = (definition: JsonObject): definition is JsonObject & InterpretedDefinition =>
  typeof definition.StartAt === 'string' && typeof definition.States === 'object';

const run = (
  stateMachine: StateMachine,
  machine: StateMachineDefinition,
  tasks: readonly Task[],
  record: ExecutionRecord,
  onEvent: (event: InterpreterEvent) => void,
): Execution => {
  const events: InterpreterEvent[] = [];
  const taskCalls = new Map<string, TaskCall[]>(tasks.map(({ state }) => [state, []]));
  let stopped: Pick<ExecutionEnd, 'status' | 'error' | 'cause'> | undefined;
  // Frees the interpreter, and its timer, from a task that outlasts its execution.
  const over = Promise.withResolvers<never>();
  over.promise.catch(() => {});

  const handle = async ({ state, run: runTask }: Task, input: JsonValue): Promise<JsonValue> => {
    // The interpreter goes on retrying for a while after it was aborted.
    if (stopped) throw executionOver();
    const call: TaskCall = { input };
    taskCalls.get(state)?.push(call);
    call.result = await Promise.race([runTask(input), over.promise]);
    return call.result;
  };

  const running = stateMachine.run(JSON.parse(record.input), {
    context: contextOf(record, machine),
    overrides: {
      taskResourceLocalHandlers: Object.fromEntries(
        tasks.map((task) => [task.state, (input: JsonValue) => handle(task, input)]),
      ),
    },
  });

  const stop = (reason: NonNullable<typeof stopped>): void => {
    stopped = reason;
    running.abort();
  };

  const timeoutMs = executionTimeoutMs(machine.definition, machine.type);
  const timeout = () => stop({ status: 'TIMED_OUT', error: 'States.Timeout' });
  const timer = timeoutMs === undefined ? undefined : setTimeout(timeout, timeoutMs);

  const release = (): void => {
    clearTimeout(timer);
    over.reject(executionOver());
  };
  running.result.then(release, release);

  const collect = async (): Promise<void> => {
    for await (const event of running.eventLogs) {
      events.push(event);
      onEvent(event);
    }
  };

  const end = running.result.then(
    (result): ExecutionEnd => ({
      status: 'SUCCEEDED',
      output: JSON.stringify(result ?? null),
      stopDate: Date.now() / 1000,
    }),
    (error: unknown): ExecutionEnd => ({ ...(stopped ?? failureOf(error)), stopDate: Date.now() / 1000 }),
  );

  return {
    end: Promise.all([end, collect()]).then(([ended]) => ended),
    events,
    taskCalls,
    stop: (error, cause) =>
      stop({ status: 'ABORTED', ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) }),
  };
};

const executionOver = (): TaskError => new TaskError('States.Runtime', 'The execution is over.', true);

const contextOf = (record: ExecutionRecord, { name, arn, principal }: StateMachineDefinition) => ({
  [EXECUTION_CONTEXT]: {
    Id: record.executionArn,
    Name: record.name,
    Input: JSON.parse(record.input),
    StartTime: new Date(record.startDate * 1000).toISOString(),
    RoleArn: principal.arn,
  },
  StateMachine: { Id: arn, Name: name },
});

const failureOf = (error: unknown): Pick<ExecutionEnd, 'status' | 'error' | 'cause'> => {
  const reason = error instanceof ExecutionError ? error.cause : error;
  if (!(reason instanceof Error)) return { status: 'FAILED', error: 'States.Runtime', cause: String(reason) };
  return {
    status: 'FAILED',
    ...(reason.name !== NO_ERROR && { error: reason.name }),
    ...(reason.message !== NO_CAUSE && reason.message !== reason.name && { cause: reason.message }),
  };
};

/** What the interpreter writes where a Fail state names no error and no cause. */
const NO_ERROR = 'FailStateError';
const NO_CAUSE = 'Execution failed because of a Fail state';
