/** Says what is wrong with an event pattern, as PutRule would ("Compiling and Checking Rules", aws/event-ruler). */

import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { isJsonObject } from '../../kernel/json.ts';
import { compilePattern, RESERVED } from './compile-pattern.ts';
import { OPERATORS } from './operators.ts';
import type { Operators } from './operators.ts';

/** How many combinations of the branches of `$or` EventBridge takes (user guide, "Or" matching). */
const MAX_COMBINATIONS = 1000;

/** The first problem with its place; undefined if the pattern is valid. `operators`: the rules that may be used. */
export function findPatternProblem(pattern: JsonObject, operators: Operators): string | undefined {
  const problem = checkObject(pattern, operators, '', false);
  if (problem !== undefined) return problem;
  const alternatives = countAlternatives(pattern);
  if (alternatives > MAX_COMBINATIONS) {
    return `the branches of "$or" make ${alternatives} combinations, of which there may be ${MAX_COMBINATIONS}`;
  }
  const doubled = compilePattern(pattern).flatMap(({ doubled: paths }) => paths)[0];
  return doubled === undefined
    ? undefined
    : `the path "${doubled}" is there twice: a dot in a name leads into an object`;
}

function checkObject(value: JsonObject, operators: Operators, place: string, isInOr: boolean): string | undefined {
  const entries = Object.entries(value);
  if (entries.length === 0) return place === '' ? 'the pattern must not be empty' : `"${place}" must not be empty`;
  return firstOf(
    entries.map(([key, member]) => {
      const at = place === '' ? key : `${place}.${key}`;
      if (key === '$or') return checkOr(member, operators, place, at);
      if (isInOr && RESERVED.has(key)) return `"${at}" is the name of a rule, which no field in "$or" may have`;
      if (isJsonObject(member)) return checkObject(member, operators, at, isInOr);
      return checkRules(member, operators, at);
    }),
  );
}

function checkOr(branches: JsonValue, operators: Operators, place: string, at: string): string | undefined {
  const list = Array.isArray(branches) ? branches : [];
  const problem = firstOf(
    list.map((branch) => {
      if (!isJsonObject(branch)) return `"${at}" must hold objects alone`;
      if (Object.keys(branch).length === 0) return `"${at}" must hold no empty branch`;
      return checkObject(branch, operators, place, true);
    }),
  );
  return problem ?? (list.length < 2 ? `"${at}" must hold a list of two branches or more` : undefined);
}

function checkRules(rules: JsonValue, operators: Operators, at: string): string | undefined {
  if (!Array.isArray(rules)) return `"${at}" must hold a list of rules, or an object`;
  if (rules.length === 0) return `"${at}" must not hold an empty list`;
  return firstOf(rules.map((rule) => checkRule(rule, operators, at)));
}

function checkRule(rule: JsonValue, operators: Operators, at: string): string | undefined {
  if (Array.isArray(rule)) return `"${at}" must hold no list inside of its list`;
  if (!isJsonObject(rule)) return undefined;
  const [[name, operand] = ['', null], ...others] = Object.entries(rule);
  if (others.length > 0 || name === '')
    return `the rule ${JSON.stringify(rule)} of "${at}" must have exactly one member`;
  const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (!operator && Object.hasOwn(OPERATORS, name)) return `the rule "${name}" of "${at}" is not supported here`;
  if (!operator) return `there is no rule "${name}", which "${at}" names`;
  const problem = operator.problem(operand);
  return problem === undefined ? undefined : `the rule ${JSON.stringify(rule)} of "${at}" ${problem}`;
}

function countAlternatives(value: JsonValue | undefined): number {
  if (!isJsonObject(value)) return 1;
  return Object.entries(value).reduce((product, [key, member]) => {
    if (key !== '$or' || !Array.isArray(member)) return product * countAlternatives(member);
    return product * member.reduce<number>((sum, branch) => sum + countAlternatives(branch), 0);
  }, 1);
}

function firstOf(problems: readonly (string | undefined)[]): string | undefined {
  return problems.find((problem) => problem !== undefined);
}
