/** `split`, which is charged for the parts that it gives. */
import { COST, charge } from './limits.ts';
import { slice } from './natives.ts';
import { chargeSearch, find } from './text-search.ts';
import { textOf } from './words.ts';

/** What stands for "all of them". */
const MOST_PARTS = 2 ** 32 - 1;

/** `limit` is what the engine makes a number of. */
export const split = (text: string, separator: unknown, limit: unknown): string[] => {
  const most = limit === undefined ? MOST_PARTS : Number(limit) >>> 0;
  if (separator === undefined) return most === 0 ? [] : [text];
  const between = textOf(separator);
  return between === '' ? splitAll(text, most) : splitAt(text, between, most);
};

const splitAll = (text: string, most: number): string[] => {
  const count = Math.min(text.length, most);
  charge(COST.call + COST.newItem * count);
  const characters: string[] = [];
  for (let index = 0; index < count; index += 1) characters[index] = text[index] ?? '';
  return characters;
};

const splitAt = (text: string, between: string, most: number): string[] => {
  chargeSearch(text, between);
  const parts: string[] = [];
  let start = 0;
  while (parts.length < most) {
    charge(COST.newItem + between.length);
    const end = find(text, between, start);
    parts.push(slice(text, start, end < 0 ? text.length : end));
    if (end < 0) break;
    start = end + between.length;
  }
  return parts;
};
