/** The operators of Choice rules. Values of another type than the operator's never match. */

import type { JsonValue } from '../../../kernel/json.ts';
import { matchesWildcard } from '../../../kernel/wildcard.ts';
import { parseTimestamp } from '../input-output/timestamp.ts';

export type Compare = (value: JsonValue, operand: JsonValue) => boolean;

/** `IsPresent` is beside these: it looks at the path, not at a value. */
export const TYPE_TESTS: { readonly [operator: string]: (value: JsonValue) => boolean } = {
  IsNull: (value) => value === null,
  IsNumeric: (value) => typeof value === 'number',
  IsString: (value) => typeof value === 'string',
  IsBoolean: (value) => typeof value === 'boolean',
  IsTimestamp: (value) => parseTimestamp(value) !== undefined,
};

type Ordered = string | number;

/** `read` gives the value to compare, undefined if it is of another type. */
function comparing(read: (value: JsonValue) => Ordered | undefined) {
  return (holds: (one: Ordered, other: Ordered) => boolean): Compare =>
    (value, operand) => {
      const [one, other] = [read(value), read(operand)];
      return one !== undefined && other !== undefined && holds(one, other);
    };
}

const ORDERS: { readonly [suffix: string]: (one: Ordered, other: Ordered) => boolean } = {
  Equals: (one, other) => one === other,
  LessThan: (one, other) => one < other,
  GreaterThan: (one, other) => one > other,
  LessThanEquals: (one, other) => one <= other,
  GreaterThanEquals: (one, other) => one >= other,
};

function family(
  prefix: string,
  read: (value: JsonValue) => Ordered | undefined,
): readonly (readonly [string, Compare])[] {
  return Object.entries(ORDERS).map(([suffix, holds]) => [`${prefix}${suffix}`, comparing(read)(holds)]);
}

/** Each of them but `StringMatches` has a sister whose name ends in `Path`. */
export const COMPARISONS: { readonly [operator: string]: Compare } = Object.fromEntries([
  ...family('String', (value) => (typeof value === 'string' ? value : undefined)),
  ...family('Numeric', (value) => (typeof value === 'number' ? value : undefined)),
  ...family('Timestamp', parseTimestamp),
  ['BooleanEquals', (value: JsonValue, operand: JsonValue) => typeof value === 'boolean' && value === operand],
  [
    'StringMatches',
    (value: JsonValue, pattern: JsonValue) =>
      typeof value === 'string' && typeof pattern === 'string' && matchesWildcard(pattern, value),
  ],
]);
