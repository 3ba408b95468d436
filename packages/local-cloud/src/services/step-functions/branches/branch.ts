/** What the branches of an execution share, and what is a branch's own. */

import type { JsonObject } from '../../../kernel/json.ts';
import type { History, Thread } from '../history/history.ts';
import type { Callback } from '../callbacks/task-tokens.ts';
import type { Payload } from '../input-output/data-limit.ts';
import type { Task } from '../tasks/find-tasks.ts';
import type { Halt } from './halt.ts';
import type { RunEvent } from './run-event.ts';

export type Run = {
  readonly history: History;
  readonly tasks: ReadonlyMap<string, Task>;
  /** For a task that waits for somebody to send its token back. */
  readonly openCallback: () => Callback;
  readonly region: string;
  /** `Execution` and `StateMachine` of the context object. */
  readonly context: JsonObject;
  /** The trace that the execution is a part of. */
  readonly traceHeader?: string | undefined;
  /** Causes of errors name the number of an event. Express executions have no history, and so no numbers. */
  readonly hasHistory: boolean;
  readonly report: (event: RunEvent) => void;
  /** Runs a machine, such as a branch, from its first state to its end. */
  readonly runMachine: (machine: JsonObject, input: Payload, branch: Branch) => Promise<Payload>;
};

/** The execution itself, a branch of a Parallel state, or an iteration of a Map state. */
export type Branch = Thread & {
  readonly halt: Halt;
  /** `Map` of the context object, in an iteration. */
  readonly map?: JsonObject;
  /** The type of the state that runs. */
  stateType: string;
};
