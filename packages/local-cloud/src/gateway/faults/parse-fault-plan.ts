/** Reads a fault plan from JSON; its errors name the member that is wrong. */

import { isJsonObject, parseJson } from '../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import type { FaultPlan, FaultRule } from './fault-rule.ts';
import { parseEffect } from './parse-effect.ts';
import {
  InvalidFaultPlan,
  isPositive,
  isProbability,
  isWhole,
  numberIn,
  refuseOthers,
  stringIn,
} from './plan-members.ts';

/**
 * Takes `{ "seed": 1, "rules": […] }`, or the list of rules alone. `services` are the services that a rule can name.
 * Throws `InvalidFaultPlan`.
 */
export function parseFaultPlan(text: string, services: readonly string[]): FaultPlan {
  const value = parsePlan(text);
  const parse = (rule: JsonValue, index: number) => parseRule(rule, index, services);
  if (Array.isArray(value)) return { seed: DEFAULT_SEED, rules: value.map(parse) };
  if (!isJsonObject(value) || !Array.isArray(value['rules'])) {
    throw new InvalidFaultPlan('Faults must be a list of rules, or an object { "seed": 1, "rules": [ … ] }.');
  }
  refuseOthers(value, ['seed', 'rules'], 'The fault plan');
  const seed = numberIn(value, 'seed', 'The fault plan', isWhole, 'a whole number from 0') ?? DEFAULT_SEED;
  return { seed, rules: value['rules'].map(parse) };
}

const DEFAULT_SEED = 1;

function parsePlan(text: string): JsonValue {
  try {
    return parseJson(text);
  } catch (error) {
    throw new InvalidFaultPlan(`The faults aren't JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const RULE_MEMBERS = ['service', 'operation', 'functionName', 'probability', 'nth', 'count', 'effect'];

function parseRule(value: JsonValue, index: number, services: readonly string[]): FaultRule {
  const where = `Fault rule ${index + 1}`;
  if (!isJsonObject(value)) throw new InvalidFaultPlan(`${where} isn't an object.`);
  refuseOthers(value, RULE_MEMBERS, where);
  const service = serviceIn(value, where, services);
  const operation = stringIn(value, 'operation', where);
  const functionName = value['functionName'] === undefined ? undefined : stringIn(value, 'functionName', where);
  if (functionName !== undefined && service !== 'lambda') {
    throw new InvalidFaultPlan(`${where} has a functionName, which only the service lambda supports.`);
  }
  const probability = numberIn(value, 'probability', where, isProbability, 'a number from 0 to 1');
  const nth = numberIn(value, 'nth', where, isPositive, 'a whole number from 1');
  const count = numberIn(value, 'count', where, isPositive, 'a whole number from 1');
  return {
    service,
    operation,
    effect: parseEffect(value['effect'], service, operation, where),
    ...(functionName !== undefined && { functionName }),
    ...(probability !== undefined && { probability }),
    ...(nth !== undefined && { nth }),
    ...(count !== undefined && { count }),
  };
}

function serviceIn(rule: JsonObject, where: string, services: readonly string[]): string {
  const service = stringIn(rule, 'service', where);
  if (services.includes(service)) return service;
  throw new InvalidFaultPlan(
    `${where} has the service "${service}"; it must be one of ${services.toSorted().join(', ')}.`,
  );
}
