/**
 * Numbers that were read from DynamoDB, until arithmetic has touched them. In AppSync they are numbers that cannot be
 * made a string: `num + ''` is `'null'` (aws/aws-appsync-community#308). Here they are `Number` objects, so that they can
 * go through variables, lists and functions; code that could tell is rewritten (see `differences/`), and the library
 * gets plain numbers.
 */
import { boundedList } from '../limits/limits.ts';
import {
  apply,
  defineProperty,
  entries,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  hasOwn,
  isArray,
  isFunction,
  isRecord,
  keys,
  mapList,
  mapMembers,
} from '../kernel/natives.ts';
import type { AnyFunction } from '../kernel/natives.ts';
import { replaceMethod } from '../kernel/replace-method.ts';
import type { Replacement } from '../kernel/replace-method.ts';
import { weighed } from '../limits/weigh.ts';

const numberPrototype: { readonly valueOf: (this: unknown) => number } = Number.prototype;
const { valueOf } = numberPrototype;
const toObject: (value: number) => object = Object;

/** Whether the handler call that is under way has such numbers. */
let hasAny = false;

export function forgetStoredNumbers(): void {
  hasAny = false;
}

export function isStored(value: unknown): boolean {
  return typeof value === 'object' && value !== null && getPrototypeOf(value) === numberPrototype;
}

export function plain(value: unknown): unknown {
  return isStored(value) ? apply(valueOf, value, []) : value;
}

/** For a place where 0 counts as false: a `Number` object would count as true. */
export function orZero<Value>(value: Value): Value | 0 {
  return isStored(value) && plain(value) === 0 ? 0 : value;
}

/** Marks the numbers in the result of a DynamoDB data source; what AppSync itself has counted is not among them. */
export function markStoredNumbers(result: unknown): unknown {
  hasAny = true;
  if (!isRecord(result) || !isArray(result['items']) || !hasOwn(result, 'scannedCount')) return mark(result);
  result['items'] = mark(result['items']);
  return result;
}

function mark(value: unknown): unknown {
  if (typeof value === 'number') return toObject(value);
  if (isArray(value)) markItems(value);
  else if (isRecord(value)) for (const name of keys(value)) value[name] = mark(value[name]);
  return value;
}

function markItems(list: unknown[]): void {
  let index = 0;
  for (const item of list) {
    list[index] = mark(item);
    index += 1;
  }
}

function plainThroughout(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isStored(value)) return plain(value);
  return isArray(value) ? mapList(value, plainThroughout) : mapMembers({ ...value }, plainThroughout);
}

/** The same functions, in the same groups, which get plain numbers. */
export function withPlainArguments<Members extends { readonly [name: string]: unknown }>(members: Members): Members {
  const copy = { ...members };
  for (const [name, member] of entries(members)) {
    const value = isFunction(member) ? takingPlain(member) : isRecord(member) ? withPlainArguments(member) : member;
    defineProperty(copy, name, { value });
  }
  return copy;
}

function takingPlain(member: AnyFunction): AnyFunction {
  return (...values) =>
    hasAny ? member(...mapList(values, (value) => plainThroughout(weighed(value)))) : member(...values);
}

/** The engine makes numbers of them as it does of any object. What arrays compare, and what decides, needs more. */
export function allowStoredNumbers(): void {
  const holder = {
    toPrimitive(this: unknown): unknown {
      return plain(this);
    },
  };
  const method: { readonly value?: unknown } = getOwnPropertyDescriptor(holder, 'toPrimitive') ?? {};
  defineProperty(numberPrototype, Symbol.toPrimitive, { value: method.value });
  for (const name of SEARCHES) replaceMethod(Array.prototype, name, search);
  for (const name of CHOICES) replaceMethod(Array.prototype, name, choose);
}

const SEARCHES = ['includes', 'indexOf', 'lastIndexOf'];

const CHOICES = ['every', 'filter', 'find', 'findIndex', 'findLast', 'findLastIndex', 'some'];

const search: Replacement = (native, list, values) =>
  hasAny && isArray(list)
    ? apply(native, mapList(boundedList(list), plain), mapList(values, plain))
    : apply(native, list, values);

const choose: Replacement = (native, list, values) => {
  const [callback, ...others] = values;
  return hasAny && isFunction(callback)
    ? apply(native, list, [(...given: unknown[]) => orZero(callback(...given)), ...others])
    : apply(native, list, values);
};
