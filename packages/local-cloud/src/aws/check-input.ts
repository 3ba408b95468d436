/** Checks an operation's input by the constraints of its API reference, with the errors of AWS's own front. */

import { isJsonObject } from '../kernel/json.ts';
import { AwsError } from './error.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';

/** What a member may be. Lengths are in UTF-16 units; a pattern is about the whole text. */
export type Shape =
  | { readonly type: 'text'; readonly min?: number; readonly max?: number; readonly pattern?: RegExp }
  | { readonly type: 'number'; readonly min?: number; readonly max?: number }
  /** Epoch seconds, as SDKs write them, or ISO 8601, as state machines and resolvers do. */
  | { readonly type: 'timestamp' }
  | { readonly type: 'list'; readonly of: Shape; readonly min?: number; readonly max?: number }
  | Structure;

/** Members that are not named here are let through. */
export type Structure = {
  readonly type: 'structure';
  readonly members: { readonly [name: string]: Shape };
  readonly required?: readonly string[];
};

/**
 * Throws `SerializationException` for a member of another type, and an error called `errorName` that lists every broken
 * constraint. An absent member and null are the same.
 */
export function checkInput(input: JsonObject, shape: Structure, errorName = 'ValidationException'): void {
  const complaints = complaintsAbout(input, shape, '');
  if (complaints.length === 0) return;
  const count = `${complaints.length} validation error${complaints.length > 1 ? 's' : ''} detected`;
  throw new AwsError(errorName, `${count}: ${complaints.join('; ')}`);
}

function complaintsAbout(value: JsonValue, shape: Shape, at: string): readonly string[] {
  switch (shape.type) {
    case 'structure':
      return aboutStructure(needType(value, isJsonObject, 'an object', at), shape, at);
    case 'list': {
      const list = needType(value, (one) => Array.isArray(one), 'a list', at);
      const members = list.flatMap((one, index) => complaintsAbout(one, shape.of, `${at}.${index + 1}.member`));
      return [...aboutLength(list.length, shape, at, ''), ...members];
    }
    case 'text':
      return aboutText(needType(value, isText, 'a string', at), shape, at);
    case 'number':
      return aboutNumber(needType(value, isNumber, 'a number', at), shape, at);
    case 'timestamp':
      needType(value, isTimestamp, 'a timestamp', at);
      return [];
  }
}

function aboutStructure(value: JsonObject, { members, required = [] }: Structure, at: string): readonly string[] {
  const place = (name: string) => [...(at ? [at] : []), name.charAt(0).toLowerCase() + name.slice(1)].join('.');
  const isThere = (name: string) => value[name] !== undefined && value[name] !== null;
  const missing = required
    .filter((name) => !isThere(name))
    .map((name) => `Value null at '${place(name)}' failed to satisfy constraint: Member must not be null`);
  const present = Object.entries(members).filter(([name]) => isThere(name));
  return [...missing, ...present.flatMap(([name, shape]) => complaintsAbout(value[name] ?? null, shape, place(name)))];
}

type Lengths = { readonly min?: number; readonly max?: number };

function aboutText(text: string, shape: Lengths & { readonly pattern?: RegExp }, at: string): readonly string[] {
  const shown = text.length <= MAX_SHOWN_CHARACTERS ? `'${text}' ` : '';
  const { pattern } = shape;
  return [
    ...aboutLength(text.length, shape, at, shown),
    ...(pattern && !pattern.test(text)
      ? [broken(at, shown, `satisfy regular expression pattern: ${pattern.source}`)]
      : []),
  ];
}

/** AWS repeats the whole value; a log is better off without a long one. */
const MAX_SHOWN_CHARACTERS = 256;

function aboutLength(
  length: number,
  { min = 0, max = Infinity }: Lengths,
  at: string,
  shown: string,
): readonly string[] {
  return [
    ...(length < min ? [broken(at, shown, `have length greater than or equal to ${min}`)] : []),
    ...(length > max ? [broken(at, shown, `have length less than or equal to ${max}`)] : []),
  ];
}

function aboutNumber(value: number, { min = -Infinity, max = Infinity }: Lengths, at: string): readonly string[] {
  return [
    ...(value < min ? [broken(at, `'${value}' `, `have value greater than or equal to ${min}`)] : []),
    ...(value > max ? [broken(at, `'${value}' `, `have value less than or equal to ${max}`)] : []),
  ];
}

function broken(at: string, shown: string, rule: string): string {
  return `Value ${shown}at '${at}' failed to satisfy constraint: Member must ${rule}`;
}

function needType<Value extends JsonValue>(
  value: JsonValue,
  isOfType: (value: JsonValue) => value is Value,
  type: string,
  at: string,
): Value {
  if (isOfType(value)) return value;
  throw new AwsError('SerializationException', `The member '${at}' must be ${type}.`);
}

function isText(value: JsonValue): value is string {
  return typeof value === 'string';
}
function isNumber(value: JsonValue): value is number {
  return typeof value === 'number';
}
function isTimestamp(value: JsonValue): value is number | string {
  return typeof value === 'number'
    ? Number.isFinite(value)
    : typeof value === 'string' && !Number.isNaN(Date.parse(value));
}
