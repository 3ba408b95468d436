/** `indexOf` and `lastIndexOf` of strings, charged for what they do. */
import { charge } from '../limits/limits.ts';
import { indexOf, lastIndexOf, slice, startsWith } from '../kernel/natives.ts';

/** In units, at worst, for a character of the string that is looked at. */
const SEARCHED = 4;

/** The engine's search looks back no further than so many characters of what is wanted; up to here its work is linear. */
const MAX_QUICK_CHARACTERS = 250;

/** To come upon a place that looks right, besides comparing it. */
const CANDIDATE = 64;

export function chargeSearch(text: string, wanted: string): void {
  charge(SEARCHED * (text.length + Math.min(wanted.length, MAX_QUICK_CHARACTERS)));
}

/** `start` is a whole number; -1 when it is not there. */
export function findFirst(text: string, wanted: string, start: number): number {
  chargeSearch(text, wanted);
  return find(text, wanted, start);
}

/** For those who have charged the search of the whole text, and look for one after the other. */
export function find(text: string, wanted: string, start: number): number {
  if (wanted.length <= MAX_QUICK_CHARACTERS) return indexOf(text, wanted, start);
  const beginning = slice(wanted, 0, MAX_QUICK_CHARACTERS);
  let place = indexOf(text, beginning, start);
  while (place >= 0 && !isAt(text, wanted, place)) place = indexOf(text, beginning, place + 1);
  return place;
}

/** The engine's own search backwards would compare at every place. */
export function findLast(text: string, wanted: string, start: number): number {
  chargeSearch(text, wanted);
  if (wanted.length <= 1) return lastIndexOf(text, wanted, start);
  if (wanted.length > text.length) return -1;
  const beginning = slice(wanted, 0, 1);
  let place = lastIndexOf(text, beginning, Math.min(start, text.length - wanted.length));
  while (place >= 0 && !isAt(text, wanted, place)) place = place === 0 ? -1 : lastIndexOf(text, beginning, place - 1);
  return place;
}

function isAt(text: string, wanted: string, place: number): boolean {
  charge(CANDIDATE + SEARCHED * Math.min(wanted.length, MAX_QUICK_CHARACTERS) + wanted.length);
  return startsWith(text, wanted, place);
}
