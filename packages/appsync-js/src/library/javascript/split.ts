/** `split`, which is charged for the parts that it returns. */
import { COST, charge } from '../limits/limits.ts';
import { slice } from '../kernel/natives.ts';
import { chargeSearch, find } from './text-search.ts';
import { textOf } from '../limits/charged-reading.ts';

/** The default of `limit`. */
const MAX_PARTS = 2 ** 32 - 1;

/** `limit` is what the engine makes a number of. */
export function split(text: string, separator: unknown, limit: unknown): string[] {
  const max = limit === undefined ? MAX_PARTS : Number(limit) >>> 0;
  if (separator === undefined) return max === 0 ? [] : [text];
  const between = textOf(separator);
  return between === '' ? splitAll(text, max) : splitAt(text, between, max);
}

function splitAll(text: string, max: number): string[] {
  const count = Math.min(text.length, max);
  charge(COST.call + COST.newItem * count);
  const characters: string[] = [];
  for (let index = 0; index < count; index += 1) characters[index] = text[index] ?? '';
  return characters;
}

function splitAt(text: string, between: string, max: number): string[] {
  chargeSearch(text, between);
  const parts: string[] = [];
  let start = 0;
  while (parts.length < max) {
    charge(COST.newItem + between.length);
    const end = find(text, between, start);
    parts.push(slice(text, start, end < 0 ? text.length : end));
    if (end < 0) break;
    start = end + between.length;
  }
  return parts;
}
