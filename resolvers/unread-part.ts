/** Keys of a batch that DynamoDB had no capacity for. A resolver can't ask again; the client can. */

export type UnprocessedKeys = {
  /** Their items are null in the result, like those that don't exist. */
  readonly unprocessedKeys?: { readonly [table: string]: readonly unknown[] | null } | null;
};

export function isPartUnread({ unprocessedKeys }: UnprocessedKeys): boolean {
  const unread = Object.values(unprocessedKeys ? unprocessedKeys : {});
  return unread.some((keys) => (keys ? keys.length > 0 : false));
}
