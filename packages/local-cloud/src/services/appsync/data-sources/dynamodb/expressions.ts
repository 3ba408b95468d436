/** Expressions of request documents as DynamoDB's request members. */
import type { JsonObject, JsonValue } from '../../../../kernel/json.ts';
import { parseObject } from '../../../../kernel/json.ts';
import {
  readObject,
  optional,
  place,
  refuse,
  refuseOthers,
  required,
  readString,
} from '../contract/request-document.ts';
import { toWireMap } from './typed-values.ts';

const MEMBERS = ['expression', 'expressionNames', 'expressionValues'];

/** Placeholders of every expression of one call; DynamoDB has one pair of maps for all. */
type Placeholders = { readonly ExpressionAttributeNames?: JsonObject; readonly ExpressionAttributeValues?: JsonObject };

/**
 * An expression under the DynamoDB member `member`, such as `ConditionExpression`. `util.transform` writes conditions
 * and filters as JSON, which works as well. `others` are further members that are allowed.
 */
export function expressionAs(
  member: string,
  value: JsonValue | undefined,
  at: string,
  others: readonly string[] = [],
): JsonObject {
  if (value === undefined || value === null) return {};
  const parsed = readExpression(value, at);
  refuseOthers(parsed, [...MEMBERS, ...others], at);
  const expression = readString(required(parsed, 'expression', at), place(at, 'expression'));
  return { ...(expression === '' ? {} : { [member]: expression }), ...placeholdersOf(parsed, at) };
}

/** The parts of one call put together, their placeholders merged. */
export function mergeInput(...parts: readonly JsonObject[]): JsonObject {
  const merged: JsonObject = {};
  for (const part of parts) {
    for (const [name, value] of Object.entries(part)) {
      const isPlaceholders = name === 'ExpressionAttributeNames' || name === 'ExpressionAttributeValues';
      merged[name] = isPlaceholders ? { ...readObject(merged[name] ?? {}, name), ...readObject(value, name) } : value;
    }
  }
  return merged;
}

export function readExpression(value: JsonValue, at: string): JsonObject {
  if (typeof value !== 'string') return readObject(value, at);
  return parseObject(value) ?? refuse(`Unable to parse the expression of '${at}' as JSON.`);
}

function placeholdersOf(expression: JsonObject, at: string): Placeholders {
  const names = optional(expression, 'expressionNames', at, readObject);
  const values = optional(expression, 'expressionValues', at, toWireMap);
  return {
    ...(names === undefined || isEmpty(names) ? {} : { ExpressionAttributeNames: names }),
    ...(values === undefined || isEmpty(values) ? {} : { ExpressionAttributeValues: values }),
  };
}

function isEmpty(map: JsonObject): boolean {
  return Object.keys(map).length === 0;
}
