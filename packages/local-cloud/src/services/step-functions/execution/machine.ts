/** What a state machine is made of, and what it needs around it. */

import type { CallAws } from '../../../aws/call.ts';
import type { RecordMetric } from '../../../aws/metric.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import type { Principal } from '../../../aws/policy/policy.ts';
import type { TaskTokens } from '../callbacks/task-tokens.ts';
import type { HistoryEvent } from '../history/history.ts';
import type { ExecutionJournal } from '../history/execution-journal.ts';

export type StateMachineDefinition = {
  readonly name: string;
  readonly arn: string;
  /** In the Amazon States Language, with intrinsics resolved. */
  readonly definition: JsonObject;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly roleArn: string;
  /** The state machine's role, by which tasks call services. */
  readonly principal: Principal;
  /** Which events go to the log; `FATAL`, executions that failed, where left out. */
  readonly loggingLevel?: LoggingLevel;
};

export type LoggingLevel = 'ALL' | 'ERROR' | 'FATAL' | 'OFF';

export type StateMachineDependencies = {
  readonly callAws: CallAws;
  readonly tokens: TaskTokens;
  /** Of this state machine alone. */
  readonly journal: ExecutionJournal;
  readonly log: (line: string) => void;
  readonly record?: RecordMetric;
  /** Takes each event of a Standard execution, for the log group. */
  readonly writeHistory?: (executionArn: string, event: HistoryEvent) => void;
};
