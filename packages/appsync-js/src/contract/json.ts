/** JSON values, and how they are read. */

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };
export type JsonObject = { [key: string]: JsonValue };

// Kept, because the realm takes `Array.isArray` away from handler code.
const { isArray } = Array;

/** Whether the value is an object and no array. */
export function isRecord(value: unknown): value is { [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !isArray(value);
}

/** `JSON.parse`. Throws `SyntaxError` if the string isn't JSON. */
export const parseJson: (text: string) => JsonValue = JSON.parse;
