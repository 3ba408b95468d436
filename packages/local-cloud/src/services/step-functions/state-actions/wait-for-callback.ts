/** Waits for what somebody sends back with a task's token. */

import { createHalt, Over } from '../branches/halt.ts';
import type { Halt } from '../branches/halt.ts';
import { waitFor } from '../branches/wait-for.ts';
import { StatesError } from '../errors/states-error.ts';
import type { JsonValue } from '../../../kernel/json.ts';
import type { Callback } from '../callbacks/task-tokens.ts';

/**
 * What is sent back, which may come before the service has responded to the call. Rejects if the call fails, or with the
 * failure that is sent back.
 */
export function untilCalledBack(
  { result }: Callback,
  submitted: Promise<JsonValue>,
  onSubmitted: (response: JsonValue) => void,
): Promise<JsonValue> {
  let isOver = false;
  const called = submitted.then((response) => {
    if (!isOver) onSubmitted(response);
    return result;
  });
  return Promise.race([result, called]).finally(() => {
    isOver = true;
  });
}

/** Settles as `answered` does, unless no heartbeat comes for so long. Throws `States.HeartbeatTimeout`. */
export async function whileAlive<Value>(
  answered: Promise<Value>,
  callback: Callback,
  heartbeatMs: number,
  halt: Halt,
): Promise<Value> {
  const timer = createHalt(halt);
  const missHeartbeat = async (): Promise<never> => {
    for (;;) {
      const last = callback.lastHeartbeat();
      await waitFor(last + heartbeatMs - Date.now(), timer);
      if (callback.lastHeartbeat() === last) throw new StatesError('States.HeartbeatTimeout');
    }
  };
  try {
    return await Promise.race([answered, missHeartbeat()]);
  } finally {
    timer.halt(new Over());
  }
}
