/** Reads a regular expression as `java.util.regex.Pattern` does. */
import { charge } from '../limits/limits.ts';
import { hasOwn, mapList } from '../kernel/natives.ts';
import { ASSERTIONS, lineEnd, lineStart, textEnd, textStart } from './assertions.ts';
import { readClass, readEscape, readQuoted } from './character-class.ts';
import type { Flags, Node, Pattern, Test } from './node.ts';
import { createReader, failPattern, isAtEnd, skipComments, startsWith, take, takeMatch, takePoint } from './reader.ts';
import type { Reader } from './reader.ts';
import { any, anyInLine, isPoint, withoutCase } from './code-points.ts';

const known = new Map<string, Pattern>();
const MAX_KNOWN_PATTERNS = 200;

/** Patterns that a resolver's source spells out are short; longer ones were built by code. */
const MAX_KNOWN_CHARACTERS = 1_000;

/** In units: to read one part of a pattern. */
const READ_PART = 1_000;

/** Fails for a pattern that Java would reject, and for the few constructs that this package does not know. */
export function parsePattern(text: string): Pattern {
  const pattern = known.get(text) ?? readPattern(text);
  if (known.size < MAX_KNOWN_PATTERNS && text.length <= MAX_KNOWN_CHARACTERS) known.set(text, pattern);
  return pattern;
}

function readPattern(text: string): Pattern {
  const reader = createReader(text);
  const node = readChoice(reader);
  if (!isAtEnd(reader)) failPattern(reader, 'has a ) too many');
  return { node, groupCount: reader.groupCount, names: reader.names };
}

/** Flags that are set inside a group end with it. */
function readChoice(reader: Reader): Node {
  const { flags } = reader;
  const nodes = [readSequence(reader)];
  while (take(reader, '|')) nodes.push(readSequence(reader));
  reader.flags = flags;
  return nodes.length === 1 && nodes[0] !== undefined ? nodes[0] : { kind: 'choice', nodes };
}

function readSequence(reader: Reader): Node {
  const nodes: Node[] = [];
  skipComments(reader);
  while (!isAtEnd(reader) && !startsWith(reader, '|') && !startsWith(reader, ')')) {
    charge(READ_PART);
    if (take(reader, '\\Q')) nodes.push(...readLiteral(reader));
    else if (!takeFlags(reader)) nodes.push(readRepeats(reader, readAtom(reader)));
    skipComments(reader);
  }
  return { kind: 'sequence', nodes };
}

/** What is quoted; a quantifier behind it only repeats the last character. */
function readLiteral(reader: Reader): Node[] {
  const nodes = mapList(readQuoted(reader), (test) => point(reader, test));
  const last = nodes.pop();
  return last === undefined ? [] : [...nodes, readRepeats(reader, last)];
}

const FLAG_OF: { readonly [letter: string]: keyof Flags } = {
  i: 'ignoresCase',
  m: 'isMultiline',
  s: 'dotMatchesAll',
  x: 'allowsComments',
};

/** `(?i)` holds up to the end of the group around it. */
function takeFlags(reader: Reader): boolean {
  const match = takeMatch(reader, /^\(\?([imsxudU]*)(?:-([imsxudU]+))?\)/);
  if (match !== undefined) setFlags(reader, match[1] ?? '', match[2] ?? '');
  return match !== undefined;
}

function setFlags(reader: Reader, on: string, off: string): void {
  const flags = { ...reader.flags };
  for (const letter of on) if (hasOwn(FLAG_OF, letter)) flags[FLAG_OF[letter] ?? 'ignoresCase'] = true;
  for (const letter of off) if (hasOwn(FLAG_OF, letter)) flags[FLAG_OF[letter] ?? 'ignoresCase'] = false;
  reader.flags = flags;
}

function point({ flags }: Reader, test: Test): Node {
  return {
    kind: 'point',
    test: flags.ignoresCase ? withoutCase(test) : test,
  };
}

