/** Where the services keep what has to outlive the process, such as stream positions and executions. */

export type StateStore = {
  get(kind: string, id: string): Promise<string | undefined>;
  put(kind: string, id: string, value: string): Promise<void>;
  /** Returns false, and writes nothing, if there is a value already. */
  putNew(kind: string, id: string, value: string): Promise<boolean>;
  /** All values of a kind, ordered by id. */
  list(kind: string): Promise<string[]>;
};
