/** Enhanced filtering: OR over a group's filters, AND over a filter's rules (Developer Guide, "Extensions"). */
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { isJsonObject } from '../../../kernel/json.ts';

/** `filter` is `{ filterGroup: [{ filters: [{ fieldName, operator, value }] }] }`. */
export function matchesFilter(filter: JsonObject, event: JsonValue): boolean {
  return objectsOf(filter['filterGroup']).some(({ filters }) => {
    const rules = objectsOf(filters);
    return rules.length > 0 && rules.every((rule) => satisfies(rule, event));
  });
}

function objectsOf(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** A rule on a deeper field matches no event (Developer Guide, "Additional enhanced filtering restrictions"). */
const MAX_LEVELS = 5;

function satisfies({ fieldName, operator, value = null }: JsonObject, event: JsonValue): boolean {
  const path = typeof fieldName === 'string' ? fieldName.split('.') : [];
  const actual = path.length > 0 && path.length <= MAX_LEVELS ? fieldAt(event, path) : undefined;
  const test = typeof operator === 'string' ? FILTER_OPERATORS.get(operator) : undefined;
  return actual !== undefined && test !== undefined && test(actual, value);
}

/** `a.b.c`: undefined if the event has no such field. */
function fieldAt(event: JsonValue | undefined, [name, ...rest]: readonly string[]): JsonValue | undefined {
  if (name === undefined) return event;
  const isThere = isJsonObject(event) && Object.hasOwn(event, name);
  return isThere ? fieldAt(event[name], rest) : undefined;
}

type Test = (actual: JsonValue, wanted: JsonValue) => boolean;

function listOf(value: JsonValue): readonly JsonValue[] {
  return Array.isArray(value) ? value : [value];
}

/** Strings by their code units, numbers by value; other values have no order. */
function isOrdered(
  left: JsonValue | undefined,
  right: JsonValue | undefined,
  holds: (sign: number) => boolean,
): boolean {
  const areNumbers = typeof left === 'number' && typeof right === 'number';
  const areStrings = typeof left === 'string' && typeof right === 'string';
  if (!areNumbers && !areStrings) return false;
  return holds(left === right ? 0 : left < right ? -1 : 1);
}

const contains: Test = (actual, wanted) => {
  if (Array.isArray(actual)) return actual.includes(wanted);
  return typeof actual === 'string' && typeof wanted === 'string' && actual.includes(wanted);
};

export const FILTER_OPERATORS: ReadonlyMap<string, Test> = new Map<string, Test>([
  ['eq', (actual, wanted) => actual === wanted],
  ['ne', (actual, wanted) => actual !== wanted],
  ['le', (actual, wanted) => isOrdered(actual, wanted, (sign) => sign <= 0)],
  ['lt', (actual, wanted) => isOrdered(actual, wanted, (sign) => sign < 0)],
  ['ge', (actual, wanted) => isOrdered(actual, wanted, (sign) => sign >= 0)],
  ['gt', (actual, wanted) => isOrdered(actual, wanted, (sign) => sign > 0)],
  ['contains', contains],
  ['notContains', (actual, wanted) => actual !== null && !contains(actual, wanted)],
  [
    'beginsWith',
    (actual, wanted) => typeof actual === 'string' && typeof wanted === 'string' && actual.startsWith(wanted),
  ],
  ['in', (actual, wanted) => listOf(wanted).includes(actual)],
  ['notIn', (actual, wanted) => !listOf(wanted).includes(actual)],
  ['between', (actual, wanted) => isBetween(actual, listOf(wanted))],
  ['containsAny', (actual, wanted) => listOf(wanted).some((one) => contains(actual, one))],
]);

/** Both bounds belong to it. */
function isBetween(actual: JsonValue, [low, high]: readonly JsonValue[]): boolean {
  return isOrdered(actual, low, (sign) => sign >= 0) && isOrdered(actual, high, (sign) => sign <= 0);
}
