/** What the batch operations share: lists of keys or items under table names. */
import type { JsonObject, JsonValue } from '../../../../kernel/json.ts';
import { isJsonObject } from '../../../../kernel/json.ts';
import { readList, readObject, place, refuse, required, ROOT } from '../contract/request-document.ts';
import { toWireMap } from './typed-values.ts';

export const TABLES = '$[tables]';

/** The member `tables` as pairs of table name and value. */
export function readTables(document: JsonObject): readonly (readonly [string, JsonValue])[] {
  const tables = Object.entries(readObject(required(document, 'tables', ROOT), TABLES));
  return tables.length > 0 ? tables : refuse(`'${TABLES}' must name a table.`);
}

/** A list of typed keys or items. */
export function readTypedList(value: JsonValue | undefined, at: string): readonly JsonObject[] {
  return readList(value, at).map((item, index) => toWireMap(item, place(at, index)));
}

export function refuseMore(count: number, max: number, what: string): void {
  if (count < 1 || count > max) refuse(`${what} takes 1 to ${max} items, got ${count}.`);
}

/** Lists by table name; an empty one for a missing table. */
export function listsByTable(lists: JsonValue | undefined): (table: string) => readonly JsonObject[] {
  return (table) => {
    const list = isJsonObject(lists) ? lists[table] : undefined;
    return Array.isArray(list) ? list.filter(isJsonObject) : [];
  };
}
