/** What handler code hands to the engine's methods, and to its operators: they read a long string whole. */
import { charge } from './limits.ts';

/** What is shorter costs nothing worth counting. */
const SHORT = 64;

/** In units, at worst, for a character: to make a number of a string, and to look a name up among names of its length. */
const READ = 4;
const LOOKED_UP = 8;

/** Gives the value back, which is compared, or made a number. */
export function word<Value>(value: Value): Value {
  if (typeof value === 'string' && value.length > SHORT) charge(READ * value.length);
  return value;
}

/** The same for a list of them. */
export function words(values: readonly unknown[]): readonly unknown[] {
  for (const value of values) word(value);
  return values;
}

/** An object as the string that it stands for: otherwise code of its own would be asked again, and say something else. */
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

/** The name of a member, before an object is asked for it. Long names of one length share their place in tables. */
export function nameOf(value: unknown): string | number {
  if (typeof value === 'number') return value;
  const name = typeof value === 'string' ? value : String(value);
  if (name.length > SHORT) charge(LOOKED_UP * name.length);
  return name;
}
