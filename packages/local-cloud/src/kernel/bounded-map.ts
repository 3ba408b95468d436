/** A map that forgets: its oldest entries when it is full, and each entry at the end of its lifetime. */

export type BoundedMap<Key, Value> = {
  /** The value, unless it is forgotten. Reading doesn't make an entry younger. */
  get(key: Key): Value | undefined;
  /** Adds or replaces an entry, which becomes the youngest. */
  set(key: Key, value: Value, lifetimeMs?: number): void;
  delete(key: Key): void;
};

type Entry<Value> = { readonly value: Value; readonly expiresAtEpochMs: number };

/** `maxSize` bounds the number of entries or, with `sizeOf`, the sum of their keys' sizes. */
export function createBoundedMap<Key, Value>(
  maxSize: number,
  sizeOf: (key: Key) => number = () => 1,
): BoundedMap<Key, Value> {
  const entries = new Map<Key, Entry<Value>>();
  let size = 0;

  const remove = (key: Key): void => {
    if (entries.delete(key)) size -= sizeOf(key);
  };

  const removeOldest = (): void => {
    for (const oldest of entries.keys()) {
      if (size <= maxSize) return;
      remove(oldest);
    }
  };

  return {
    get: (key) => {
      const entry = entries.get(key);
      if (entry === undefined || Date.now() < entry.expiresAtEpochMs) return entry?.value;
      remove(key);
      return undefined;
    },
    set: (key, value, lifetimeMs = Infinity) => {
      remove(key);
      entries.set(key, { value, expiresAtEpochMs: Date.now() + lifetimeMs });
      size += sizeOf(key);
      removeOldest();
    },
    delete: remove,
  };
}
