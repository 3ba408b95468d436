/** Keeps a handler from running forever: rewritten code and array walks call these (see `compile-code.ts`). */
import { MOST_ITERATIONS } from '../language.ts';
import { isArray } from './natives.ts';
import { failCode } from './stop.ts';

/** AWS gives no figure for one handler; whoever computes for longer here holds up every other request. */
const LONGEST_RUN_MS = 1_000;

/** The clock is read once in so many calls of `tick`: a power of two. */
const TICKS_PER_LOOK = 256;

/** The longest list and text that can be copied or walked in one go: a handler's output may have 5 MB. */
const LONGEST_LIST = 100_000;
const LONGEST_TEXT = 8_000_000;

/** Of the regular expressions that one handler call uses: about 50 ms of work. */
const MOST_STEPS = 1_000_000;

let deadline = 0;
let ticks = 0;
let steps = 0;

export const startClock = (): void => {
  deadline = Date.now() + LONGEST_RUN_MS;
  ticks = 0;
  steps = 0;
};

/** Called at the start of every function and iteration. */
export const tick = (): void => {
  ticks += 1;
  if ((ticks & (TICKS_PER_LOOK - 1)) === 0 && Date.now() > deadline) failCode('The handler ran for more than 1 second');
};

/** Called with the number of each iteration, from 1. */
export const countIteration = (iteration: number): void => {
  if (iteration > MOST_ITERATIONS) failCode(`A loop has more than ${MOST_ITERATIONS} iterations`);
  tick();
};

/** Called by the matcher of regular expressions. */
export const countSteps = (count: number): void => {
  steps += count;
  if (steps > MOST_STEPS) failCode('The regular expressions need too many steps');
};

/** Gives the value back when it is short enough to be copied or walked. */
export const bounded = <Value>(value: Value): Value => {
  if (typeof value === 'string' && value.length > LONGEST_TEXT) failCode(`A text is longer than ${LONGEST_TEXT}`);
  return isArray(value) ? boundedList(value) : value;
};

/** The same for the target of an array method, which would walk anything that has a `length`. */
export const boundedList = <List>(list: List): List => {
  if (typeof list === 'object' && list !== null && 'length' in list && Number(list.length) > LONGEST_LIST) {
    failCode(`A list is longer than ${LONGEST_LIST}`);
  }
  return list;
};
