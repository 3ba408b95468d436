/** The tokens of tasks that wait for a callback (`.waitForTaskToken`). They end with their task, or with the process. */

import { randomBytes } from 'node:crypto';
import { AwsError } from '../../../aws/error.ts';
import type { JsonValue } from '../../../kernel/json.ts';
import { StatesError } from '../errors/states-error.ts';

/** A task that waits. */
export type Callback = {
  readonly token: string;
  /** The output that somebody sends; rejects with `StatesError` if somebody sends a failure. */
  readonly result: Promise<JsonValue>;
  /** Milliseconds since the epoch at which the task began, or at which the last heartbeat came. */
  lastHeartbeat(): number;
  /** The task is over: its token isn't good for anything any more. */
  close(): void;
};

/** Each throws `AwsError`: `InvalidToken`, or `TaskTimedOut` for the token of a task that is over. */
export type TaskTokens = {
  open(stateMachineArn: string): Callback;
  succeed(token: string, output: JsonValue): void;
  fail(token: string, error: string | undefined, cause: string | undefined): void;
  heartbeat(token: string): void;
  /** The state machine whose task waits with this token, or waited; undefined for what isn't a token. */
  stateMachineOf(token: string): string | undefined;
};

type Waiting = {
  readonly outcome: PromiseWithResolvers<JsonValue>;
  lastHeartbeat: number;
};

/** A token names its state machine, so that the rights of whoever sends it can be checked when its task is over, too. */
const TOKEN = /^[\w-]{80} (arn:aws:states:[^ ]+)$/;

function createToken(stateMachineArn: string): string {
  return Buffer.from(`${randomBytes(60).toString('base64url')} ${stateMachineArn}`).toString('base64');
}

function stateMachineIn(token: string): string | undefined {
  return TOKEN.exec(Buffer.from(token, 'base64').toString())?.[1];
}

export function createTaskTokens(): TaskTokens {
  const waiting = new Map<string, Waiting>();

  const find = (token: string): Waiting => {
    const found = waiting.get(token);
    if (found) return found;
    if (stateMachineIn(token) === undefined) throw new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");
    throw new AwsError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
  };

  return {
    open: (stateMachineArn) => {
      const token = createToken(stateMachineArn);
      const outcome = Promise.withResolvers<JsonValue>();
      // The task may be over, by a timeout, before anybody waits for this.
      outcome.promise.catch(() => {});
      const one: Waiting = { outcome, lastHeartbeat: Date.now() };
      waiting.set(token, one);
      return {
        token,
        result: outcome.promise,
        lastHeartbeat: () => one.lastHeartbeat,
        close: () => void waiting.delete(token),
      };
    },
    succeed: (token, output) => {
      find(token).outcome.resolve(output);
      waiting.delete(token);
    },
    fail: (token, error, cause) => {
      find(token).outcome.reject(new StatesError(error ?? 'States.TaskFailed', cause));
      waiting.delete(token);
    },
    heartbeat: (token) => {
      find(token).lastHeartbeat = Date.now();
    },
    stateMachineOf: stateMachineIn,
  };
}
