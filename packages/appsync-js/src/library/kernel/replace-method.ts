/** Puts another method in the place of a built-in one. */
import { defineProperty, getMember, getOwnPropertyDescriptor, isFunction } from './natives.ts';
import type { AnyFunction } from './natives.ts';

/** Gets the method that was there, what it is called on, and what it is called with. */
export type Replacement = (native: AnyFunction, target: unknown, values: readonly unknown[]) => unknown;

export function replaceMethod(prototype: object, name: string, replacement: Replacement): void {
  const native: unknown = getMember(prototype, name);
  if (!isFunction(native)) return;
  // Shorthand, not an arrow function: it needs `this`, and `new` must not work on it.
  const holder = {
    method(this: unknown, ...values: unknown[]): unknown {
      return replacement(native, this, values);
    },
  };
  defineProperty(prototype, name, { ...getOwnPropertyDescriptor(holder, 'method'), enumerable: false });
}
