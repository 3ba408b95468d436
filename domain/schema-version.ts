/**
 * The version of the shape in which orders and events are stored. docs/evolving.md has the rule by which it changes. Keeps
 * to what APPSYNC_JS allows.
 */
export const SCHEMA_VERSION = 2;

export type Versioned = {
  /** Absent in what was written before there were versions, which has the shape of version 1. */
  readonly schemaVersion?: number;
};

/** Whether a later deployment wrote the item, in a shape that this code doesn't know. */
export function isOfLaterVersion({ schemaVersion }: { readonly schemaVersion?: unknown }): boolean {
  return typeof schemaVersion === 'number' && schemaVersion > SCHEMA_VERSION;
}
