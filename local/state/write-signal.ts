/** Wakes stream readers when somebody has written to a table, so that they need not poll to be fast. */

export type WriteSignal = {
  signal(): void;
  /** Resolves at the next `signal`, or after `timeoutMs`. */
  wait(timeoutMs: number): Promise<void>;
};

export const createWriteSignal = (): WriteSignal => {
  const waiting = new Set<() => void>();
  return {
    signal: () => {
      for (const wake of waiting) wake();
    },
    wait: (timeoutMs) =>
      new Promise((resolve) => {
        const wake = () => {
          waiting.delete(wake);
          clearTimeout(timer);
          resolve();
        };
        const timer = setTimeout(wake, timeoutMs);
        waiting.add(wake);
      }),
  };
};
