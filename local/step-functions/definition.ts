/** What a state machine is made of, and what it needs around it. */

import type { CallAws, JsonObject, Principal } from '../gateway/aws-call.ts';
import type { ExecutionJournal } from './execution-journal.ts';

export type StateMachineDefinition = {
  readonly name: string;
  readonly arn: string;
  /** In the Amazon States Language, with intrinsics resolved. */
  readonly definition: JsonObject;
  readonly type: 'STANDARD' | 'EXPRESS';
  /** The state machine's role, by which tasks call services. */
  readonly principal: Principal;
  /** Which events go to the log; `FATAL`, executions that failed, where left out. */
  readonly loggingLevel?: LoggingLevel;
};

export type LoggingLevel = 'ALL' | 'ERROR' | 'FATAL' | 'OFF';

export type StateMachineDependencies = {
  readonly callAws: CallAws;
  /** Of this state machine alone. */
  readonly journal: ExecutionJournal;
  readonly log: (line: string) => void;
};
