/**
 * Methods that handler code may not have, kept for the library before they are removed. The library itself runs among
 * the same intrinsics as handler code: it must not use any other method that `harden.ts` removes or limits.
 */

export { isRecord } from '../../contract/json.ts';

export const { apply, deleteProperty, get: getMember, ownKeys } = Reflect;

/** `method.call` as a function of its own; what the intrinsics hold later does not matter. */
function uncurry<This, Parameters extends unknown[], Result>(method: (this: This, ...values: Parameters) => Result) {
  return (target: This, ...values: Parameters): Result => apply(method, target, values);
}

const stringMethods: {
  readonly charCodeAt: (this: string, index: number) => number;
  readonly codePointAt: (this: string, index: number) => number | undefined;
  readonly indexOf: (this: string, wanted: string, start: number) => number;
  readonly lastIndexOf: (this: string, wanted: string, start: number) => number;
  readonly normalize: (this: string, form: string) => string;
  readonly padStart: (this: string, length: number, filler: string) => string;
  readonly slice: (this: string, start: number, end: number) => string;
  readonly startsWith: (this: string, wanted: string, place: number) => boolean;
} = String.prototype;

export const charCodeAt = uncurry(stringMethods.charCodeAt);
export const codePointAt = uncurry(stringMethods.codePointAt);
export const indexOf = uncurry(stringMethods.indexOf);
export const lastIndexOf = uncurry(stringMethods.lastIndexOf);
export const normalize = uncurry(stringMethods.normalize);
export const padStart = uncurry(stringMethods.padStart);
export const slice = uncurry(stringMethods.slice);
export const startsWith = uncurry(stringMethods.startsWith);
export const { fromCharCode, fromCodePoint } = String;
export const { isArray } = Array;
export const { now } = Date;
export const { assign, defineProperty, freeze, getOwnPropertyDescriptor, hasOwn, keys } = Object;
export const create: (prototype: object, members: PropertyDescriptorMap) => object = Object.create;
export const entries: <Member>(members: { readonly [name: string]: Member }) => [name: string, member: Member][] =
  Object.entries;
export const getPrototypeOf: (value: object) => object | null = Object.getPrototypeOf;
export const values: (members: object) => unknown[] = Object.values;

/** The engine's own, without limits: the library's `toJson` and `fromJson` charge for what they do. */
export const parseJson: (text: string) => unknown = JSON.parse;
export const stringifyJson: (value: unknown, names?: (string | number)[], indent?: string) => string | undefined =
  JSON.stringify;

export type AnyFunction = (...values: unknown[]) => unknown;

export function isFunction(value: unknown): value is AnyFunction {
  return typeof value === 'function';
}

/** `list.map(change)`, of any length. */
export function mapList<Item, Result>(list: readonly Item[], change: (item: Item, index: number) => Result): Result[] {
  const results: Result[] = [];
  let index = 0;
  for (const item of list) {
    results.push(change(item, index));
    index += 1;
  }
  return results;
}

/** A copy of the object with each member changed. */
export function mapMembers<Member, Result>(
  members: { readonly [name: string]: Member },
  change: (member: Member, name: string) => Result,
): { [name: string]: Result } {
  const results: { [name: string]: Result } = {};
  for (const [name, member] of entries(members)) results[name] = change(member, name);
  return results;
}
