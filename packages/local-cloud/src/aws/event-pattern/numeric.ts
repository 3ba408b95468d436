/** The rule `numeric`: one comparison, or a range from below to above. */

import type { JsonValue } from '../../kernel/json.ts';

const COMPARISONS: { readonly [sign: string]: (value: number, bound: number) => boolean } = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

/** aws/event-ruler compares numbers up to half a trillion (`ComparableNumber`). */
const MAX_NUMBER = 5e11;

type Bound = readonly [sign: JsonValue | undefined, bound: JsonValue | undefined];

/** `['>', 0, '<=', 5]` as pairs of sign and bound. */
function pairsOf(operand: JsonValue): readonly Bound[] {
  const parts = Array.isArray(operand) ? operand : [];
  return parts.filter((_, index) => index % 2 === 0).map((sign, index): Bound => [sign, parts[index * 2 + 1]]);
}

/** What is wrong with the operand; undefined if nothing is. */
export function checkNumeric(operand: JsonValue): string | undefined {
  const pairs = pairsOf(operand);
  const [first, second, ...others] = pairs;
  if (!first || others.length > 0) return 'must hold a list of one comparison, or of two that make a range';
  const problem = pairs.map(checkBound).find((one) => one !== undefined);
  if (problem !== undefined || !second) return problem;
  if (!startsWith(first, '>') || !startsWith(second, '<')) return 'makes no range: > or >= comes first, then < or <=';
  return Number(first[1]) < Number(second[1]) ? undefined : 'contradicts itself: the bottom must be less than the top';
}

function startsWith([sign]: Bound, direction: '>' | '<'): boolean {
  return typeof sign === 'string' && sign.startsWith(direction);
}

function checkBound([sign, bound]: Bound): string | undefined {
  if (typeof sign !== 'string' || !Object.hasOwn(COMPARISONS, sign)) return `has no comparison ${JSON.stringify(sign)}`;
  if (typeof bound !== 'number') return `needs a number after ${sign}`;
  return Math.abs(bound) > MAX_NUMBER ? `takes numbers from -${MAX_NUMBER} to ${MAX_NUMBER}` : undefined;
}

export function matchesNumeric(operand: JsonValue, value: JsonValue): boolean {
  if (typeof value !== 'number') return false;
  return pairsOf(operand).every(
    ([sign, bound]) => typeof sign === 'string' && COMPARISONS[sign]?.(value, Number(bound)) === true,
  );
}
