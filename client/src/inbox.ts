/** A queue between callbacks that bring items and one `for await` that takes them. */

export type Inbox<T> = AsyncIterable<T> & {
  push(item: T): void;
  /** What is in the queue is still taken; then the loop ends. */
  end(): void;
  /** What is in the queue is still taken; then the loop throws. */
  fail(error: unknown): void;
};

export function createInbox<T>(): Inbox<T> {
  const items: T[] = [];
  let finish: (() => void) | undefined;
  let wake = (): void => {};

  async function* take(): AsyncGenerator<T, void, undefined> {
    for (;;) {
      yield* items.splice(0);
      if (items.length > 0) continue;
      if (finish) return finish();
      await new Promise<void>((resolve) => (wake = resolve));
    }
  }
  const finishWith = (how: () => void): void => {
    finish ??= how;
    wake();
  };

  return {
    [Symbol.asyncIterator]: take,
    push: (item) => {
      items.push(item);
      wake();
    },
    end: () => finishWith(() => {}),
    fail: (error) =>
      finishWith(() => {
        throw error;
      }),
  };
}
