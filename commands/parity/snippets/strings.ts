/** Methods of strings. */
import { returns } from './snippet.ts';
import type { Snippet, Topic } from './snippet.ts';
import { ASSUMED, FEATURES } from './sources.ts';

const UNDOCUMENTED = 'the guide does not list it, @aws-appsync/eslint-plugin does not deny it';

const LISTED: readonly (readonly [expression: string, name: string])[] = [
  [`['abc'.length, 'é😀'.length]`, 'length counts UTF-16 units'],
  [`['abc'.charAt(1), 'abc'.charAt(9), 'abc'.charAt(-1)]`, 'charAt beyond the string is empty'],
  [`'a'.concat('b', 1, null)`, 'concat writes what it is given'],
  [`['abc'.endsWith('c'), 'abc'.endsWith('b', 2), 'abc'.endsWith('')]`, 'endsWith takes an end'],
  [`['abc'.startsWith('a'), 'abc'.startsWith('b', 1), 'abc'.startsWith('x')]`, 'startsWith takes a start'],
  [`['abcabc'.indexOf('b'), 'abcabc'.indexOf('b', 2), 'abc'.indexOf('x'), 'abc'.indexOf('')]`, 'indexOf takes a start'],
  [`['abcabc'.lastIndexOf('b'), 'abcabc'.lastIndexOf('b', 3), 'abc'.lastIndexOf('x')]`, 'lastIndexOf takes a start'],
  [`['abcde'.slice(1, 3), 'abcde'.slice(-2), 'abcde'.slice(3, 1), 'abcde'.slice()]`, 'slice takes negative places'],
  [`['aBcÉ'.toLowerCase(), 'aBcé'.toUpperCase(), 'straße'.toUpperCase()]`, 'case is changed beyond ASCII'],
  [`['  a b '.trim(), ' a '.trimEnd(), ' a '.trimStart()]`, 'trim removes blanks at both ends'],
  [`'\\t\\n\\u00a0\\ufeffa\\u2003'.trim()`, 'trim removes every white space of Unicode'],
  [`'a,b,,c'.split(',')`, 'split keeps empty parts in the middle'],
  [`'a,b,,'.split(',')`, 'split keeps empty parts at the end'],
  [`',a'.split(',')`, 'split keeps an empty part at the start'],
  [`''.split(',')`, 'split of an empty string is one empty part'],
  [`'abc'.split('')`, 'split by an empty string gives characters'],
  [`'a😀b'.split('').length`, 'split by an empty string counts a surrogate pair'],
  [`''.split('')`, 'split of an empty string by an empty string is empty'],
  [`'abc'.split()`, 'split by nothing is the string itself'],
  [`'a,b,c'.split(',', 2)`, 'split takes a limit'],
  [`'a.b.c'.split('.')`, 'split takes a plain string, not a pattern'],
  [`'a1b2c'.split('[0-9]')`, 'split does not read its string as a pattern'],
  [`'a|b'.split('|')`, 'split by | does not read it as a pattern'],
  [`['abc'[1], 'abc'[9]]`, 'an index gives a character'],
];

const OTHERS: readonly (readonly [expression: string, name: string])[] = [
  [`['abc'.includes('b'), 'abc'.includes('x')]`, 'includes is there'],
  [
    `['abcde'.substring(1, 3), 'abcde'.substring(3, 1), 'abcde'.substring(2)]`,
    'substring is there, and swaps its places',
  ],
  [`'abc'.toString()`, 'toString is there'],
];

export const STRINGS: Topic = {
  group: 'strings',
  snippets: [
    ...LISTED.map(([expression, name]) => returns(expression, name, FEATURES)),
    ...OTHERS.map(([expression, name]) => returns(expression, name, UNDOCUMENTED)),
    returns(
      'String.raw`a\\n${1}`',
      'String.raw keeps escapes',
      `${FEATURES}, though @aws-appsync/eslint-plugin denies it`,
    ),
    returns(`'abc'.at(-1)`, 'at is not there', FEATURES),
    loop(),
    returns(`['a', 'B', 'c'].map((one) => one.toUpperCase()).join('')`, 'methods can be called in a walk', ASSUMED),
    returns(`'\\u0041\\x41\\u{1F600}\\t'`, 'escapes of string literals are read', ASSUMED),
    returns('`line 1\nline 2`', 'a template string has lines', ASSUMED),
  ],
};

function loop(): Snippet {
  return {
    name: 'for-of walks the characters of a string',
    source: ASSUMED,
    body: `const seen = [];
for (const one of 'a😀b') seen.push(one);
return seen;`,
  };
}
