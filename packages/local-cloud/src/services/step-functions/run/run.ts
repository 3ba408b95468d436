/** What all states of one execution share, and what those of one branch share. */

import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import type { Payload } from '../data-limit.ts';
import type { PathData } from '../json-path/read-path.ts';
import type { RunEvent } from '../run-event.ts';
import type { Task } from '../task-resources.ts';
import type { Halt } from './halt.ts';
import type { History, Thread } from './history.ts';

export type Run = {
  readonly history: History;
  readonly tasks: ReadonlyMap<string, Task>;
  readonly region: string;
  /** `Execution` and `StateMachine` of the context object. */
  readonly context: JsonObject;
  /** Events of the history have numbers, which the causes of errors name; those of Express executions have none. */
  readonly hasHistory: boolean;
  report(event: RunEvent): void;
  /** Runs a machine, such as a branch, from its first state to its end. */
  runMachine(machine: JsonObject, input: Payload, branch: Branch): Promise<Payload>;
};

/** The execution itself, a branch of a Parallel state, or an iteration of a Map state. */
export type Branch = Thread & {
  readonly halt: Halt;
  /** `Map` of the context object, in an iteration. */
  readonly map?: JsonObject;
  /** The type of the state that runs. */
  stateType: string;
};

/** A state that was entered. */
export type ActiveState = {
  readonly name: string;
  readonly fields: JsonObject;
  readonly input: Payload;
  /** For paths: the input after `InputPath`, and the context object. */
  readonly data: PathData;
  readonly branch: Branch;
  readonly run: Run;
};

/** What a state comes to. `next` is given by those that choose it. */
export type Outcome = { readonly output: JsonValue; readonly next?: string };

/** Throws `StatesError`. */
export type StateAction = (state: ActiveState) => Outcome | Promise<Outcome>;
