/** Text to UTF-8 bytes and back, as Java does it: what cannot be encoded becomes `?`, what cannot be decoded U+FFFD. */
import { tick } from '../limits/limits.ts';
import { codePointAt, fromCodePoint } from '../kernel/natives.ts';

const QUESTION_MARK = 0x3f;
const REPLACEMENT = 0xfffd;

export function toBytes(text: string): number[] {
  const bytes: number[] = [];
  let index = 0;
  for (const _ of text) {
    tick();
    const point = codePointAt(text, index) ?? QUESTION_MARK;
    index += point > 0xffff ? 2 : 1;
    pushPoint(bytes, point >= 0xd800 && point <= 0xdfff ? QUESTION_MARK : point);
  }
  return bytes;
}

function pushPoint(bytes: number[], point: number): void {
  if (point < 0x80) bytes.push(point);
  else if (point < 0x800) bytes.push(0xc0 | (point >> 6), continuation(point));
  else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), continuation(point >> 6), continuation(point));
  else bytes.push(0xf0 | (point >> 18), continuation(point >> 12), continuation(point >> 6), continuation(point));
}

function continuation(bits: number): number {
  return 0x80 | (bits & 0x3f);
}

export function toText(bytes: readonly number[]): string {
  let text = '';
  let index = 0;
  while (index < bytes.length) {
    tick();
    const [point, length] = readPoint(bytes, index);
    text += fromCodePoint(point);
    index += length;
  }
  return text;
}

/** The code point at `index`, and how many bytes it takes. */
function readPoint(bytes: readonly number[], index: number): readonly [number, number] {
  const first = bytes[index] ?? 0;
  const length = lengthFrom(first);
  if (length === 0) return [REPLACEMENT, 1];
  let point = length === 1 ? first : first & (0xff >> (length + 1));
  for (let offset = 1; offset < length; offset += 1) {
    const next = bytes[index + offset] ?? 0;
    if (next >> 6 !== 2) return [REPLACEMENT, offset];
    point = (point << 6) | (next & 0x3f);
  }
  return isWellFormed(point, length) ? [point, length] : [REPLACEMENT, length];
}

/** How many bytes begin with this one; 0 for one that begins nothing. */
function lengthFrom(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : 4;
}

const MIN_POINT = [0, 0, 0x80, 0x800, 0x10000];

function isWellFormed(point: number, length: number): boolean {
  return point >= (MIN_POINT[length] ?? 0) && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
}
