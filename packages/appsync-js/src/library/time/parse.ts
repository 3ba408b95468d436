/** Reads a string by a pattern of Java's `DateTimeFormatter`. */
import { charge } from '../limits/limits.ts';
import { hasOwn, mapList } from '../kernel/natives.ts';
import { failCode } from '../kernel/stop.ts';
import { instantFrom } from './fields.ts';
import type { Fields } from './fields.ts';
import { partsOf } from './pattern.ts';
import type { Part } from './pattern.ts';
import { MONTHS, WEEKDAYS, inLength } from './words.ts';

/** Epoch milliseconds. A zone in the string goes before `zone`. Fails when the string does not fit the pattern. */
export function parseDate(text: string, pattern: string, zone: string): number {
  const fields: Fields = { numbers: {}, zone };
  const end = parseParts(partsOf(pattern), { text, fields }, 0);
  if (end !== text.length) return failCode(`The time '${text}' does not fit the pattern '${pattern}'`);
  return instantFrom(fields);
}

type Input = { readonly text: string; readonly fields: Fields };

/** The index behind the parts, or -1 where they do not fit. */
function parseParts(parts: readonly Part[], input: Input, start: number): number {
  let index = start;
  let place = 0;
  for (const part of parts) {
    place += 1;
    index = parsePart(part, parts[place], input, index);
    if (index < 0) return -1;
  }
  return index;
}

function parsePart(part: Part, next: Part | undefined, input: Input, index: number): number {
  if (part.kind === 'literal') return input.text.startsWith(part.text, index) ? index + part.text.length : -1;
  if (part.kind === 'optional') return Math.max(index, parseParts(part.parts, input, index));
  const { letter, count } = part;
  const zone = hasOwn(ZONES, letter) ? ZONES[letter]?.(count) : undefined;
  if (zone !== undefined) return parseZone(zone, input, index);
  const words = hasOwn(WORDS, letter) ? WORDS[letter]?.(count) : undefined;
  if (words !== undefined) return parseWord(words, letter, input, index);
  if (!hasOwn(MAX_DIGITS, letter))
    failCode(`The letter '${letter}' in time patterns is not supported by @ordersaga/appsync-js`);
  return parseNumber(letter, digitsOf(letter, count, next), input, index);
}

const ANY_ZONE = '[A-Za-z_]+(?:/[A-Za-z0-9_+-]+)*|(?:UTC|GMT|UT)?[+-]\\d\\d?(?::?\\d\\d){0,2}';

/** By the number of letters `x`. */
const OFFSETS = [
  '',
  '[+-]\\d\\d(?:\\d\\d)?',
  '[+-]\\d{4}',
  '[+-]\\d\\d:\\d\\d',
  '[+-]\\d{4}(?:\\d\\d)?',
  '[+-]\\d\\d:\\d\\d(?::\\d\\d)?',
] as const;

const LOCALIZED_OFFSET = `GMT(?:${OFFSETS[5]})?`;

/** What so many letters read, as regular expressions. */
const ZONES: { readonly [letter: string]: (count: number) => string | undefined } = {
  V: () => ANY_ZONE,
  z: () => ANY_ZONE,
  O: (count) => (count === 1 ? 'GMT(?:[+-]\\d\\d?(?::\\d\\d)?)?' : LOCALIZED_OFFSET),
  X: (count) => `Z|${OFFSETS[count]}`,
  x: (count) => OFFSETS[count],
  Z: (count) => ['', OFFSETS[2], OFFSETS[2], OFFSETS[2], LOCALIZED_OFFSET, `Z|${OFFSETS[5]}`][count],
};

/** In units: the regular expression is compiled anew. */
const ZONE_READ = 10_000;

function parseZone(zone: string, { text, fields }: Input, index: number): number {
  charge(ZONE_READ);
  const found = new RegExp(`^(?:${zone})`).exec(text.slice(index))?.[0];
  if (found === undefined) return -1;
  fields.zone = found;
  return index + found.length;
}

/** The words that stand for 0, 1 and so on; undefined when so many letters stand for a number. */
const WORDS: { readonly [letter: string]: (count: number) => readonly string[] | undefined } = {
  a: () => ['AM', 'PM'],
  G: () => ['BC', 'AD'],
  M: (count) => monthWords(count),
  L: (count) => monthWords(count),
  E: (count) => mapList(WEEKDAYS, (word) => inLength(word, count)),
};

/** From 1, so that words and digits give the same number. */
function monthWords(count: number): readonly string[] | undefined {
  return count < 3 ? undefined : ['', ...mapList(MONTHS, (word) => inLength(word, count))];
}

function parseWord(words: readonly string[], letter: string, { text, fields }: Input, index: number): number {
  let value = 0;
  for (const word of words) {
    if (word !== '' && text.startsWith(word, index)) {
      fields.numbers[letter] = value;
      return index + word.length;
    }
    value += 1;
  }
  return -1;
}

/** Numbers that a pattern can read, and how many digits a single letter takes at most. */
const MAX_DIGITS: { readonly [letter: string]: number } = {
  u: 9,
  y: 9,
  D: 3,
  M: 2,
  L: 2,
  d: 2,
  h: 2,
  K: 2,
  k: 2,
  H: 2,
  m: 2,
  s: 2,
  S: 9,
  A: 8,
  n: 9,
};

/**
 * The fewest and the most digits. Between two numbers without anything in between, each has as many as it has letters.
 */
function digitsOf(letter: string, count: number, next: Part | undefined): readonly [number, number] {
  const isFollowedByNumber = next?.kind === 'letter' && hasOwn(MAX_DIGITS, next.letter);
  if (letter === 'S' || (count > 1 && (count === 2 || isFollowedByNumber))) return [count, count];
  return [count, Math.max(count, MAX_DIGITS[letter] ?? count)];
}

function parseNumber(
  letter: string,
  [min, max]: readonly [number, number],
  { text, fields }: Input,
  index: number,
): number {
  let end = index;
  for (; end < index + max; end += 1) if (!/^\d$/.test(text.charAt(end))) break;
  if (end - index < min) return -1;
  const value = Number(text.slice(index, end));
  const isShortYear = (letter === 'y' || letter === 'u') && min === 2;
  fields.numbers[letter] = letter === 'S' ? value / 10 ** (end - index) : isShortYear ? 2000 + value : value;
  return end;
}
