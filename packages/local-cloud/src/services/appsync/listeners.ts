/** Functions to call at each event of one kind. */
export type Listeners<T> = {
  /** Returns a function that removes the listener. */
  readonly add: (listener: (event: T) => void) => () => void;
  readonly tell: (event: T) => void;
};

export function createListeners<T>(): Listeners<T> {
  const listeners = new Set<(event: T) => void>();
  return {
    add: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell: (event) => {
      for (const listener of listeners) listener(event);
    },
  };
}