function readAtom(reader: Reader): Node {
  if (take(reader, '(')) return readGroup(reader);
  if (take(reader, '[')) return { kind: 'point', test: readClass(reader) };
  if (take(reader, '.')) return { kind: 'point', test: reader.flags.dotMatchesAll ? any : anyInLine };
  if (take(reader, '^')) return { kind: 'assertion', holds: reader.flags.isMultiline ? lineStart : textStart };
  if (take(reader, '$')) return { kind: 'assertion', holds: reader.flags.isMultiline ? lineEnd : textEnd };
  if (take(reader, '\\')) return readBackslash(reader);
  if (/^[*+?{]/.test(reader.pattern.slice(reader.index))) failPattern(reader, 'repeats nothing');
  return point(reader, isPoint(takePoint(reader)));
}

function readBackslash(reader: Reader): Node {
  const letter = reader.pattern.charAt(reader.index);
  const holds = hasOwn(ASSERTIONS, letter) ? ASSERTIONS[letter] : undefined;
  if (holds !== undefined && take(reader, letter)) return { kind: 'assertion', holds };
  const reference = takeMatch(reader, /^(?:([1-9])|k<(\w+)>)/);
  if (reference !== undefined) {
    const number = reference[1] === undefined ? reader.names[reference[2] ?? ''] : Number(reference[1]);
    if (number === undefined) return failPattern(reader, 'refers to a group that is not there');
    return { kind: 'reference', number, ignoresCase: reader.flags.ignoresCase };
  }
  const escaped = readEscape(reader);
  return point(reader, typeof escaped === 'number' ? isPoint(escaped) : escaped);
}

function readGroup(reader: Reader): Node {
  const look = takeMatch(reader, /^\?(<?)([=!])/);
  if (look !== undefined) {
    return {
      kind: 'look',
      isBehind: look[1] === '<',
      isNegative: look[2] === '!',
      node: readGroupEnd(reader, readChoice(reader)),
    };
  }
  if (take(reader, '?>')) return { kind: 'atomic', node: readGroupEnd(reader, readChoice(reader)) };
  const name = takeMatch(reader, /^\?<([A-Za-z]\w*)>/)?.[1];
  if (name === undefined && startsWith(reader, '?')) return readFlaggedGroup(reader);
  reader.groupCount += 1;
  const number = reader.groupCount;
  if (name !== undefined) reader.names[name] = number;
  return { kind: 'group', number, node: readGroupEnd(reader, readChoice(reader)) };
}

/** `(?:…)` and `(?i:…)`. */
function readFlaggedGroup(reader: Reader): Node {
  const match =
    takeMatch(reader, /^\?([imsxudU]*)(?:-([imsxudU]+))?:/) ?? failPattern(reader, 'has an unknown kind of group');
  const { flags } = reader;
  setFlags(reader, match[1] ?? '', match[2] ?? '');
  const node = readGroupEnd(reader, readChoice(reader));
  reader.flags = flags;
  return node;
}

function readGroupEnd(reader: Reader, node: Node): Node {
  return take(reader, ')') ? node : failPattern(reader, 'has a group without its end');
}

const SIMPLE_REPEATS: { readonly [symbol: string]: readonly [number, number] } = {
  '?': [0, 1],
  '*': [0, Infinity],
  '+': [1, Infinity],
};

/** `+` behind the quantifier gives nothing back, `?` takes as little as possible. */
function readRepeats(reader: Reader, atom: Node): Node {
  skipComments(reader);
  const match = takeMatch(reader, /^(?:([?*+])|\{(\d+)(,?)(\d*)\})([?+]?)/);
  if (match === undefined) return startsWith(reader, '{') ? failPattern(reader, 'has a { that means nothing') : atom;
  const [, symbol, lower = '0', comma, upper, mode] = match;
  const bound = upper !== undefined && upper !== '' ? Number(upper) : comma === ',' ? Infinity : Number(lower);
  const [min, max] = symbol === undefined ? [Number(lower), bound] : (SIMPLE_REPEATS[symbol] ?? [0, 0]);
  const node: Node = { kind: 'repeat', node: atom, min, max, isLazy: mode === '?' };
  return readRepeats(reader, mode === '+' ? { kind: 'atomic', node } : node);
}
