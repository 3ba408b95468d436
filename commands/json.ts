/** JSON from the wire is `unknown` until these have looked at it. */

/** A value that JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

export type JsonRecord = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `JSON.parse`. Throws `SyntaxError`. */
export const parseJson: (text: string) => Json = JSON.parse;

/** Throws if the text isn't a JSON object. */
export function parseRecord(text: string): JsonRecord {
  const value: unknown = JSON.parse(text);
  if (!isRecord(value)) throw new Error(`This isn't a JSON object: ${text.slice(0, 200)}`);
  return value;
}

/** The array under this name; empty if there is none. */
export function arrayIn(record: JsonRecord, name: string): readonly unknown[] {
  const value = record[name];
  return Array.isArray(value) ? value : [];
}

/** The object under this name; empty if there is none. */
export function objectIn(record: JsonRecord, name: string): JsonRecord {
  const value = record[name];
  return isRecord(value) ? value : {};
}

/** The string under this name. Throws if there is none. */
export function stringIn(record: JsonRecord, name: string): string {
  const value = record[name];
  if (typeof value !== 'string') throw new Error(`There is no string ${name} in ${JSON.stringify(record)}`);
  return value;
}
