/** Wakes stream readers when a table has been written to, so that they need not poll to be fast. */

export type WriteSignal = {
  signal(tables: readonly string[]): void;
  /** Resolves at the next `signal` for the table, or after `timeoutMs`. */
  wait(table: string, timeoutMs: number): Promise<void>;
};

export function createWriteSignal(): WriteSignal {
  const waiting = new Map<string, Set<() => void>>();
  return {
    signal: (tables) => {
      for (const table of tables) waiting.get(table)?.forEach((wake) => wake());
    },
    wait: (table, timeoutMs) =>
      new Promise((resolve) => {
        const ofTable = waiting.get(table) ?? new Set();
        waiting.set(table, ofTable);
        const wake = () => {
          ofTable.delete(wake);
          clearTimeout(timer);
          resolve();
        };
        const timer = setTimeout(wake, timeoutMs);
        ofTable.add(wake);
      }),
  };
}
