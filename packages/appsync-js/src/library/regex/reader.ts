/** Where the reading of a pattern stands. */
import { charCodeAt, codePointAt, fromCodePoint } from '../kernel/natives.ts';
import { failCode } from '../kernel/stop.ts';
import type { Flags } from './node.ts';

export type Reader = {
  readonly pattern: string;
  index: number;
  flags: Flags;
  groupCount: number;
  readonly names: { [name: string]: number };
};

export function createReader(pattern: string): Reader {
  return {
    pattern,
    index: 0,
    flags: { ignoresCase: false, isMultiline: false, dotMatchesAll: false, allowsComments: false },
    groupCount: 0,
    names: {},
  };
}

export function isAtEnd({ pattern, index }: Reader): boolean {
  return index >= pattern.length;
}

export function startsWith({ pattern, index }: Reader, text: string): boolean {
  return pattern.startsWith(text, index);
}

/** Takes the string if it comes next. */
export function take(reader: Reader, text: string): boolean {
  if (!startsWith(reader, text)) return false;
  reader.index += text.length;
  return true;
}

/** Takes what the expression, which must begin with `^`, finds next. */
export function takeMatch(reader: Reader, expression: RegExp): RegExpExecArray | undefined {
  const match = expression.exec(reader.pattern.slice(reader.index)) ?? undefined;
  reader.index += match?.[0].length ?? 0;
  return match;
}

/** Takes one code point. */
export function takePoint(reader: Reader): number {
  const point = codePointAt(reader.pattern, reader.index) ?? failPattern(reader, 'ends too early');
  reader.index += point > 0xffff ? 2 : 1;
  return point;
}

export function takeCharacter(reader: Reader): string {
  return fromCodePoint(takePoint(reader));
}

export function failPattern({ pattern, index }: Reader, reason: string): never {
  return failCode(`The regular expression '${pattern}' ${reason} at index ${index}`);
}

/** Blanks and comments count for nothing with the flag `x`. */
export function skipComments(reader: Reader): void {
  if (reader.flags.allowsComments) takeMatch(reader, /^(?:\s|#[^\n]*)*/);
}

/** The code point before an index. */
export function pointBefore(text: string, index: number): number {
  const code = charCodeAt(text, index - 1);
  return code >= 0xdc00 && code < 0xe000 && index > 1 ? (codePointAt(text, index - 2) ?? code) : code;
}
