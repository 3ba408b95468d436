/** JavaScript's global objects with the members that AppSync supports. */
import { fromJson, toJson } from '../limits/json-text.ts';
import { COST, boundedList, charge, checkLength, checkTextLength, sizeOf } from '../limits/limits.ts';
import { assign as copyMembers, entries, hasOwn, isArray, isRecord, keys, values } from '../kernel/natives.ts';
import { failCode } from '../kernel/stop.ts';
import { nameOf, textOf, words } from '../limits/charged-reading.ts';

const { isFinite, isNaN } = Number;
const { ceil, floor, max, min, random, round } = Math;

/** A string that isn't JSON gives an empty string (Developer Guide, "Supported runtime features"). */
const parse = (text: unknown): unknown => {
  try {
    return fromJson(text);
  } catch (error) {
    if (error instanceof SyntaxError) return '';
    throw error;
  }
};

type Members = { readonly [name: string]: unknown };

/** What is listed of a value: `cost` is for each. */
function listing(list: (value: Members) => unknown[], cost: number) {
  return (value: Members): unknown[] => {
    charge(COST.call + cost * sizeOf(value));
    return list(value);
  };
}

const assign = (target: unknown, ...sources: readonly unknown[]): unknown => {
  if ((typeof target !== 'object' && typeof target !== 'function') || target === null) {
    return failCode('Object.assign needs an object');
  }
  for (const source of sources) {
    charge(COST.call + COST.member * sizeOf(source));
    if (isArray(target) && isRecord(source)) checkLength(source['length'] ?? 0);
    copyMembers(target, source);
  }
  return target;
};

/** What they make numbers of can be long strings. */
function numeric(calculate: (...numbers: number[]) => number) {
  return (...numbers: number[]): number => {
    words(numbers);
    return calculate(...numbers);
  };
}

/** `template.raw` is a list of strings, or a string as a list of its characters. */
const raw = (template: { readonly raw: unknown }, ...insertions: readonly unknown[]): string => {
  const pieces: unknown = template.raw;
  if (typeof pieces !== 'string' && !isArray(pieces)) return failCode('String.raw needs a list of strings');
  const list = typeof pieces === 'string' ? pieces.split('') : boundedList(pieces);
  let text = '';
  let place = 0;
  for (const piece of list) {
    place += 1;
    text += textOf(piece);
    if (place < list.length && place <= insertions.length) text += textOf(insertions[place - 1]);
    charge(COST.newItem);
    checkTextLength(text.length);
  }
  charge(COST.character * text.length);
  return text;
};

export const globals = {
  JSON: { parse, stringify: toJson },
  Math: {
    ceil: numeric(ceil),
    floor: numeric(floor),
    max: numeric(max),
    min: numeric(min),
    random,
    round: numeric(round),
  },
  Number: { isFinite, isNaN },
  Object: {
    assign,
    entries: listing(entries, 2 * COST.name),
    hasOwn: (value: object, name: PropertyKey) => hasOwn(value, nameOf(name)),
    keys: listing(keys, COST.name),
    values: listing(values, COST.newItem),
  },
  String: { raw },
};
