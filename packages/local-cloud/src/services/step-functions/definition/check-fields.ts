/** Checks an object's fields against a table of them. */

import type { JsonObject } from '../../../kernel/json.ts';
import type { Fields } from './state-fields.ts';

/** One line for each problem, with its place. */
export function checkFields(value: JsonObject, fields: Fields, place: string): readonly string[] {
  return Object.entries(value).flatMap(([field, member]) => {
    const check = Object.hasOwn(fields, field) ? fields[field] : undefined;
    const problem = check ? check(member) : `the field is not supported`;
    return problem === undefined ? [] : [`${problem} at ${place}/${field}`];
  });
}

export function checkRequired(value: JsonObject, required: readonly string[], place: string): readonly string[] {
  return required.filter((field) => !(field in value)).map((field) => `the field ${field} is missing at ${place}`);
}

export function checkGroups(
  value: JsonObject,
  exactlyOne: readonly (readonly string[])[],
  atMostOne: readonly (readonly string[])[],
  place: string,
): readonly string[] {
  const countOf = (group: readonly string[]) => group.filter((field) => field in value).length;
  const missing = exactlyOne.filter((group) => countOf(group) !== 1);
  const doubled = atMostOne.filter((group) => countOf(group) > 1);
  return [
    ...missing.map((group) => `expected exactly one of ${group.join(', ')} at ${place}`),
    ...doubled.map((group) => `expected at most one of ${group.join(', ')} at ${place}`),
  ];
}
