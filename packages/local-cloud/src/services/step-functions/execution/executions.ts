/** Keeps the executions of one state machine: starts them once each, stores how they ended, runs unfinished ones again. */

import { AwsError } from '../../../aws/error.ts';
import { retryUntilAborted } from '../../../kernel/backoff.ts';
import { createBoundedMap } from '../../../kernel/bounded-map.ts';
import type { StateMachineDefinition, StateMachineDependencies } from './machine.ts';
import type { ExecutionEnd, ExecutionRecord } from '../history/execution-journal.ts';
import { logEnd, logEvent } from './execution-log.ts';
import type { Execution, Interpreter } from './interpreter.ts';
import type { Revisions } from './revisions.ts';

export type Executions = {
  /** Starts what `record` says; where a Standard execution has this name already, answers that one's record. */
  start(record: ExecutionRecord): Promise<ExecutionRecord>;
  /** Ends a running execution as `ABORTED`; resolves when that is stored. */
  stop(record: ExecutionRecord, error: string | undefined, cause: string | undefined): Promise<void>;
  /** What the interpreter reported; undefined where that is forgotten. */
  find(executionArn: string): Execution | undefined;
  resume(): Promise<void>;
  close(): Promise<void>;
};

/** How many finished executions keep their whole history; the journal keeps start and end of all. */
const MAX_HISTORIES = 500;

const END_METRICS: { readonly [status in ExecutionEnd['status']]: string } = {
  SUCCEEDED: 'ExecutionsSucceeded',
  FAILED: 'ExecutionsFailed',
  TIMED_OUT: 'ExecutionsTimedOut',
  ABORTED: 'ExecutionsAborted',
};

export function createExecutions(
  { name, arn, type, loggingLevel = 'FATAL' }: StateMachineDefinition,
  revisions: Revisions,
  { journal, log, record: tell = () => {}, writeHistory = () => {} }: StateMachineDependencies,
): Executions {
  const running = new Map<string, { readonly execution: Execution; readonly finished: Promise<void> }>();
  const finished = createBoundedMap<string, Execution>(MAX_HISTORIES);
  const closing = new AbortController();

  /** Developer guide, "Monitoring Step Functions metrics". */
  const tellMetric = (metric: string, value: number): void =>
    tell({ namespace: 'AWS/States', name: metric, dimensions: { StateMachineArn: arn }, value });

  const run = (record: ExecutionRecord, interpreter: Interpreter): void => {
    const write = (line: string) => log(`[${name}] ${record.name}: ${line}`);
    const execution = interpreter.run(record, {
      onRunEvent: (event) => logEvent(event, loggingLevel, write),
      onHistoryEvent: (event) => writeHistory(record.executionArn, event),
    });
    const finish = async (): Promise<void> => {
      const end = await execution.end;
      if (closing.signal.aborted) return;
      logEnd(end, loggingLevel, write);
      tellMetric(END_METRICS[end.status], 1);
      tellMetric('ExecutionTime', Date.now() - record.startDate * 1000);
      if (type === 'STANDARD') await store({ ...record, ...end });
      running.delete(record.executionArn);
      if (type === 'STANDARD') finished.set(record.executionArn, execution);
    };
    running.set(record.executionArn, { execution, finished: finish() });
  };

  /** An end that is not stored makes the next process run the execution again, so it is tried until it is. */
  const store = (record: ExecutionRecord): Promise<void> =>
    retryUntilAborted(
      () => journal.update(record),
      closing.signal,
      (error) => log(`[${name}] cannot store the end of ${record.name}: ${String(error)}`),
    );

  return {
    start: async (record) => {
      if (closing.signal.aborted) throw new AwsError('ServiceUnavailable', 'The local cloud is stopping.', 503);
      if (type === 'STANDARD') await revisions.keep();
      const isNew = type === 'EXPRESS' || (await journal.put(record));
      if (isNew) tellMetric('ExecutionsStarted', 1);
      if (isNew) run(record, revisions.current.interpreter);
      return isNew ? record : ((await journal.get(record.executionArn)) ?? record);
    },
    stop: async (record, error, cause) => {
      const entry = running.get(record.executionArn);
      entry?.execution.stop(error, cause);
      await entry?.finished;
    },
    find: (executionArn) => running.get(executionArn)?.execution ?? finished.get(executionArn),
    resume: async () => {
      const records = await journal.list();
      const unfinished = records.filter(
        ({ status, executionArn }) => status === 'RUNNING' && !running.has(executionArn),
      );
      if (unfinished.length > 0) log(`[${name}] runs ${unfinished.length} unfinished executions again`);
      for (const record of unfinished) run(record, await revisions.interpreterOf(record));
    },
    close: async () => {
      closing.abort();
      const entries = [...running.values()];
      entries.forEach(({ execution }) => execution.stop());
      await Promise.all(entries.map((entry) => entry.finished));
    },
  };
}
