/** Ends what waits: an execution that was stopped, the branches beside one that failed, a timer that is not needed. */

export type Halt = {
  /** Why it was halted; undefined while it was not. */
  reason(): Error | undefined;
  halt(reason: Error): void;
  /** Calls `listener` when it is halted, at once if it was. Returns what takes the listener away. */
  onHalt(listener: (reason: Error) => void): () => void;
};

/** Halts with `parent`, too. */
export function createHalt(parent?: Halt): Halt {
  const listeners = new Set<(reason: Error) => void>();
  let reason: Error | undefined;
  let leaveParent = (): void => {};
  const halt = (why: Error): void => {
    if (reason) return;
    reason = why;
    leaveParent();
    const waiting = [...listeners];
    listeners.clear();
    for (const listener of waiting) listener(why);
  };
  if (parent) leaveParent = parent.onHalt(halt);
  return {
    reason: () => reason,
    halt,
    onHalt: (listener) => {
      if (reason) {
        listener(reason);
        return () => {};
      }
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** The reason for which everything that waits is let go when nothing needs it any more. */
export class Over extends Error {
  override readonly name = 'Over';
}

/** Settles as `promise` does, or rejects with the reason of `halt` if that comes first. */
export function untilHalted<Value>(promise: Promise<Value>, halt: Halt): Promise<Value> {
  const halted = Promise.withResolvers<never>();
  const release = halt.onHalt(halted.reject);
  return Promise.race([promise, halted.promise]).finally(release);
}
