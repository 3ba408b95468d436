/** Checks of single fields. Each returns what is wrong with a value, or undefined. */

import type { JsonValue } from '../../../kernel/json.ts';
import { isJsonObject } from '../../../kernel/json.ts';
import { checkCall } from '../intrinsic-functions/check-call.ts';
import { ExpressionError } from '../json-path/cursor.ts';
import { parsePath } from '../json-path/parse-path.ts';
import { isReferencePath } from '../json-path/write-path.ts';
import { parseTimestamp } from '../input-output/timestamp.ts';

export type Check = (value: JsonValue) => string | undefined;

function shown(value: JsonValue): string {
  return JSON.stringify(value);
}

export const anything: Check = () => undefined;

export const text: Check = (value) =>
  typeof value === 'string' ? undefined : `expected a string, got ${shown(value)}`;

export const flag: Check = (value) =>
  typeof value === 'boolean' ? undefined : `expected a boolean, got ${shown(value)}`;

export const object: Check = (value) => (isJsonObject(value) ? undefined : `expected an object, got ${shown(value)}`);

export const array: Check = (value) => (Array.isArray(value) ? undefined : `expected an array, got ${shown(value)}`);

export const list: Check = (value) =>
  Array.isArray(value) && value.length > 0
    ? undefined
    : `expected an array with at least one item, got ${shown(value)}`;

export function oneOf(...values: readonly string[]): Check {
  return (value) =>
    typeof value === 'string' && values.includes(value)
      ? undefined
      : `expected ${values.join(' or ')}, got ${shown(value)}`;
}

export function number(min: number, max = Infinity): Check {
  return (value) =>
    typeof value === 'number' && value >= min && value <= max
      ? undefined
      : `expected a number from ${min}${max === Infinity ? '' : ` to ${max}`}, got ${shown(value)}`;
}

export function integer(min: number, max: number): Check {
  return (value) => (Number.isInteger(value) ? number(min, max)(value) : `expected an integer, got ${shown(value)}`);
}

/** Longest wait, timeout and highest number of tries in the language (developer guide). */
export const MAX_INTEGER = 99_999_999;

export function seconds(min: number): Check {
  return integer(min, MAX_INTEGER);
}

export const timestamp: Check = (value) =>
  parseTimestamp(value) === undefined
    ? `expected a timestamp such as 2016-03-14T01:59:00Z, got ${shown(value)}`
    : undefined;

function problemOf(parse: () => void): string | undefined {
  try {
    parse();
    return undefined;
  } catch (error) {
    if (error instanceof ExpressionError) return error.message;
    throw error;
  }
}

export const path: Check = (value) =>
  typeof value === 'string' ? problemOf(() => void parsePath(value)) : text(value);

export function orNull(check: Check): Check {
  return (value) => (value === null ? undefined : check(value));
}

/** A path that names one place: for `ResultPath`. */
export const referencePath: Check = (value) => {
  const problem = path(value);
  if (problem !== undefined || typeof value !== 'string') return problem;
  if (isReferencePath(parsePath(value))) return undefined;
  return `expected a reference path, which names one place of the input, got ${shown(value)}`;
};

/** A path, or an intrinsic function. */
export const expression: Check = (value) => {
  if (typeof value !== 'string') return text(value);
  return value.startsWith('$') ? path(value) : problemOf(() => checkCall(value));
};

/** Data in which members whose names end in `.$` hold expressions. */
export const template: Check = (value) => {
  if (Array.isArray(value)) return firstOf(value.map((item) => template(item)));
  if (!isJsonObject(value)) return undefined;
  return firstOf(
    Object.entries(value).map(([key, member]) => {
      if (!key.endsWith('.$')) return template(member);
      if (Object.hasOwn(value, key.slice(0, -2))) return `'${key.slice(0, -2)}' and '${key}' are the same member`;
      const problem = expression(member);
      return problem === undefined ? undefined : `the member '${key}': ${problem}`;
    }),
  );
};

function firstOf(problems: readonly (string | undefined)[]): string | undefined {
  return problems.find((problem) => problem !== undefined);
}
