/** Reads a fault plan from JSON and says clearly what is wrong with it. */

import { isJsonObject } from '../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import type { ServiceName } from '../../aws/call.ts';
import type { FaultPlan, FaultRule } from './fault-rule.ts';
import { parseEffect } from './parse-effect.ts';
import {
  InvalidFaultPlan,
  isPositive,
  isProbability,
  isWhole,
  numberIn,
  refuseOthers,
  textIn,
} from './plan-members.ts';

/** Takes `{ "seed": 1, "rules": […] }`, or the list of rules alone. Throws `InvalidFaultPlan`. */
export function parseFaultPlan(text: string): FaultPlan {
  const value = parseJson(text);
  if (Array.isArray(value)) return { seed: DEFAULT_SEED, rules: value.map(parseRule) };
  if (!isJsonObject(value) || !Array.isArray(value['rules'])) {
    throw new InvalidFaultPlan('Faults are a list of rules, or an object { "seed": 1, "rules": [ … ] }.');
  }
  refuseOthers(value, ['seed', 'rules'], 'The fault plan');
  const seed = numberIn(value, 'seed', 'The fault plan', isWhole, 'a whole number from 0') ?? DEFAULT_SEED;
  return { seed, rules: value['rules'].map(parseRule) };
}

const DEFAULT_SEED = 1;

function parseJson(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InvalidFaultPlan(`The faults are no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const RULE_MEMBERS = ['service', 'operation', 'functionName', 'probability', 'nth', 'count', 'effect'];

function parseRule(value: JsonValue, index: number): FaultRule {
  const where = `Fault rule ${index + 1}`;
  if (!isJsonObject(value)) throw new InvalidFaultPlan(`${where} is no object.`);
  refuseOthers(value, RULE_MEMBERS, where);
  const service = serviceIn(value, where);
  const operation = textIn(value, 'operation', where);
  const functionName = value['functionName'] === undefined ? undefined : textIn(value, 'functionName', where);
  if (functionName !== undefined && service !== 'lambda') {
    throw new InvalidFaultPlan(`${where} has a functionName, which only the service lambda takes.`);
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

/** `appsync` is the GraphQL endpoint itself, whoever calls it. */
const SERVICES: { readonly [service in ServiceName]: true } = {
  appsync: true,
  cloudformation: true,
  dynamodb: true,
  dynamodbstreams: true,
  events: true,
  lambda: true,
  s3: true,
  secretsmanager: true,
  ses: true,
  sqs: true,
  ssm: true,
  states: true,
};

function isService(name: string): name is ServiceName {
  return Object.hasOwn(SERVICES, name);
}

function serviceIn(rule: JsonObject, where: string): ServiceName {
  const service = textIn(rule, 'service', where);
  if (isService(service)) return service;
  throw new InvalidFaultPlan(
    `${where} has the service "${service}"; it must be one of ${Object.keys(SERVICES).join(', ')}.`,
  );
}
