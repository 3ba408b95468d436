/** What the transaction operations share. */
import type { JsonObject, JsonValue } from '../../../../kernel/json.ts';
import { AwsError } from '../../../../aws/error.ts';
import { isJsonObject } from '../../../../kernel/json.ts';
import { readList, readObject, place, required, ROOT } from '../contract/request-document.ts';
import { refuseMore } from './tables.ts';
import { itemFromWire } from './typed-values.ts';

const AT = '$[transactItems]';
const MAX_ITEMS = 100;

/** The member `transactItems`, each entry read by `read`. */
export function readTransactItems<T>(document: JsonObject, read: (item: JsonObject, at: string) => T): readonly T[] {
  const items = readList(required(document, 'transactItems', ROOT), AT);
  refuseMore(items.length, MAX_ITEMS, 'A transaction');
  return items.map((item, index) => read(readObject(item, place(AT, index)), place(AT, index)));
}

/** The reasons of a cancelled transaction, the old items as plain JSON; undefined for any other failure. */
export function cancellationReasonsOf(error: unknown): JsonValue[] | undefined {
  if (!(error instanceof AwsError) || error.name !== 'TransactionCanceledException') return undefined;
  const { CancellationReasons: reasons } = error.fields;
  return Array.isArray(reasons) ? reasons.map((reason) => reasonOf(isJsonObject(reason) ? reason : {})) : undefined;
}

/** DynamoDB's code serves as `type`; deployed resolvers match `ConditionalCheckFailed` and `None`. */
function reasonOf({ Code: type = 'None', Message: message, Item: item }: JsonObject): JsonObject {
  return {
    ...(isJsonObject(item) ? { item: itemFromWire(item) } : {}),
    type,
    message: message ?? (type === 'None' ? 'None' : null),
  };
}
