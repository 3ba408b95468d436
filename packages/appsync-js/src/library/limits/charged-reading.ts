/** Charges for values that the engine's methods and operators read: they read a long string whole. */
import { charge } from './limits.ts';

/** Shorter strings cost nothing worth counting. */
const SHORT = 64;

/** In units, at worst, for a character: to make a number of a string, and to look a name up among names of its length. */
const READ = 4;
const LOOKED_UP = 8;

/** Charges for a value that is compared or converted to a number, and returns it. */
export function word<Value>(value: Value): Value {
  if (typeof value === 'string' && value.length > SHORT) charge(READ * value.length);
  return value;
}

/** The same for a list of them. */
export function words(values: readonly unknown[]): readonly unknown[] {
  for (const value of values) word(value);
  return values;
}

/** An object becomes its string now: the engine would call its `toString` again, which can return another one. */
export function primitiveOf(value: unknown): unknown {
  return word(isObject(value) ? String(value) : value);
}

function isObject(value: unknown): boolean {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** Any value as a string. */
export function textOf(value: unknown): string {
  return word(typeof value === 'string' ? value : String(value));
}

/** Charges for the name of a member. Long names of one length share their place in the engine's tables. */
export function nameOf(value: unknown): string | number {
  if (typeof value === 'number') return value;
  const name = typeof value === 'string' ? value : String(value);
  if (name.length > SHORT) charge(LOOKED_UP * name.length);
  return name;
}
