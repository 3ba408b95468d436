/** Checks Retry and Catch ("Error Handling", Amazon States Language). */

import type { JsonValue } from '../../../kernel/json.ts';
import { isJsonObject } from '../../../kernel/json.ts';
import { checkFields, checkRequired } from './check-fields.ts';
import { integer, list, MOST, number, oneOf, orNull, referencePath, seconds, text } from './checks.ts';
import type { Fields } from './state-fields.ts';

/** The longest `MaxDelaySeconds` is below one year (developer guide). */
const LONGEST_DELAY_SECONDS = 31_622_399;

const RETRIER: Fields = {
  ErrorEquals: list,
  Comment: text,
  IntervalSeconds: seconds(1),
  MaxAttempts: integer(0, MOST),
  BackoffRate: number(1),
  MaxDelaySeconds: integer(1, LONGEST_DELAY_SECONDS),
  JitterStrategy: oneOf('FULL', 'NONE'),
};

const CATCHER: Fields = { ErrorEquals: list, Comment: text, Next: text, ResultPath: orNull(referencePath) };

export const checkRetry = (retry: JsonValue | undefined, place: string): readonly string[] =>
  checkHandlers(retry, RETRIER, ['ErrorEquals'], place);

export const checkCatch = (catchers: JsonValue | undefined, place: string): readonly string[] =>
  checkHandlers(catchers, CATCHER, ['ErrorEquals', 'Next'], place);

const checkHandlers = (
  handlers: JsonValue | undefined,
  fields: Fields,
  required: readonly string[],
  place: string,
): readonly string[] => {
  if (!Array.isArray(handlers)) return [];
  return handlers.flatMap((handler, index) => {
    const at = `${place}/${index}`;
    if (!isJsonObject(handler)) return [`expected an object at ${at}`];
    return [
      ...checkFields(handler, fields, at),
      ...checkRequired(handler, required, at),
      ...checkNames(handler.ErrorEquals, index === handlers.length - 1, `${at}/ErrorEquals`),
    ];
  });
};

const checkNames = (names: JsonValue | undefined, isLast: boolean, place: string): readonly string[] => {
  if (!Array.isArray(names)) return [];
  if (!names.every((name) => typeof name === 'string')) return [`expected strings at ${place}`];
  if (!names.includes('States.ALL')) return [];
  return names.length === 1 && isLast ? [] : [`States.ALL stands alone, and last, which it does not at ${place}`];
};
