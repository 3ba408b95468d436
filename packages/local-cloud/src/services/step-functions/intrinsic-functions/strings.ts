/** Intrinsic functions for strings. */

import type { JsonValue } from '../../../kernel/json.ts';
import { isJsonObject } from '../../../kernel/json.ts';
import { asString } from './arguments.ts';
import { unescape } from './expression.ts';
import { IntrinsicFailure } from './failure.ts';

/** Every character of `splitter` divides; empty parts are left out, as captures of AWS show. */
export function stringSplit(text: JsonValue, splitter: JsonValue): JsonValue {
  const dividers = new Set(asString(splitter));
  const parts = [''];
  for (const character of asString(text)) {
    if (dividers.has(character)) parts.push('');
    else parts.push((parts.pop() ?? '') + character);
  }
  return parts.filter((part) => part !== '');
}

/** `template` has its backslashes: `\{}` is no place for a value. */
export function format(template: string, values: readonly JsonValue[]): JsonValue {
  const pieces = template.match(/\\[^]|\{\}|[^]/g) ?? [];
  const places = pieces.filter((piece) => piece === '{}').length;
  if (places !== values.length) {
    throw new IntrinsicFailure(`The template has ${places} {}, and there are ${values.length} values for them.`);
  }
  const rest = values.map(textOf);
  return pieces.map((piece) => (piece === '{}' ? (rest.shift() ?? '') : unescape(piece))).join('');
}

/** Objects and lists come as Java writes its collections: `{a=1, b=[x]}`, as captures of AWS show. */
function textOf(value: JsonValue): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return `[${value.map(textOf).join(', ')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, member]) => `${name}=${textOf(member)}`)
    .join(', ')}}`;
}
