/** Reading several items in one request. */
import { fail } from './fail.ts';

export type BatchResult<Item> = {
  /** The items of each table in the order of their keys, null for those that don't exist. */
  readonly data: { readonly [table: string]: (Item | null)[] };
  /** Keys that DynamoDB had no capacity for. Their items are null in `data`, like those that don't exist. */
  readonly unprocessedKeys?: { readonly [table: string]: readonly unknown[] | null } | null;
};

/** A resolver can't ask again; the client can. */
export function isPartUnread({ unprocessedKeys }: Pick<BatchResult<unknown>, 'unprocessedKeys'>): boolean {
  const unread = Object.values(unprocessedKeys ? unprocessedKeys : {});
  return unread.some((keys) => (keys ? keys.length > 0 : false));
}

/** Ends the field with `Conflict`. */
export function failIfKeysAreUnread(result: BatchResult<unknown>): void {
  if (isPartUnread(result)) {
    fail('Conflict', 'The database is busy and the order was not placed; please send it again');
  }
}
