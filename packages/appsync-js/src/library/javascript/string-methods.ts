/** String methods: charged before they work, and AppSync's own where they differ from JavaScript's. */
import { NUMBER_METHODS, STRING_METHODS } from '../../language/language.ts';
import { COST, boundedText, charge, checkTextLength } from '../limits/limits.ts';
import { apply, keys } from '../kernel/natives.ts';
import type { AnyFunction } from '../kernel/natives.ts';
import { replaceFirst, replaceEvery } from '../regex/replace.ts';
import { replaceMethod } from '../kernel/replace-method.ts';
import type { Replacement } from '../kernel/replace-method.ts';
import { split } from './split.ts';
import { failCode } from '../kernel/stop.ts';
import { findFirst, findLast } from './text-search.ts';
import { primitiveOf, textOf } from '../limits/charged-reading.ts';

/**
 * `replace` and `replaceAll` read their pattern as Java does (Developer Guide, "Supported runtime features").
 */
export function replaceStringMethods(): void {
  for (const name of keys(STRING_METHODS)) {
    const method = METHODS[name];
    if (method !== undefined) replaceMethod(String.prototype, name, onText(method));
  }
  for (const name of keys(NUMBER_METHODS)) replaceMethod(Number.prototype, name, onNumber);
}

type TextMethod = (native: AnyFunction, text: string, values: readonly unknown[]) => unknown;

function onText(method: TextMethod): Replacement {
  return (native, target, values) => {
    if (target === undefined || target === null) return failCode('A string method needs a string');
    return method(native, textOf(target), values);
  };
}

/** No number is written in more than some 1,100 characters. */
const onNumber: Replacement = (native, target, [digits]) => boundedText(apply(native, target, [primitiveOf(digits)]));

/** In units, at worst, for a character: some letters become three, and the engine looks them up one by one. */
const CASED = 8;

/** Methods whose work does not depend on the length of the string: they copy few characters or none. */
const take: TextMethod = (native, text, [start, end]) => {
  charge(COST.call);
  return apply(native, text, [primitiveOf(start), primitiveOf(end)]);
};

const changeCase: TextMethod = (native, text) => {
  charge(COST.call + CASED * text.length);
  return apply(native, text, []);
};

const trim: TextMethod = (native, text) => {
  charge(COST.call + text.length);
  return apply(native, text, []);
};

const compare: TextMethod = (native, text, [wanted, place]) => {
  const part = textOf(wanted);
  charge(COST.call + part.length);
  return apply(native, text, [part, primitiveOf(place)]);
};

/** A place in the string; `absent` when there is none. */
function placeOf(value: unknown, text: string, absent: number): number {
  const place = value === undefined ? absent : Number(primitiveOf(value));
  return Math.max(0, Math.min(text.length, Number.isNaN(place) ? absent : Math.trunc(place)));
}

function indexOf(_native: AnyFunction, text: string, [wanted, place]: readonly unknown[]): number {
  return findFirst(text, textOf(wanted), placeOf(place, text, 0));
}

const concat: TextMethod = (native, text, values) => {
  const texts: string[] = [];
  let { length } = text;
  for (const value of values) {
    const other = textOf(value);
    length += other.length;
    texts[texts.length] = other;
  }
  checkTextLength(length);
  charge(COST.call + COST.character * length);
  return apply(native, text, texts);
};

const METHODS: { readonly [name: string]: TextMethod } = {
  charAt: take,
  concat,
  endsWith: compare,
  includes: (native, text, values) => indexOf(native, text, values) >= 0,
  indexOf,
  lastIndexOf: (_native, text, [wanted, place]) => findLast(text, textOf(wanted), placeOf(place, text, Infinity)),
  replace: (_native, text, values) => replaceFirst(text, ...textsOf(values)),
  replaceAll: (_native, text, values) => replaceEvery(text, ...textsOf(values)),
  slice: take,
  split: (_native, text, [separator, limit]): string[] => split(text, separator, primitiveOf(limit)),
  startsWith: compare,
  substring: take,
  toLowerCase: changeCase,
  toString: (_native: AnyFunction, text: string) => text,
  toUpperCase: changeCase,
  trim,
  trimEnd: trim,
  trimStart: trim,
};

function textsOf([pattern, replacement]: readonly unknown[]): [string, string] {
  return [textOf(pattern), textOf(replacement)];
}
