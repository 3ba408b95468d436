/** Fills payload templates ("Payload Template", Amazon States Language): members whose names end in `.$`. */

import type { JsonValue } from '../../../kernel/json.ts';
import { IntrinsicFailure } from '../intrinsic-functions/failure.ts';
import { evaluateCall, MissingArgument } from '../intrinsic-functions/evaluate-call.ts';
import { readPathValue } from '../json-path/read-path.ts';
import type { PathData } from '../json-path/read-path.ts';
import { isJsonObject } from '../../../kernel/json.ts';
import { runtimeError, StatesError } from '../errors/states-error.ts';

/** Throws `States.Runtime` for a path that finds nothing, and `States.IntrinsicFailure`. */
export function fillTemplate(template: JsonValue, data: PathData): JsonValue {
  if (Array.isArray(template)) return template.map((item) => fillTemplate(item, data));
  if (!isJsonObject(template)) return template;
  return Object.fromEntries(
    Object.entries(template).map(([key, value]) => {
      if (!key.endsWith('.$') || typeof value !== 'string') return [key, fillTemplate(value, data)];
      return [key.slice(0, -2), evaluate(value, key, data)];
    }),
  );
}

/** `field` is named in the cause of an error. An index behind the end of a list reads null, as on AWS (floci-io/floci#2521). */
function evaluate(expression: string, field: string, data: PathData): JsonValue {
  if (!expression.startsWith('$')) return evaluateFunction(expression, data);
  const read = readPathValue(expression, data);
  if ('value' in read) return read.value;
  if (read.lack === 'beyond') return null;
  throw notFound(expression, field, data);
}

/** Throws `States.Runtime` in the words of AWS if the path finds nothing. */
export function readField(expression: string, field: string, data: PathData): JsonValue {
  if (!expression.startsWith('$')) return evaluateFunction(expression, data);
  const read = readPathValue(expression, data);
  if ('value' in read) return read.value;
  throw notFound(expression, field, data);
}

function notFound(path: string, field: string, data: PathData): StatesError {
  return runtimeError(
    `The JSONPath '${path}' specified for the field '${field}' could not be found in the input '${sourceOf(path, data)}'`,
  );
}

function sourceOf(path: string, { input, context }: PathData): string {
  return JSON.stringify(path.startsWith('$$') ? context : input);
}

function evaluateFunction(expression: string, data: PathData): JsonValue {
  try {
    return evaluateCall(expression, data);
  } catch (error) {
    const told = (reason: string) => `The function '${expression}' had the following error: ${reason}`;
    if (error instanceof MissingArgument) {
      throw runtimeError(told(`${error.message} '${sourceOf(error.path, data)}'`));
    }
    if (error instanceof IntrinsicFailure) throw new StatesError('States.IntrinsicFailure', told(error.message), true);
    throw error;
  }
}
