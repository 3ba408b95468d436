/** Resolves the intrinsic functions of a template. */

import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { asString, isJsonObject } from '../kernel/json.ts';
import { StartupError } from '../kernel/startup-error.ts';

/** What intrinsics ask for. Each function throws `StartupError` for a name that it does not know. */
export type References = {
  /** The value of `Ref`, pseudo parameters and parameters included. */
  ref(name: string): JsonValue;
  getAtt(logicalId: string, attribute: string): JsonValue;
  findInMap(map: string, first: string, second: string): JsonValue;
  /** The definition of a condition. */
  condition(name: string): JsonValue;
};

/** Returns `value` with every intrinsic function replaced by what it stands for; `AWS::NoValue` removes its member. */
export function resolve(value: JsonValue, references: References): JsonValue {
  if (Array.isArray(value)) return value.filter((item) => !isNoValue(item)).map((item) => resolve(item, references));
  if (!isJsonObject(value)) return value;
  const [entry, ...others] = Object.entries(value);
  if (entry && others.length === 0 && (entry[0] === 'Ref' || entry[0].startsWith('Fn::') || entry[0] === 'Condition')) {
    const evaluate = INTRINSICS[entry[0]];
    if (evaluate) return evaluate(entry[1], references);
    if (entry[0] !== 'Condition')
      throw new StartupError(`The local cloud doesn't support the intrinsic function ${entry[0]}.`);
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) => {
      if (isNoValue(member)) return [];
      const resolved = resolve(member, references);
      return isNoValue(resolved) ? [] : [[key, resolved]];
    }),
  );
}

/** Whether a template's condition holds. */
export function holds(name: string, references: References): boolean {
  return evaluateCondition(references.condition(name), references);
}

function isNoValue(value: JsonValue): boolean {
  return isJsonObject(value) && value['Ref'] === 'AWS::NoValue';
}

type Intrinsic = (argument: JsonValue, references: References) => JsonValue;

const INTRINSICS: { readonly [name: string]: Intrinsic } = {
  Ref: (name, references) => (name === 'AWS::NoValue' ? { Ref: name } : references.ref(asString(name))),
  'Fn::GetAtt': (argument, references) => {
    const [logicalId, ...attribute] = Array.isArray(argument) ? argument.map(asString) : asString(argument).split('.');
    return references.getAtt(logicalId ?? '', attribute.join('.'));
  },
  'Fn::Join': (argument, references) => {
    const [separator, list] = pair(argument);
    const resolved = resolve(list, references);
    return (Array.isArray(resolved) ? resolved : [resolved]).map(asString).join(asString(separator));
  },
  'Fn::Sub': (argument, references) => {
    const [template, variables] = Array.isArray(argument) ? pair(argument) : [argument, {}];
    const own = isJsonObject(variables) ? variables : {};
    return asString(template).replace(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      const value = own[name];
      if (value !== undefined) return asString(resolve(value, references));
      const [logicalId = '', ...attribute] = name.split('.');
      return asString(attribute.length > 0 ? references.getAtt(logicalId, attribute.join('.')) : references.ref(name));
    });
  },
  'Fn::Select': (argument, references) => {
    const [index, list] = pair(argument);
    const resolved = resolve(list, references);
    return (Array.isArray(resolved) ? resolved[Number(index)] : undefined) ?? '';
  },
  'Fn::Split': (argument, references) => {
    const [separator, text] = pair(argument);
    return asString(resolve(text, references)).split(asString(separator));
  },
  'Fn::FindInMap': (argument, references) => {
    const [map = '', first = '', second = ''] = Array.isArray(argument)
      ? argument.map((part) => asString(resolve(part, references)))
      : [];
    return references.findInMap(map, first, second);
  },
  'Fn::Base64': (argument, references) => Buffer.from(asString(resolve(argument, references))).toString('base64'),
  'Fn::If': (argument, references) => {
    const [name = null, whenTrue = null, whenFalse = null] = Array.isArray(argument) ? argument : [];
    return resolve(holds(asString(name), references) ? whenTrue : whenFalse, references);
  },
};

function evaluateCondition(definition: JsonValue, references: References): boolean {
  const [operator, argument = null] = Object.entries(isJsonObject(definition) ? definition : {})[0] ?? [];
  const operands = Array.isArray(argument) ? argument : [argument];
  if (operator === 'Condition') return holds(asString(argument), references);
  if (operator === 'Fn::Equals') {
    const [left, right] = operands.map((operand) => JSON.stringify(resolve(operand, references)));
    return left === right;
  }
  if (operator === 'Fn::Not') return !evaluateCondition(operands[0] ?? null, references);
  if (operator === 'Fn::And') return operands.every((operand) => evaluateCondition(operand, references));
  if (operator === 'Fn::Or') return operands.some((operand) => evaluateCondition(operand, references));
  throw new StartupError(`The local cloud doesn't support the condition ${JSON.stringify(definition)}.`);
}

function pair(argument: JsonValue): readonly [JsonValue, JsonValue] {
  return Array.isArray(argument) ? [argument[0] ?? null, argument[1] ?? null] : [argument, null];
}

/** The object that `value` resolves to; for the properties of a resource. */
export function resolveObject(value: JsonObject, references: References): JsonObject {
  const resolved = resolve(value, references);
  return isJsonObject(resolved) ? resolved : {};
}
