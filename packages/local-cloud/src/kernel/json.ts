/** JSON values and the guards that tell them apart. */

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };
export type JsonObject = { [key: string]: JsonValue };

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isJsonObject(value: unknown): value is JsonObject {
  return isObject(value);
}

/** `value[key]` if it is a string, else undefined. */
export function stringAt(value: JsonObject, key: string): string | undefined {
  const member = value[key];
  return typeof member === 'string' ? member : undefined;
}

/** `value[key]` if it is an object, else an empty one. */
export function objectAt(value: JsonObject, key: string): JsonObject {
  const member = value[key];
  return isJsonObject(member) ? member : {};
}

/** `value[key]` as a number, since templates write numbers as strings too; undefined if it is absent. */
export function numberAt(value: JsonObject, key: string): number | undefined {
  const member = value[key];
  return member === undefined || member === null ? undefined : Number(member);
}

/** The objects in a list; none if `value` isn't one. */
export function objectsIn(value: JsonValue | undefined): readonly JsonObject[] {
  return (Array.isArray(value) ? value : []).filter(isJsonObject);
}

/** The strings in a list; none if `value` isn't one. */
export function stringsIn(value: JsonValue | undefined): readonly string[] {
  return (Array.isArray(value) ? value : []).filter((one) => typeof one === 'string');
}

/** A string as it is, and everything else as JSON. */
export function asString(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Every member of `value` as a string. */
export function stringsOf(value: JsonObject): { [name: string]: string } {
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asString(member)]));
}

/** Throws `SyntaxError` if `text` isn't JSON. */
export function parseJson(text: string): JsonValue {
  const value: unknown = JSON.parse(text);
  return isParsed(value) ? value : null;
}

/** `JSON.parse` returns nothing but JSON values. */
function isParsed(value: unknown): value is JsonValue {
  return value !== undefined;
}

/** Parses JSON that holds an object; undefined for anything else. */
export function parseObject(text: string): JsonObject | undefined {
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** JSON in which the order of an object's members makes no difference. */
export function canonicalJson(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`;
}
