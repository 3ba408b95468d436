/** Remembers how to end what was started, and ends it in reverse order. */

export type Closers = {
  readonly add: (close: () => void | Promise<void>) => void;
  /** Ends everything once; later calls wait for the first. Goes on past a failure and throws it at the end. */
  readonly closeAll: () => Promise<void>;
};

export function createClosers(): Closers {
  const closers: (() => void | Promise<void>)[] = [];
  let closing: Promise<void> | undefined;
  return {
    add: (close) => void closers.push(close),
    closeAll: () => (closing ??= closeInReverse(closers)),
  };
}

async function closeInReverse(closers: (() => void | Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const close of closers.toReversed()) {
    try {
      await close();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'The local cloud did not end cleanly.');
}
