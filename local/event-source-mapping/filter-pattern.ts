/**
 * Matches records against filter patterns: the rules that the Lambda developer guide lists under "Filter rule syntax".
 * DynamoDB writes numbers as texts, so `numeric` never matches an attribute, here as there.
 */

import type { JsonObject, JsonValue } from '../gateway/aws-call.ts';
import { isJsonObject } from '../json.ts';
import { StartupError } from '../startup-error.ts';

/** True when `event` has, for each member of `pattern`, a value that one of its rules accepts. */
export const matchesPattern = (pattern: JsonObject, event: JsonValue | undefined): boolean => {
  if (Array.isArray(event)) return event.some((element) => matchesPattern(pattern, element));
  return Object.entries(pattern).every(([key, rule]) => {
    if (key === '$or') return listOf(rule).some((branch) => isJsonObject(branch) && matchesPattern(branch, event));
    const value = isJsonObject(event) ? event[key] : undefined;
    return isJsonObject(rule) ? matchesPattern(rule, value) : listOf(rule).some((one) => matchesRule(one, value));
  });
};

/** Throws `StartupError` naming the part of the pattern that is no rule, or none that is carried. */
export const checkPattern = (pattern: JsonObject): void => {
  for (const [key, rule] of Object.entries(pattern)) {
    if (isJsonObject(rule)) checkPattern(rule);
    else if (!Array.isArray(rule))
      throw new StartupError(`Invalid filter pattern: "${key}" must hold a list of rules.`);
    else if (key === '$or') rule.filter(isJsonObject).forEach(checkPattern);
    else rule.filter(isJsonObject).forEach(checkRule);
  }
};

const checkRule = (rule: JsonObject): void => {
  const [[name, operand] = ['', null]] = Object.entries(rule);
  const operator = OPERATORS[name];
  if (!operator) throw new StartupError(`The local cloud does not carry the filter rule "${name}".`);
  if (operator.takes(operand)) return;
  throw new StartupError(`The local cloud does not carry the filter rule ${JSON.stringify(rule)}.`);
};

const matchesRule = (rule: JsonValue, value: JsonValue | undefined): boolean => {
  if (Array.isArray(value)) return value.some((element) => matchesRule(rule, element));
  if (!isJsonObject(rule)) return rule === value;
  return Object.entries(rule).every(([name, operand]) => OPERATORS[name]?.matches(operand, value) === true);
};

type Operator = {
  takes(operand: JsonValue): boolean;
  matches(operand: JsonValue, value: JsonValue | undefined): boolean;
};

const isText = (value: JsonValue | undefined): value is string => typeof value === 'string';

const textOperator = (test: (value: string, operand: string) => boolean): Operator => ({
  takes: isText,
  matches: (operand, value) => isText(operand) && isText(value) && test(value, operand),
});

const COMPARISONS: { readonly [sign: string]: (value: number, bound: number) => boolean } = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

const OPERATORS: { readonly [name: string]: Operator } = {
  prefix: textOperator((value, operand) => value.startsWith(operand)),
  suffix: textOperator((value, operand) => value.endsWith(operand)),
  'equals-ignore-case': textOperator((value, operand) => value.toLowerCase() === operand.toLowerCase()),
  exists: {
    takes: (operand) => typeof operand === 'boolean',
    // Objects are no leaves, and only leaves exist for this rule.
    matches: (operand, value) => (value !== undefined && !isJsonObject(value)) === operand,
  },
  'anything-but': {
    takes: (operand) => listOf(operand).every((one) => isText(one) || typeof one === 'number'),
    matches: (operand, value) => value !== undefined && !listOf(operand).includes(value),
  },
  numeric: {
    takes: (operand) =>
      pairsOf(operand).every(([sign, bound]) => String(sign) in COMPARISONS && typeof bound === 'number'),
    matches: (operand, value) =>
      typeof value === 'number' &&
      pairsOf(operand).every(([sign, bound]) => COMPARISONS[String(sign)]?.(value, Number(bound)) === true),
  },
};

const listOf = (value: JsonValue | undefined): readonly JsonValue[] => {
  if (Array.isArray(value)) return value;
  return value === undefined ? [] : [value];
};

/** `['>', 0, '<=', 5]` as pairs of sign and bound. */
const pairsOf = (operand: JsonValue): (readonly [JsonValue | undefined, JsonValue | undefined])[] => {
  const parts = listOf(operand);
  return parts.filter((_, index) => index % 2 === 0).map((sign, index) => [sign, parts[index * 2 + 1]]);
};
