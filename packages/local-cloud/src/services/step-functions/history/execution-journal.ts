/** The list of executions that outlives the process: it de-duplicates names, and says what to run again. */

import type { JsonObject } from '../../../kernel/json.ts';

type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** How an execution ended. Dates are epoch seconds with a fraction, as the API writes them. */
export type ExecutionEnd = {
  readonly status: Exclude<ExecutionStatus, 'RUNNING'>;
  readonly stopDate: number;
  /** JSON text. */
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
};

/** The version and the alias by which an execution was started, if it was by one. */
export type Association = { readonly stateMachineVersionArn?: string; readonly stateMachineAliasArn?: string };

export type ExecutionRecord = {
  readonly executionArn: string;
  readonly name: string;
  readonly stateMachineArn: string;
  /** Of the definition that the execution follows to its end. */
  readonly revisionId: string;
  /** JSON text. Input and output may have 256 KiB each. */
  readonly input: string;
  readonly startDate: number;
  /** Of X-Ray, as it was started with. */
  readonly traceHeader?: string;
} & Association &
  ({ readonly status: 'RUNNING' } | ExecutionEnd);

export type ExecutionJournal = {
  /** False, and nothing is written, where there is a record with this `executionArn`. */
  put(record: ExecutionRecord): Promise<boolean>;
  get(executionArn: string): Promise<ExecutionRecord | undefined>;
  /** Replaces the record with the same `executionArn`. */
  update(record: ExecutionRecord): Promise<void>;
  /** All records of the state machine, in any order. */
  list(): Promise<readonly ExecutionRecord[]>;
  keepDefinition(revisionId: string, definition: JsonObject): Promise<void>;
  definition(revisionId: string): Promise<JsonObject | undefined>;
};
