/** Regular expressions: `util.matches`, `replace` and `replaceAll` read patterns of Java. */
import { returns } from './snippet.ts';
import type { Snippet, Topic } from './snippet.ts';
import { JAVA_REGEX } from './sources.ts';

/** Each with a string that fits and one that does not. */
const PATTERNS: readonly (readonly [pattern: string, fits: string, fitsNot: string, name: string])[] = [
  ['a*b', 'aaab', 'aaabc', 'matches is about the whole string'],
  ['a|bc', 'bc', 'b', 'alternatives'],
  ['a{2}b{1,2}c{2,}', 'aabccc', 'abcc', 'counted repetition'],
  ['.', 'x', '\n', '. is any character but the end of a line'],
  ['(?s).', '\n', 'xy', 'the flag s'],
  ['(?i)straße', 'STRAßE', 'STRASSE', 'the flag i is about ASCII'],
  ['(?x) a b # c', 'ab', 'a b', 'the flag x ignores blanks and comments'],
  ['(?m)a$\\n^b', 'a\nb', 'ab', 'the flag m'],
  ['a(?i:b)c', 'aBc', 'ABc', 'a flag for a group'],
  ['[abc-e&&[^d]]', 'e', 'd', 'the intersection of classes'],
  ['[a-c[x-z]]', 'y', 'm', 'the union of classes'],
  ['\\p{Alpha}\\p{Digit}\\p{Punct}', 'a1!', 'aa!', 'POSIX classes'],
  ['\\p{L}\\p{Lu}\\p{IsLatin}', 'äÄz', 'ääz1', 'classes of Unicode'],
  ['\\w+', 'ab_1', 'é', 'word characters are ASCII'],
  ['\\h\\v', '\u00a0\n', '\n\n', 'horizontal and vertical space'],
  ['(a)(b)\\2\\1', 'abba', 'abab', 'numbered references'],
  ['(?<x>a+)-\\k<x>', 'aa-aa', 'aa-a', 'named references'],
  ['foo(?=bar)...', 'foobar', 'foobaz', 'looking ahead'],
  ['...(?<!foo)bar', 'fozbar', 'foobar', 'looking behind'],
  ['a*+b', 'aab', 'aa', 'possessive repetition'],
  ['(?>a|ab)c', 'ac', 'abc', 'atomic groups'],
  ['\\Qa.b*\\E', 'a.b*', 'axb*', 'quotation'],
  ['\\x41\\u0042\\x{1F600}', 'AB😀', 'AB', 'escapes of characters'],
  ['😀{2}', '😀😀', '😀', 'a surrogate pair is one character'],
  ['^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', '6fa459ea-ee8a-4ca4-894e-db77e160355e', '6fa459ea', 'a UUID'],
];

const NO_PATTERNS: readonly string[] = ['(', '[a', '*a', 'a{2', '\\y', '[b-a]', '\\k<no>'];

const REPLACEMENTS: readonly (readonly [expression: string, name: string])[] = [
  [`'a.b.c'.replace('.', '-')`, 'replace reads its first argument as a pattern'],
  [`'a.b.c'.replace('\\\\.', '-')`, 'replace replaces the first place only'],
  [`'a.b.c'.replaceAll('[.]', '-')`, 'replaceAll replaces each place'],
  [`'a+b'.replaceAll('\\\\+', ' ')`, 'replaceAll takes an escaped sign'],
  [`'abc'.replaceAll('', '-')`, 'replaceAll of nothing stands between all characters'],
  [`'John Smith'.replace('(\\\\w+) (\\\\w+)', '$2, $1')`, 'a replacement names groups by number'],
  [`'ab'.replace('(?<x>a)', '[\${x}]')`, 'a replacement names groups by name'],
  [`'ab'.replace('a', '\\\\$1')`, 'a replacement escapes the dollar'],
  [`'ab'.replace('a', '$&$&')`, 'a replacement of JavaScript, $&'],
  [`'ab'.replace('a', '$')`, 'a replacement that is a dollar'],
  [`'a'.replace('a', '$1')`, 'a replacement that names no group'],
  [`'abc'.replace('x', 'y')`, 'replace without a place is the string itself'],
  [`'a'.replace('(', 'b')`, 'replace with what is no pattern'],
  [`"it's".replaceAll("'", '"')`, 'replaceAll as in a handler of AWS Amplify'],
];

function match([pattern, fits, fitsNot, name]: (typeof PATTERNS)[number]): Snippet {
  return {
    name: `matches: ${name}`,
    source: JAVA_REGEX,
    body: `const { pattern, fits, fitsNot } = ctx.args;
return [util.matches(pattern, fits), util.matches(pattern, fitsNot)];`,
    context: { arguments: { pattern, fits, fitsNot } },
  };
}

export const REGULAR_EXPRESSIONS: Topic = {
  group: 'regular expressions',
  snippets: [
    ...PATTERNS.map(match),
    ...NO_PATTERNS.map((pattern) => ({
      name: `matches fails with ${pattern}`,
      source: JAVA_REGEX,
      body: `return util.matches(ctx.args.pattern, 'a');`,
      context: { arguments: { pattern } },
    })),
    ...REPLACEMENTS.map(([expression, name]) => returns(expression, name, JAVA_REGEX)),
  ],
};
