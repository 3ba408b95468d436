/** Checks what StartExecution is given, with its errors (API reference of StartExecution). */

import { randomUUID } from 'node:crypto';
import { AwsError } from '../../aws/error.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { stringAt } from '../../kernel/json.ts';
import { DATA_LIMIT_BYTES } from './input-output/data-limit.ts';

/** White space, brackets, wildcards, the other characters that AWS refuses, control characters, and lone surrogates. */
const FORBIDDEN = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}\p{Cs}\uFFFE\uFFFF]/u;

const MAX_NAME_CHARACTERS = 80;

/** The given name, or a new one. Throws `InvalidName`. */
export function executionName(input: JsonObject): string {
  const name = stringAt(input, 'name') ?? randomUUID();
  if (name.length >= 1 && name.length <= MAX_NAME_CHARACTERS && !FORBIDDEN.test(name)) return name;
  throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
}

/** The given input as JSON text, `{}` where there is none. Throws `InvalidExecutionInput`, `ValidationException`. */
export function executionInput(input: JsonObject): string {
  const text = stringAt(input, 'input') ?? '{}';
  if (Buffer.byteLength(text) > DATA_LIMIT_BYTES) {
    throw new AwsError(
      'ValidationException',
      "1 validation error detected: Value at 'input' failed to satisfy constraint: " +
        `Member must have length less than or equal to ${DATA_LIMIT_BYTES}`,
    );
  }
  try {
    JSON.parse(text);
    return text;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AwsError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${reason}'`);
  }
}
