/**
 * Keeps a handler from running forever, and from filling the memory. The engine's own methods cannot be interrupted,
 * so what one of them will do at worst is charged before it begins (see `SUPPORT.md`, "Limits").
 */
import { MAX_ITERATIONS } from '../../language/language.ts';
import { isArray, keys, now as realNow } from '../kernel/natives.ts';
import { failCode } from '../kernel/stop.ts';

/** AWS gives no figure for one handler. A handler that computes for longer holds up all other requests of the process. */
const MAX_RUN_MS = 1_000;
const SECOND_CHANCE_MS = 100;

/** The clock is read once in so many small steps, of the library or of the code: a power of two. */
const TICKS_PER_LOOK = 256;

/** The longest list and string that can be copied or walked in one go: a handler's output may have 5 MB. */
export const MAX_LIST_LENGTH = 100_000;
const MAX_STRING_CHARACTERS = 8_000_000;

/** Of the regular expressions that one handler call uses: about 50 ms of work. */
const MAX_STEPS = 1_000_000;

/** What a handler call can spend. A unit stands for a byte of memory, or for about 2 ns of work. */
const MAX_SPENT = 250_000_000;

/** In units: after so much work, about 20 µs, the clock is read again; reading it costs more than a small step. */
const WORTH_A_LOOK = 10_000;

/** In units, each at worst, as measured. */
export const COST = {
  /** A call, and a small value that it makes. */
  call: 32,
  /** A character of a string that is made: two bytes. */
  character: 2,
  /** An item of a list that is walked or moved. */
  item: 8,
  /** An item of a list that is made, with a small string in it. */
  newItem: 32,
  /** A member of an object that is listed, and one that is added to an object. */
  name: 96,
  member: 256,
  /** A part of a value that is converted to other objects. */
  part: 128,
} as const;

/** Other limits than those above, for tests. */
export type TestLimits = {
  /** In milliseconds. A clock that stands still ends no handler, so that the speed of the machine changes nothing. */
  readonly now?: () => number;
  /** What a handler call can spend. */
  readonly maxSpent?: number;
};

let now = realNow;
let maxSpent = MAX_SPENT;

export function setLimits(limits: TestLimits): void {
  now = limits.now ?? realNow;
  maxSpent = limits.maxSpent ?? MAX_SPENT;
}

/** There is no limit for the library itself before the first handler call. */
let deadline = Infinity;
let hasSecondChance = true;
let ticks = 0;
let steps = 0;
let spent = 0;
let nextLookAt = WORTH_A_LOOK;

export function startClock(): void {
  deadline = now() + MAX_RUN_MS;
  hasSecondChance = true;
  ticks = 0;
  steps = 0;
  spent = 0;
  nextLookAt = WORTH_A_LOOK;
}

/** Called before work that can take long or much memory. `cost` is in units. */
export function charge(cost: number): void {
  spent += cost;
  if (!(spent <= nextLookAt)) lookAround();
}

function lookAround(): void {
  if (!(spent <= maxSpent)) failCode('The handler copies too much, or compares and searches too much');
  nextLookAt = spent + WORTH_A_LOOK;
  lookAtClock();
}

function lookAtClock(): void {
  if (now() <= deadline) return;
  if (!hasSecondChance) failCode('The handler ran for more than 1 second');
  // It may be the machine that stood still: then what is left is done at once.
  hasSecondChance = false;
  deadline = now() + SECOND_CHANCE_MS;
}

/** Called in the library's own loops. */
export function tick(): void {
  ticks += 1;
  if ((ticks & (TICKS_PER_LOOK - 1)) === 0) lookAtClock();
}

/** Called at the start of every function and iteration of the code, with what its literals cost. */
export function checkClock(cost = 0): void {
  charge(cost);
  tick();
}

/** Called with the number of each iteration, from 1. */
export function countIteration(iteration: number, cost = 0): void {
  if (iteration > MAX_ITERATIONS) failCode(`A loop has more than ${MAX_ITERATIONS} iterations`);
  checkClock(cost);
}

/** Called by the matcher of regular expressions. */
export function countSteps(count: number): void {
  steps += count;
  if (!(steps <= MAX_STEPS)) failCode('The regular expressions need too many steps');
}

/** For a list of so many items, or one that is given this length: the engine makes room for it at once. */
export function checkLength(length: unknown): void {
  if (typeof length === 'object' && length !== null) failCode('The length of a list is a number');
  if (Number(length) > MAX_LIST_LENGTH) failCode(`A list is longer than ${MAX_LIST_LENGTH}`);
}

/** Gives the list back when it is short enough to be walked. */
export function boundedList<Item>(list: readonly Item[]): readonly Item[] {
  checkLength(list.length);
  charge(COST.call + COST.item * list.length);
  return list;
}

/**
 * The same for a string that is made, by `+`, a template or a method: the engine may copy it later.
 * Any other value is returned as it is.
 */
export function boundedText<Value>(value: Value): Value {
  if (typeof value !== 'string') return value;
  checkTextLength(value.length);
  charge(COST.call + COST.character * value.length);
  return value;
}

/** For a string that is about to be made. */
export function checkTextLength(length: number): void {
  if (length > MAX_STRING_CHARACTERS) failCode(`A string is longer than ${MAX_STRING_CHARACTERS}`);
}

/** How many parts a value has that is taken apart one level deep: characters, items or members. */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string' || isArray(value)) {
    checkLength(value.length);
    return value.length;
  }
  return typeof value === 'object' && value !== null ? keys(value).length : 0;
}
