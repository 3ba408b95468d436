/** The functions that `compile/meter.ts` wraps around operators that can do much work at once. */
import { COST, boundedText, charge, checkClock, checkLength, countIteration, sizeOf } from './limits.ts';
import { isArray } from '../kernel/natives.ts';
import { failCode } from '../kernel/stop.ts';
import { nameOf, word } from './charged-reading.ts';

type Target = { [name: PropertyKey]: unknown };

/** What `…value` copies. */
function copied<Value>(value: Value): Value {
  const isList = typeof value === 'string' || isArray(value);
  charge(COST.call + (isList ? COST.newItem : COST.member) * sizeOf(value));
  return value;
}

/** What the rest elements of a pattern have been given: no more than what they come from, once. */
function rest(...values: readonly unknown[]): void {
  for (const value of values) copied(value);
}

/** What `for-in` is going to walk: it lists all names before the first. */
function listed<Value>(value: Value): Value {
  charge(COST.call + COST.member * sizeOf(value));
  return value;
}

/** A member in the place of an assignment's target, which is read and assigned as `value`. */
function slot(target: Target, name: PropertyKey) {
  return {
    get value(): unknown {
      return word(target[name]);
    },
    set value(value: unknown) {
      charge(COST.part);
      if (name === 'length' && isArray(target)) checkLength(value);
      target[name] = value;
    },
  };
}

/** The same for one that takes the rest of a pattern. */
function restSlot(target: Target, name: PropertyKey) {
  return {
    set value(value: unknown) {
      rest(value);
      slot(target, name).value = value;
    },
  };
}

/** Gives what an assignment gives, once its rest elements are counted. */
function after<Value>(value: Value, ...rests: readonly unknown[]): Value {
  rest(...rests);
  return value;
}

/** The function that makes lists of any length, and that must stay where the engine expects it (see `library/javascript/harden.ts`). */
const MAKER = 'constructor';

/** What is called by a name. */
function callee<Value>(value: Value): Value {
  return Object.is(value, Array) ? failCode(`${MAKER} cannot be called`) : value;
}

/** The name of a member that is called. */
function method(name: unknown): string | number {
  const known = nameOf(name);
  return known === MAKER ? failCode(`${MAKER} cannot be called`) : known;
}

/** By the names under which `compile/meter.ts` knows them. */
export const metering = {
  after,
  callee,
  copied,
  count: countIteration,
  key: nameOf,
  listed,
  method,
  rest,
  restSlot,
  slot,
  text: boundedText,
  tick: checkClock,
  word,
};
