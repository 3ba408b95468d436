/** Keeps a response from growing without end: a long list times many aliases fills any memory. */
import type { ResponseError } from '../api.ts';
import type { Execution } from './execution.ts';

/** Characters. AppSync publishes no figure; this is the output of four handlers at their limit of 5 MB. */
export const MAX_RESPONSE_CHARACTERS = 20_000_000;

/** What JSON puts around a value. */
const PUNCTUATION = 8;

/** Counts a value that is about to be completed. False once the response is too large to be sent. */
export function hasRoomFor(execution: Execution, key: string | number): boolean {
  takeRoom(execution, PUNCTUATION + (typeof key === 'string' ? key.length : 0));
  return !isTooLarge(execution);
}

export function takeRoom(execution: Execution, characters: number): void {
  execution.room -= characters;
}

export function isTooLarge({ room }: Execution): boolean {
  return room < 0;
}

/** Adds an entry to `errors`. An entry that is nested too deep for JSON keeps its message alone. */
export function addError(execution: Execution, entry: ResponseError): void {
  if (isTooLarge(execution)) return;
  const characters = lengthOf(entry);
  takeRoom(execution, characters ?? entry.message.length);
  execution.errors.push(characters === undefined ? { ...entry, data: null, errorInfo: null } : entry);
}

function lengthOf(entry: ResponseError): number | undefined {
  try {
    return JSON.stringify(entry).length;
  } catch {
    return undefined;
  }
}
