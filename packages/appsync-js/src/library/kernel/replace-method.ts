/** Replaces a built-in method. */
import { defineProperty, getMember, getOwnPropertyDescriptor, isFunction } from './natives.ts';
import type { AnyFunction } from './natives.ts';

/** Gets the built-in method, the `this` of the call and its arguments. */
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
