/**
 * Makes the realm fit for handler code: removes what AppSync does not have, and freezes everything else, so that no code can change anything for other code, or for itself in a later call.
 */
import { ARRAY_METHODS, NUMBER_METHODS, STRING_METHODS } from '../../language/language.ts';
import type { Members } from '../../language/language.ts';
import { limitArrayMethods } from './array-methods.ts';
import {
  defineProperty,
  deleteProperty,
  entries,
  freeze,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  hasOwn,
  ownKeys,
  values,
} from '../kernel/natives.ts';
import { allowStoredNumbers } from '../call/stored-numbers.ts';
import { replaceStringMethods } from './string-methods.ts';

/** `globals` are all that code finds besides the language; `others` is what else it will be able to reach. */
export function harden(realm: object, globals: { readonly [name: string]: unknown }, others: object): void {
  const intrinsics = [
    Object,
    Function,
    Array,
    String,
    Number,
    Boolean,
    Symbol,
    Error,
    RegExp,
    Date,
    Map,
    Set,
    WeakMap,
    BigInt,
    Intl,
    Reflect,
  ];
  limitArrayMethods();
  replaceStringMethods();
  allowStoredNumbers();
  for (const [prototype, members] of KEPT) removeMembers(prototype, (name) => !hasOwn(members, name));
  removeMembers(Array, (name) => name !== 'prototype');
  allowOverride(Object.prototype, 'toString');
  removeMembers(realm, () => true);
  for (const [name, value] of entries(globals)) defineProperty(realm, name, { value, enumerable: true });
  freezeAll([realm, others, ...intrinsics, iteratorOf([]), iteratorOf('')]);
}

/**
 * Conversions to text need `toString`. Arrays keep `constructor`, as the engine's fast paths for every realm of the
 * process depend on it.
 */
const KEPT: readonly (readonly [prototype: object, members: Members])[] = [
  [Object.prototype, { toString: '' }],
  [Function.prototype, {}],
  [Array.prototype, { ...ARRAY_METHODS, length: '', constructor: '', toString: '' }],
  [String.prototype, { ...STRING_METHODS, length: '' }],
  [Number.prototype, NUMBER_METHODS],
  [Boolean.prototype, { toString: '' }],
];

function removeMembers(target: object, isUnwanted: (name: string) => boolean): void {
  for (const name of ownKeys(target)) if (typeof name === 'string' && isUnwanted(name)) deleteProperty(target, name);
}

/** Objects of the code can have a member of this name in spite of the frozen one that they inherit. */
function allowOverride(prototype: object, name: string): void {
  const inherited: { readonly value?: unknown } = getOwnPropertyDescriptor(prototype, name) ?? {};
  defineProperty(prototype, name, {
    get: () => inherited.value,
    set(this: object, value: unknown) {
      defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true });
    },
  });
}

function iteratorOf(iterable: Iterable<unknown>): object | null {
  return getPrototypeOf(iterable[Symbol.iterator]());
}

/** Everything that can be reached from these. */
function freezeAll(roots: readonly unknown[]): void {
  const seen = new Set<unknown>();
  const waiting = [...roots];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) continue;
    seen.add(value);
    freeze(value);
    waiting.push(getPrototypeOf(value));
    for (const name of ownKeys(value)) {
      waiting.push(...values(getOwnPropertyDescriptor(value, name) ?? {}));
    }
  }
}
