/** Array methods that count what they do. */
import { ARRAY_METHODS, ARRAY_WALKS } from '../language.ts';
import { boundedList, countIteration, weighed } from './limits.ts';
import { apply, hasOwn, isFunction, keys } from './natives.ts';
import type { AnyFunction } from './natives.ts';
import { replaceMethod } from './replace-method.ts';
import type { Replacement } from './replace-method.ts';

/** Puts a limited method in the place of each that walks the array; these do not. */
const CONSTANT_TIME = ['at', 'pop', 'push'];

export const limitArrayMethods = (): void => {
  for (const name of keys(ARRAY_METHODS)) {
    if (!CONSTANT_TIME.includes(name))
      replaceMethod(Array.prototype, name, hasOwn(ARRAY_WALKS, name) ? limitWalk : limit);
  }
  replaceMethod(Array.prototype, 'flat', (native, list, values) => apply(native, weighed(list), values));
};

const limit: Replacement = (native, list, values) => apply(native, boundedList(list), values);

const limitWalk: Replacement = (native, list, [callback, ...others]) =>
  apply(native, boundedList(list), [isFunction(callback) ? counting(callback) : callback, ...others]);

const counting = (callback: AnyFunction): AnyFunction => {
  let iterations = 0;
  return (...values) => {
    iterations += 1;
    countIteration(iterations);
    return callback(...values);
  };
};
