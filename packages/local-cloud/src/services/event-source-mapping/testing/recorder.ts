/** A list that a test fills from one side and awaits from the other. */

export type Recorder<Entry> = {
  readonly entries: readonly Entry[];
  add(entry: Entry): void;
  /** Resolves with all entries as soon as there are `count`. */
  until(count: number): Promise<readonly Entry[]>;
};

export function createRecorder<Entry>(): Recorder<Entry> {
  const entries: Entry[] = [];
  let change = Promise.withResolvers<undefined>();
  return {
    entries,
    add: (entry) => {
      entries.push(entry);
      change.resolve(undefined);
      change = Promise.withResolvers<undefined>();
    },
    until: async (count) => {
      while (entries.length < count) await change.promise;
      return entries;
    },
  };
}
