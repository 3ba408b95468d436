/** Basic filtering: an event is for a subscriber when its fields equal the subscription's arguments. */
import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../../kernel/json.ts';

/**
 * Arguments that were left out do not filter; one that is null takes only events whose field is null. A field that the
 * mutation has not selected matches nothing (aws-appsync-community issue 89).
 */
export function matchesArguments(given: JsonObject, result: JsonObject): boolean {
  for (const name in given) {
    const [wanted, actual] = [given[name], result[name]];
    if (actual === undefined) return false;
    if (wanted !== actual && !isDeepStrictEqual(wanted, actual)) return false;
  }
  return true;
}
