/** Checks Retry and Catch ("Error Handling", Amazon States Language). */

import type { JsonValue } from '../../../kernel/json.ts';
import { isJsonObject } from '../../../kernel/json.ts';
import { checkFields, checkRequired } from './check-fields.ts';
import { integer, list, MAX_INTEGER, number, oneOf, orNull, referencePath, seconds, text } from './checks.ts';
import type { Fields } from './state-fields.ts';

/** The longest `MaxDelaySeconds` is below one year (developer guide). */
const MAX_DELAY_SECONDS = 31_622_399;

const RETRIER: Fields = {
  ErrorEquals: list,
  Comment: text,
  IntervalSeconds: seconds(1),
  MaxAttempts: integer(0, MAX_INTEGER),
  BackoffRate: number(1),
  MaxDelaySeconds: integer(1, MAX_DELAY_SECONDS),
  JitterStrategy: oneOf('FULL', 'NONE'),
};

const CATCHER: Fields = { ErrorEquals: list, Comment: text, Next: text, ResultPath: orNull(referencePath) };

export function checkRetry(retry: JsonValue | undefined, place: string): readonly string[] {
  return checkHandlers(retry, RETRIER, ['ErrorEquals'], place);
}

export function checkCatch(catchers: JsonValue | undefined, place: string): readonly string[] {
  return checkHandlers(catchers, CATCHER, ['ErrorEquals', 'Next'], place);
}

function checkHandlers(
  handlers: JsonValue | undefined,
  fields: Fields,
  required: readonly string[],
  place: string,
): readonly string[] {
  if (!Array.isArray(handlers)) return [];
  return handlers.flatMap((handler, index) => {
    const at = `${place}/${index}`;
    if (!isJsonObject(handler)) return [`expected an object at ${at}`];
    return [
      ...checkFields(handler, fields, at),
      ...checkRequired(handler, required, at),
      ...checkNames(handler['ErrorEquals'], index === handlers.length - 1, `${at}/ErrorEquals`),
    ];
  });
}

function checkNames(names: JsonValue | undefined, isLast: boolean, place: string): readonly string[] {
  if (!Array.isArray(names)) return [];
  if (!names.every((name) => typeof name === 'string')) return [`expected strings at ${place}`];
  if (!names.includes('States.ALL')) return [];
  return names.length === 1 && isLast ? [] : [`States.ALL stands alone, and last, which it does not at ${place}`];
}
