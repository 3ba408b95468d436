/** DynamoDB's typed values: as resolvers write them, as the wire wants them, and as plain JSON. */
import type { JsonObject, JsonValue } from '../../../../kernel/json.ts';
import { isJsonObject } from '../../../../kernel/json.ts';
import { readBoolean, readList, readObject, place, refuse, readString } from '../contract/request-document.ts';

type Converter = (value: JsonValue, at: string) => JsonValue;

/** Resolvers may write a number as a number, and anything as the value of `NULL`; the wire wants a string and `true`. */
const TO_WIRE: ReadonlyMap<string, Converter> = new Map(
  Object.entries<Converter>({
    S: readString,
    N: (value, at) => numberText(value, at),
    B: readString,
    BOOL: readBoolean,
    NULL: () => true,
    SS: (value, at) => readList(value, at).map((item, index) => readString(item, place(at, index))),
    NS: (value, at) => readList(value, at).map((item, index) => numberText(item, place(at, index))),
    BS: (value, at) => readList(value, at).map((item, index) => readString(item, place(at, index))),
    L: (value, at) => readList(value, at).map((item, index) => toWire(item, place(at, index))),
    M: (value, at) => toWireMap(value, at),
  }),
);

/** One typed value, checked. */
function toWire(value: JsonValue, at: string): JsonValue {
  const typed = readObject(value, at);
  const [type, ...others] = Object.keys(typed);
  const convert = type === undefined ? undefined : TO_WIRE.get(type);
  if (type === undefined || convert === undefined || others.length > 0) {
    return refuse(`Expected one of ${[...TO_WIRE.keys()].join(', ')} for '${at}'.`);
  }
  return { [type]: convert(typed[type] ?? null, place(at, type)) };
}

/** An item, a key, or the values of an expression. */
export function toWireMap(value: JsonValue, at: string): JsonObject {
  const wire: JsonObject = {};
  for (const [name, member] of Object.entries(readObject(value, at))) wire[name] = toWire(member, place(at, name));
  return wire;
}

function numberText(value: JsonValue, at: string): string {
  return typeof value === 'number' ? String(value) : readString(value, at);
}

/** Plain JSON: sets become lists, numbers numbers. */
const FROM_WIRE: { readonly [type: string]: (value: JsonValue) => JsonValue } = {
  S: (value) => value,
  N: Number,
  B: (value) => value,
  BOOL: (value) => value,
  NULL: () => null,
  SS: (value) => value,
  NS: (value) => (Array.isArray(value) ? value.map(Number) : []),
  BS: (value) => value,
  L: (value) => (Array.isArray(value) ? value.map(fromWire) : []),
  M: (value) => itemFromWire(isJsonObject(value) ? value : {}),
};

function fromWire(typed: JsonValue): JsonValue {
  if (!isJsonObject(typed)) return null;
  for (const type in typed) return FROM_WIRE[type]?.(typed[type] ?? null) ?? null;
  return null;
}

export function itemFromWire(item: JsonObject): JsonObject {
  const plain: JsonObject = {};
  for (const name in item) plain[name] = fromWire(item[name] ?? null);
  return plain;
}

/** An item that may not be there. */
export function itemOrNull(item: JsonValue | undefined): JsonObject | null {
  return isJsonObject(item) ? itemFromWire(item) : null;
}
