/** Checks a mocked result by the API model of what the task would call ("Mock validation modes", developer guide). */

import { AwsError } from '../../../aws/error.ts';
import { isJsonObject } from '../../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { RESULT_SHAPES } from './result-shapes.ts';
import type { ResultShape, ResultStructure } from './result-shapes.ts';

/**
 * `mode` is STRICT, PRESENT or NONE. Members and operations that the table of shapes doesn't have pass. Throws
 * `ValidationException` (localstack, test_field_validation_mode, recorded on AWS, has the messages).
 */
export function checkMockedResult(result: JsonValue, resource: string, mode: string): void {
  const shape = mode === 'NONE' ? undefined : shapeOf(resource);
  if (shape) checkValue(result, shape, 'result', mode === 'STRICT');
}

/** Services have other names in `aws-sdk` resources than in optimized ones. */
const SERVICES: { readonly [name: string]: string } = { eventbridge: 'events', sfn: 'states' };

function shapeOf(resource: string): ResultStructure | undefined {
  const [, service = '', operation = ''] = /^arn:aws:states:::(?:aws-sdk:)?([^:]+):(.+)$/.exec(resource) ?? [];
  const key = `${SERVICES[service] ?? service}:${operation}`;
  // What `.sync` waits for is the result of the call that it polls with.
  const polled = key.replace(/^states:startExecution\.sync(:2)?$/, 'states:describeExecution');
  return Object.hasOwn(RESULT_SHAPES, polled) ? RESULT_SHAPES[polled] : undefined;
}

function checkValue(value: JsonValue, shape: ResultShape, field: string, isStrict: boolean): void {
  switch (shape.type) {
    case 'string':
      if (typeof value !== 'string') throw wrong(`Field '${field}' must be a string`);
      if (shape.values?.includes(value) === false) throw wrong(`Field '${field}' is not an expected value`);
      return;
    case 'number':
      if (typeof value !== 'number') throw wrong(`Field '${field}' must be a number`);
      return;
    case 'array':
      if (!Array.isArray(value)) throw wrong(`Field '${field}' must be an array`);
      for (const one of value) checkValue(one, shape.of, field, isStrict);
      return;
    case 'map':
      for (const one of Object.values(needObject(value, field))) checkValue(one, shape.of, field, isStrict);
      return;
    case 'structure':
      checkStructure(needObject(value, field), shape, isStrict);
  }
}

function checkStructure(value: JsonObject, { members, required }: ResultStructure, isStrict: boolean): void {
  const missing = isStrict ? required.find((name) => !Object.hasOwn(value, name)) : undefined;
  if (missing !== undefined) throw wrong(`Required field '${missing}' is missing`);
  for (const [name, member] of Object.entries(value)) {
    const shape = Object.hasOwn(members, name) ? members[name] : undefined;
    if (shape) checkValue(member, shape, name, isStrict);
  }
}

function needObject(value: JsonValue, field: string): JsonObject {
  if (isJsonObject(value)) return value;
  throw wrong(`Field '${field}' must be an object`);
}

function wrong(problem: string): AwsError {
  return new AwsError('ValidationException', `Mock result schema validation error: ${problem}`);
}
