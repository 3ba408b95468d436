/** A queue between callbacks that push items and one `for await` loop that takes them. */

export type Inbox<T> = AsyncIterable<T> & {
  readonly push: (item: T) => void;
  /** The loop still takes what is in the queue, then ends. */
  readonly end: () => void;
  /** The loop still takes what is in the queue, then throws. */
  readonly fail: (error: unknown) => void;
};

export function createInbox<T>(): Inbox<T> {
  const items: T[] = [];
  let finish: (() => void) | undefined;
  let wake = (): void => {};

  async function* take(): AsyncGenerator<T, void, undefined> {
    for (;;) {
      yield* items.splice(0);
      if (items.length > 0) continue;
      if (finish) {
        finish();
        return;
      }
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
