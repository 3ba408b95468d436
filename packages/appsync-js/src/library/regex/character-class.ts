/**
 * `[…]`, with Java's unions, intersections and nested classes; and what a backslash can stand for, inside and outside.
 */
import { charge } from '../limits/limits.ts';
import { codePointAt, hasOwn } from '../kernel/natives.ts';
import type { Test } from './node.ts';
import { failPattern, isAtEnd, startsWith, take, takeCharacter, takeMatch, takePoint } from './reader.ts';
import type { Reader } from './reader.ts';
import { CLASSES, anyOf, both, isPoint, not, propertyTest, range, withoutCase } from './code-points.ts';

/** In units: to read one member of a class. */
const READ_MEMBER = 1_000;

/** Stands behind the opening bracket, and in the end behind the closing one. */
export function readClass(reader: Reader): Test {
  const isNegative = take(reader, '^');
  const test = readIntersection(reader);
  if (!take(reader, ']')) failPattern(reader, 'has a character class without its end');
  const cased = reader.flags.ignoresCase ? withoutCase(test) : test;
  return isNegative ? not(cased) : cased;
}

function readIntersection(reader: Reader): Test {
  const first = readUnion(reader);
  return take(reader, '&&') ? both(first, readIntersection(reader)) : first;
}

function readUnion(reader: Reader): Test {
  const tests: Test[] = [];
  while (!isAtEnd(reader) && !startsWith(reader, '&&') && (tests.length === 0 || !startsWith(reader, ']'))) {
    charge(READ_MEMBER);
    if (take(reader, '[')) tests.push(readClass(reader));
    else if (take(reader, '\\Q')) tests.push(...readQuoted(reader));
    else tests.push(readMember(reader));
  }
  return anyOf(tests);
}

/** In units: each becomes a test of its own. */
const QUOTED_CHARACTER = 256;

/** The characters up to `\E`. */
export function readQuoted(reader: Reader): Test[] {
  const quoted = takeMatch(reader, /^([^]*?)(?:\\E|$)/)?.[1] ?? '';
  const tests: Test[] = [];
  charge(QUOTED_CHARACTER * quoted.length);
  for (const character of quoted) tests.push(isPoint(codePointAt(character, 0) ?? 0));
  return tests;
}

function readMember(reader: Reader): Test {
  const first = readCharacter(reader);
  if (typeof first !== 'number') return first;
  if (!startsWith(reader, '-') || startsWith(reader, '-]') || startsWith(reader, '-[')) return isPoint(first);
  take(reader, '-');
  const last = readCharacter(reader);
  return typeof last === 'number' && last >= first
    ? range(first, last)
    : failPattern(reader, 'has a range that ends nowhere');
}

function readCharacter(reader: Reader): number | Test {
  return take(reader, '\\') ? readEscape(reader) : takePoint(reader);
}

const CONTROLS: { readonly [letter: string]: number } = { t: 9, n: 10, r: 13, f: 12, a: 7, e: 27 };

/** Stands behind the backslash: a code point, or a class such as `\d`. */
export function readEscape(reader: Reader): number | Test {
  const coded = takeMatch(reader, /^(?:x\{([0-9A-Fa-f]+)\}|x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|0([0-3]?[0-7]{1,2}))/);
  if (coded !== undefined) {
    const [, braced, short, unicode, octal] = coded;
    return octal === undefined ? parseInt(braced ?? short ?? unicode ?? '', 16) : parseInt(octal, 8);
  }
  const property = takeMatch(reader, /^([pP])(?:\{([^}]+)\}|(\w))/);
  if (property !== undefined) {
    const test = propertyTest(property[2] ?? property[3] ?? '');
    return property[1] === 'P' ? not(test) : test;
  }
  const letter = takeCharacter(reader);
  if (letter === 'c') return takePoint(reader) ^ 64;
  if (hasOwn(CONTROLS, letter)) return CONTROLS[letter] ?? 0;
  if (hasOwn(CLASSES, letter.toLowerCase())) return classTest(letter);
  if (/^[A-Za-z0-9]$/.test(letter)) failPattern(reader, `has \\${letter}, which is not supported,`);
  return codePointAt(letter, 0) ?? 0;
}

function classTest(letter: string): Test {
  const test = CLASSES[letter.toLowerCase()] ?? anyOf([]);
  return letter === letter.toLowerCase() ? test : not(test);
}
