/** Tests an element against a filter. Values of different types are never equal, and neither is the smaller one. */

import { isDeepStrictEqual } from 'node:util';
import type { JsonValue } from '../../../kernel/json.ts';
import type { Comparison, Filter, Operand, Step } from './path.ts';

/** Finds what `steps` point at from `root`. */
export type Find = (steps: readonly Step[], root: JsonValue, document: JsonValue) => readonly JsonValue[];

export function matchesFilter(filter: Filter, element: JsonValue, document: JsonValue, find: Find): boolean {
  switch (filter.kind) {
    case 'exists':
      return valueOf(filter.operand, element, document, find) !== undefined;
    case 'not':
      return !matchesFilter(filter.filter, element, document, find);
    case 'and':
      return filter.filters.every((one) => matchesFilter(one, element, document, find));
    case 'or':
      return filter.filters.some((one) => matchesFilter(one, element, document, find));
    case 'compare': {
      const [left, right] = [filter.left, filter.right].map((operand) => valueOf(operand, element, document, find));
      return COMPARE[filter.comparison](left, right);
    }
  }
}

function valueOf(operand: Operand, element: JsonValue, document: JsonValue, find: Find): JsonValue | undefined {
  if (operand.kind === 'literal') return operand.value;
  const values = find(operand.steps, operand.root === '@' ? element : document, document);
  return values.length > 1 ? [...values] : values[0];
}

type Compare = (left: JsonValue | undefined, right: JsonValue | undefined) => boolean;

function ordered(holds: (difference: number) => boolean): Compare {
  return (left, right) => {
    if (typeof left === 'number' && typeof right === 'number') return holds(left - right);
    if (typeof left !== 'string' || typeof right !== 'string') return false;
    return holds(left < right ? -1 : Number(left > right));
  };
}

const isEqual: Compare = (left, right) => isDeepStrictEqual(left, right);

const isAmong: Compare = (left, right) => Array.isArray(right) && right.some((one) => isEqual(left, one));

const COMPARE: { readonly [comparison in Comparison]: Compare } = {
  '==': isEqual,
  '!=': (left, right) => !isEqual(left, right),
  '<': ordered((difference) => difference < 0),
  '<=': ordered((difference) => difference <= 0),
  '>': ordered((difference) => difference > 0),
  '>=': ordered((difference) => difference >= 0),
  in: isAmong,
  nin: (left, right) => !isAmong(left, right),
};
