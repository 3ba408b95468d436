/** Conditions on a place between two characters. */
import { codePointAt } from '../kernel/natives.ts';
import type { Assertion } from './node.ts';
import { pointBefore } from './reader.ts';
import { CLASSES, any, isLineEnd } from './code-points.ts';

export const textStart: Assertion = (_text, index) => index === 0;

/** Before a last line end too; `\r\n` is one. */
export const textEnd: Assertion = (text, index) =>
  /^(?:\r\n|[\n\r\u0085\u2028\u2029])?$/.test(text.slice(index)) && !isInsideLineEnd(text, index);

export const lineStart: Assertion = (text, index) =>
  index === 0 || (index < text.length && isLineEnd(pointBefore(text, index)) && !isInsideLineEnd(text, index));

export const lineEnd: Assertion = (text, index) =>
  index === text.length || (isLineEnd(codePointAt(text, index) ?? 0) && !isInsideLineEnd(text, index));

function isInsideLineEnd(text: string, index: number): boolean {
  return text.slice(Math.max(0, index - 1), index + 1) === '\r\n';
}

const isWord = CLASSES['w'] ?? any;

const isBoundary: Assertion = (text, index) => {
  const isWordBefore = index > 0 && isWord(pointBefore(text, index));
  const isWordAfter = index < text.length && isWord(codePointAt(text, index) ?? 0);
  return isWordBefore !== isWordAfter;
};

/** By the letter behind the backslash. */
export const ASSERTIONS: { readonly [letter: string]: Assertion } = {
  b: isBoundary,
  B: (text, index) => !isBoundary(text, index),
  A: textStart,
  z: (text, index) => index === text.length,
  Z: textEnd,
};
