/** Keeps a handler from running forever: rewritten code and array walks call these (see `compile-code.ts`). */
import { MOST_ITERATIONS } from '../language.ts';
import { isArray, isFunction, isRecord, keys, now } from './natives.ts';
import { failCode } from './stop.ts';

/** AWS gives no figure for one handler; whoever computes for longer here holds up every other request. */
const LONGEST_RUN_MS = 1_000;
const SECOND_CHANCE_MS = 100;

/** The clock is read once in so many of the library's own small steps: a power of two. */
const TICKS_PER_LOOK = 256;

/** The longest list and text that can be copied or walked in one go: a handler's output may have 5 MB. */
const LONGEST_LIST = 100_000;
const LONGEST_TEXT = 8_000_000;

/** Of the regular expressions that one handler call uses: about 50 ms of work. */
const MOST_STEPS = 1_000_000;

/** All elements and characters that a handler call copies or walks: some 400 MB at most. */
const MOST_COPIED = 50_000_000;

/** The parts of a value that is written down or converted, and the characters of its texts. */
const HEAVIEST_VALUE = 16_000_000;
const WEIGHT_OF_PART = 16;

/** There is no limit for the library itself before the first handler call. */
let deadline = Infinity;
let hasSecondChance = true;
let ticks = 0;
let steps = 0;
let copied = 0;

export const startClock = (): void => {
  deadline = now() + LONGEST_RUN_MS;
  hasSecondChance = true;
  ticks = 0;
  steps = 0;
  copied = 0;
};

/** Called at the start of every function and iteration of the code, and before whatever may take long. */
export const checkClock = (): void => {
  if (now() <= deadline) return;
  if (!hasSecondChance) failCode('The handler ran for more than 1 second');
  // It may be the machine that stood still: then what is left is done at once.
  hasSecondChance = false;
  deadline = now() + SECOND_CHANCE_MS;
};

/** Called in the library's own loops. */
export const tick = (): void => {
  ticks += 1;
  if ((ticks & (TICKS_PER_LOOK - 1)) === 0) checkClock();
};

/** Called with the number of each iteration, from 1. */
export const countIteration = (iteration: number): void => {
  if (iteration > MOST_ITERATIONS) failCode(`A loop has more than ${MOST_ITERATIONS} iterations`);
  checkClock();
};

/** Called by the matcher of regular expressions. */
export const countSteps = (count: number): void => {
  steps += count;
  if (steps > MOST_STEPS) failCode('The regular expressions need too many steps');
};

/** Gives the value back when it is short enough to be taken apart: a text into its characters, a list into its items. */
export const bounded = <Value>(value: Value): Value =>
  typeof value === 'string' || isArray(value) ? boundedList(value) : value;

/** The same for a text that is walked, or made by `+` or a template: the engine may put off the copying, not for good. */
export const boundedText = <Value>(value: Value): Value => {
  checkClock();
  if (typeof value !== 'string') return value;
  if (value.length > LONGEST_TEXT) failCode(`A text is longer than ${LONGEST_TEXT}`);
  countCopied(value.length);
  return value;
};

const countCopied = (count: number): void => {
  copied += count;
  if (copied > MOST_COPIED) failCode('The handler copies too much');
};

/** The same for the target of an array method, which would walk anything that has a `length`. */
export const boundedList = <List>(list: List): List => {
  checkClock();
  const length = lengthOf(list);
  if (length > LONGEST_LIST) failCode(`A list is longer than ${LONGEST_LIST}`);
  countCopied(length);
  return list;
};

const lengthOf = (list: unknown): number => {
  if (typeof list === 'string') return list.length;
  return typeof list === 'object' && list !== null && 'length' in list ? Number(list.length) : 0;
};

/**
 * Gives the value back when it is small enough to be written down or converted. What it holds twice counts twice: a
 * few lists that hold one another can stand for billions of parts.
 */
export const weighed = <Value>(value: Value): Value => {
  if (typeof value !== 'object' || value === null) return boundedText(value);
  checkClock();
  const waiting: unknown[] = [value];
  let weight = 0;
  while (waiting.length > 0) {
    const part = waiting.pop();
    weight += WEIGHT_OF_PART + (typeof part === 'string' ? part.length : 0);
    if (weight > HEAVIEST_VALUE) failCode('A value is too large, or circular');
    if (isArray(part)) pushAll(waiting, part);
    else if (isRecord(part)) pushMembers(waiting, part);
  }
  countCopied(weight);
  return value;
};

const pushAll = (waiting: unknown[], list: readonly unknown[]): void => {
  if (list.length > LONGEST_LIST) failCode(`A list is longer than ${LONGEST_LIST}`);
  for (const item of list) waiting.push(item);
};

/** `JSON.stringify` would call a method of this name, and write down what it gives. */
const pushMembers = (waiting: unknown[], value: { readonly [name: string]: unknown }): void => {
  if (isFunction(value.toJSON)) failCode('toJSON is not supported');
  for (const name of keys(value)) waiting.push(value[name]);
};
