/** Measures values of handler code, which can be small and yet stand for more than memory holds. */
import { COST, MAX_LIST_LENGTH, charge } from './limits.ts';
import { isArray, isFunction, isRecord, keys } from '../kernel/natives.ts';
import { failCode } from '../kernel/stop.ts';

/** The parts of a value that is written down or converted, and the characters of its strings and names. */
const MAX_VALUE_WEIGHT = 16_000_000;
const WEIGHT_OF_PART = 16;

export type Weight = { readonly parts: number; readonly characters: number };

const count = { parts: 0, characters: 0 };

function add(text: string): void {
  count.characters += text.length;
}

function isTooHeavy(): boolean {
  return count.characters + WEIGHT_OF_PART * count.parts > MAX_VALUE_WEIGHT;
}

/**
 * What the value holds twice counts twice: a few lists that hold one another can stand for billions of parts. Fails for
 * what is too large, and for what contains itself.
 */
export function weigh(value: unknown): Weight {
  count.parts = 0;
  count.characters = 0;
  const waiting: unknown[] = [value];
  let last = 0;
  while (last >= 0) {
    const part = waiting[last];
    last -= 1;
    count.parts += 1;
    if (typeof part === 'string') add(part);
    else if ((typeof part === 'object' || typeof part === 'function') && part !== null)
      last = open(part, waiting, last);
    if (isTooHeavy()) failCode('A value is too large, or circular');
  }
  return { ...count };
}

/** Puts what is in it on top of what is waiting. */
function open(part: object, waiting: unknown[], last: number): number {
  // `JSON.stringify` would call a method of this name, and write down what it gives.
  const { toJSON }: { readonly toJSON?: unknown } = part;
  if (isFunction(toJSON)) failCode('toJSON is not supported');
  if (isArray(part)) return openList(part, waiting, last);
  return isRecord(part) ? openMembers(part, waiting, last) : last;
}

/** By index: `push` costs more. */
function openList(list: readonly unknown[], waiting: unknown[], last: number): number {
  if (list.length > MAX_LIST_LENGTH) failCode(`A list is longer than ${MAX_LIST_LENGTH}`);
  let top = last;
  for (let index = 0; index < list.length; index += 1) {
    top += 1;
    waiting[top] = list[index];
  }
  return top;
}

function openMembers(members: { readonly [name: string]: unknown }, waiting: unknown[], last: number): number {
  const names = keys(members);
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index] ?? '';
    count.characters += name.length;
    waiting[last + 1 + index] = members[name];
  }
  return last + names.length;
}

/** Charges for a value that is going to be walked as a whole, and converted to other objects. */
export function weighed<Value>(value: Value): Value {
  const { parts, characters } = weigh(value);
  charge(COST.part * parts + characters);
  return value;
}
