/** Basic filtering: an event is for a subscriber when its fields equal the subscription's arguments. */
import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../../kernel/json.ts';

/**
 * Arguments that are left out don't filter. An argument that is null matches only events whose field is null. A field
 * that the mutation didn't select matches nothing (aws-appsync-community#89).
 */
export function matchesArguments(given: JsonObject, result: JsonObject): boolean {
  for (const name in given) {
    const [wanted, actual] = [given[name], result[name]];
    if (actual === undefined) return false;
    if (wanted !== actual && !isDeepStrictEqual(wanted, actual)) return false;
  }
  return true;
}
