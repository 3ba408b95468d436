/** Array methods that count what they do, and are charged for it before they do it. */
import { ARRAY_METHODS, ARRAY_WALKS } from '../../language/language.ts';
import { join } from './join.ts';
import { COST, boundedList, charge, countIteration } from '../limits/limits.ts';
import { apply, hasOwn, isArray, isFunction, keys } from '../kernel/natives.ts';
import type { AnyFunction } from '../kernel/natives.ts';
import { replaceMethod } from '../kernel/replace-method.ts';
import type { Replacement } from '../kernel/replace-method.ts';
import { failCode } from '../kernel/stop.ts';
import { primitiveOf, textOf } from '../limits/charged-reading.ts';
import { weighed } from '../limits/weigh.ts';

/** Replaces each method by a limited one. `push` is charged where it is called (see `compile/allocation.ts`). */
const UNLIMITED = ['pop', 'push'];

export function limitArrayMethods(): void {
  for (const name of keys(ARRAY_METHODS)) {
    if (!UNLIMITED.includes(name)) replaceMethod(Array.prototype, name, limited(replacementOf(name)));
  }
}

type ListMethod = (native: AnyFunction, list: readonly unknown[], values: readonly unknown[]) => unknown;

/** A list and nothing like a list: what else has a `length` could have another one the next time. */
function limited(method: ListMethod): Replacement {
  return (native, target, values) =>
    method(native, isArray(target) ? boundedList(target) : failCode('Array methods work on lists only'), values);
}

function replacementOf(name: string): ListMethod {
  if (hasOwn(ARRAY_WALKS, name)) return walk;
  return (hasOwn(METHODS, name) ? METHODS[name] : undefined) ?? move;
}

/** For methods that take places in the list. An object becomes a plain value first, so that it cannot change later. */
const move: ListMethod = (native, list, values) => apply(native, list, plainAll(values));

function plainAll(values: readonly unknown[]): unknown[] {
  const plains: unknown[] = [];
  for (const value of values) plains[plains.length] = primitiveOf(value);
  return plains;
}

const walk: ListMethod = (native, list, [callback, ...others]) => {
  charge(COST.item * list.length);
  return apply(native, list, [isFunction(callback) ? counting(callback) : callback, ...others]);
};

function counting(callback: AnyFunction): AnyFunction {
  let iterations = 0;
  return (...values) => {
    iterations += 1;
    countIteration(iterations);
    const result = callback(...values);
    if (isArray(result)) charge(2 * COST.item * result.length); // flatMap copies it
    return result;
  };
}

/** `values[0]` is a value of the handler, the others are places. */
const search: ListMethod = (native, list, [wanted, ...places]) => {
  if (typeof wanted === 'string' && wanted.length > 16) chargeComparisons(list, wanted);
  return apply(native, list, [wanted, ...plainAll(places)]);
};

/** Texts of another length are told apart at once. */
function chargeComparisons(list: readonly unknown[], wanted: string): void {
  let characters = 0;
  for (let index = 0; index < list.length; index += 1) {
    const item = list[index];
    if (typeof item === 'string' && item.length === wanted.length) characters += item.length;
  }
  charge(characters);
}

const concat: ListMethod = (native, list, values) => {
  charge(COST.item * list.length);
  for (const value of values) if (isArray(value)) charge(COST.item * boundedList(value).length);
  return apply(native, list, values);
};

/** Each comparison makes strings of both items again, and reads them; as many as 2 n log n. */
const sort: ListMethod = (native, list, [comparator]) => {
  let characters = 0;
  if (comparator === undefined)
    for (const item of list) characters += typeof item === 'string' ? item.length : textOf(item).length;
  const rounds = Math.ceil(Math.log2(list.length + 2));
  charge((characters / 2 + 2 * COST.call * list.length) * rounds);
  return apply(native, list, comparator === undefined ? [] : [comparator]);
};

function insert(plainValues: number): ListMethod {
  return (native, list, values) => {
    charge(COST.newItem * values.length);
    const places = plainAll(values.slice(0, plainValues));
    return apply(native, list, [...places, ...values.slice(plainValues)]);
  };
}

const METHODS: { readonly [name: string]: ListMethod } = {
  concat,
  fill: (native, list, [value, ...places]) => apply(native, list, [value, ...plainAll(places)]),
  flat: (native, list, values) => apply(native, weighed(list), plainAll(values)),
  includes: search,
  indexOf: search,
  join: (native, list, [separator]) => join(native, list, separator),
  lastIndexOf: search,
  sort,
  splice: insert(2),
  unshift: insert(0),
};
