/** Checks the rules of Choice states ("JSONPath Choice Rules", Amazon States Language). */

import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { isJsonObject } from '../../../kernel/json.ts';
import { parseWildcard } from '../../../kernel/wildcard.ts';
import { COMPARISONS, TYPE_TESTS } from '../choice-rules/operators.ts';
import { flag, list, path, text, timestamp } from './checks.ts';
import type { Check } from './checks.ts';

const numeric: Check = (value) =>
  typeof value === 'number' ? undefined : `expected a number, got ${JSON.stringify(value)}`;

const wildcard: Check = (value) => {
  if (typeof value !== 'string') return text(value);
  return parseWildcard(value) ? undefined : 'a backslash may only stand before * and another backslash';
};

/** The check of an operator's operand, by the start of its name; undefined for what is no operator. */
function operandOf(operator: string): Check | undefined {
  if (operator === 'IsPresent' || operator in TYPE_TESTS) return flag;
  if (operator === 'StringMatches') return wildcard;
  const base = operator.replace(/Path$/, '');
  if (!Object.hasOwn(COMPARISONS, base) || base === 'StringMatches') return undefined;
  if (base !== operator) return path;
  if (base.startsWith('String')) return text;
  if (base.startsWith('Numeric')) return numeric;
  return base.startsWith('Timestamp') ? timestamp : flag;
}

const NESTS = ['And', 'Or', 'Not'];

/** One line for each problem. `isTop`: the rule names the next state, which rules inside it must not. */
export function checkRule(rule: JsonValue, place: string, isTop = true): readonly string[] {
  if (!isJsonObject(rule)) return [`expected an object at ${place}`];
  const { Next: next, Comment: _comment, ...test } = rule;
  const nextProblem = checkNext(next, isTop, place);
  const nest = NESTS.find((name) => name in test);
  return [...nextProblem, ...(nest === undefined ? checkTest(test, place) : checkNest(nest, test, place))];
}

function checkNext(next: JsonValue | undefined, isTop: boolean, place: string): readonly string[] {
  if (isTop) return typeof next === 'string' ? [] : [`the field Next is missing at ${place}`];
  return next === undefined ? [] : [`a rule inside of another one has no Next at ${place}`];
}

function checkNest(nest: string, test: JsonObject, place: string): readonly string[] {
  const inner = test[nest] ?? null;
  if (Object.keys(test).length > 1) return [`expected nothing beside ${nest} at ${place}`];
  if (nest === 'Not') return checkRule(inner, `${place}/Not`, false);
  const problem = list(inner);
  if (problem !== undefined || !Array.isArray(inner)) return [`${problem} at ${place}/${nest}`];
  return inner.flatMap((one, index) => checkRule(one, `${place}/${nest}/${index}`, false));
}

function checkTest({ Variable: variable = null, ...operators }: JsonObject, place: string): readonly string[] {
  const variableProblem = path(variable);
  const entries = Object.entries(operators);
  const problems = entries.map(([operator, operand]) => {
    const check = operandOf(operator);
    const problem = check ? check(operand) : 'there is no such operator';
    return problem === undefined ? undefined : `${problem} at ${place}/${operator}`;
  });
  return [
    ...(variableProblem === undefined ? [] : [`${variableProblem} at ${place}/Variable`]),
    ...(entries.length === 1 ? [] : [`expected exactly one operator at ${place}`]),
    ...problems.filter((problem) => problem !== undefined),
  ];
}
