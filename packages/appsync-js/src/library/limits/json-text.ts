/** `JSON.stringify` and `JSON.parse` for values and strings of handler code. */
import { charge, checkTextLength, sizeOf } from './limits.ts';
import { isArray, isFunction, isRecord, parseJson, stringifyJson, values } from '../kernel/natives.ts';
import { failCode } from '../kernel/stop.ts';
import { weigh } from './weigh.ts';
import { textOf } from './charged-reading.ts';

/** In units, at worst: a character can become six, of two bytes; `[[…]]` and `{}` take some 30 bytes a character. */
const WRITTEN_PART = 32;
const WRITTEN_CHARACTER = 12;
const READ_CHARACTER = 32;

/** `JSON.stringify` indents by no more. */
const MAX_INDENT = 10;

/** `replacer` can be a list of names. Undefined for what JSON doesn't know: undefined and functions. */
export const toJson = (value: unknown, replacer?: unknown, space?: unknown): string | undefined => {
  if (isFunction(replacer)) failCode('JSON.stringify takes no function');
  const { parts, characters } = weigh(value);
  charge(WRITTEN_PART * parts + WRITTEN_CHARACTER * characters);
  const names = isArray(replacer) ? namesOf(replacer, parts) : undefined;
  const indent = indentOf(space);
  if (indent !== '') checkIndents(value, indent.length);
  return stringifyJson(value, names, indent);
};

/** A name is looked up in each object. */
function namesOf(replacer: readonly unknown[], parts: number): (string | number)[] {
  charge(8 * parts * sizeOf(replacer));
  const names: (string | number)[] = [];
  for (const name of replacer) if (typeof name === 'string' || typeof name === 'number') names[names.length] = name;
  return names;
}

function indentOf(space: unknown): string {
  if (typeof space === 'string') return space.slice(0, MAX_INDENT);
  return typeof space === 'number' ? '          '.slice(0, Math.max(0, Math.min(MAX_INDENT, Math.floor(space)))) : '';
}

/** Every part stands in a line of its own, indented by its depth. */
function checkIndents(value: unknown, width: number): void {
  const waiting: unknown[] = [value];
  const depths: number[] = [0];
  let characters = 0;
  for (let last = 0; last >= 0;) {
    const part = waiting[last];
    const depth = depths[last] ?? 0;
    last -= 1;
    characters += 2 + width * depth;
    const inner = isArray(part) ? part : isRecord(part) ? values(part) : [];
    for (const one of inner) {
      last += 1;
      waiting[last] = one;
      depths[last] = depth + 1;
    }
  }
  checkTextLength(characters);
  charge(WRITTEN_CHARACTER * characters);
}

/** Throws `SyntaxError` for a string that isn't JSON. */
export function fromJson(value: unknown): unknown {
  const text = textOf(value);
  charge(READ_CHARACTER * text.length);
  return parseJson(text);
}
