/**
 * Methods that handler code may not have, kept for the library before they are removed. The library itself runs among
 * the same intrinsics as handler code: it must not use any other method that `harden.ts` removes or limits.
 */

export const { apply, deleteProperty, get: getMember, ownKeys } = Reflect;

/** `method.call` as a function of its own; what the intrinsics hold later does not matter. */
function uncurry<This, Parameters extends unknown[], Result>(method: (this: This, ...values: Parameters) => Result) {
  return (target: This, ...values: Parameters): Result => apply(method, target, values);
}

export const charCodeAt = uncurry(String.prototype.charCodeAt);
export const codePointAt: (text: string, index: number) => number | undefined = uncurry(String.prototype.codePointAt);
export const indexOf: (text: string, wanted: string, start: number) => number = uncurry(String.prototype.indexOf);
export const lastIndexOf: (text: string, wanted: string, start: number) => number = uncurry(
  String.prototype.lastIndexOf,
);
export const normalize: (text: string, form: string) => string = uncurry(String.prototype.normalize);
export const padStart: (text: string, length: number, filler: string) => string = uncurry(String.prototype.padStart);
export const slice: (text: string, start: number, end: number) => string = uncurry(String.prototype.slice);
export const startsWith: (text: string, wanted: string, place: number) => boolean = uncurry(
  String.prototype.startsWith,
);
export const { fromCharCode, fromCodePoint } = String;
export const { isArray } = Array;
export const { now } = Date;
export const { parse: parseJson, stringify: toJson } = JSON;
export const { assign, create, defineProperty, entries, freeze, getOwnPropertyDescriptor, getPrototypeOf, hasOwn } =
  Object;
export const { keys, values } = Object;

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

/** An object that is no list. */
export function isRecord(value: unknown): value is { [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !isArray(value);
}
