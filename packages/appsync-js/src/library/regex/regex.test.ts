import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { runBody, valueOf } from '../../testing/run-code.ts';

function matches(pattern: string, text: string): unknown {
  return valueOf('util.matches(ctx.args.pattern, ctx.args.text)', { arguments: { pattern, text } });
}

/** By Java's Javadoc of Pattern. */
describe('util.matches', () => {
  for (const [pattern, texts, others] of [
    ['a*b', ['aaaaab', 'b'], ['a', 'abc', 'xab']],
    [
      '^[a-zA-Z0-9_.+-]+@(?:(?:[a-zA-Z0-9-]+\\.)?[a-zA-Z]+\\.)?(example)\\.com',
      ['a.b+c@x.example.com'],
      ['a@other.com'],
    ],
    ['a|bc|', ['a', 'bc', ''], ['ab']],
    ['a?b+?c{2}d{1,2}e{2,}', ['abccdee', 'bbbccddeee'], ['abcdee', 'abccdddee']],
    ['.', ['x', '😀'], ['\n', '\u0085', 'xy']],
    ['(?s).', ['\n'], []],
    ['[abc-e&&[^d]]', ['a', 'c', 'e'], ['d', 'f']],
    ['[a-c[x-z]]', ['b', 'y'], ['m']],
    ['[^\\d\\s]', ['x'], ['1', ' ']],
    ['[]a]', [']', 'a'], ['b']],
    ['[a\\-b\\]]', ['-', ']'], ['c']],
    ['\\d\\D\\w\\W\\s\\S', ['1a_- x'], ['aa_- x']],
    ['\\h\\v', ['\u00a0\n', '\t\u2028'], ['\n\n']],
    ['\\p{Alpha}\\p{Lower}\\P{Upper}\\p{Digit}\\p{Punct}', ['aab1!'], ['aaB1!', '1ab1!']],
    ['\\p{L}\\p{IsAlphabetic}\\p{Lu}\\p{IsLatin}\\p{script=Greek}', ['äßÄzα'], ['ääazα']],
    ['\\x41\\u0042\\x{1F600}\\0101\\t\\cA', ['AB😀A\t\u0001'], []],
    ['\\Qa.b*\\E+', ['a.b*', 'a.b**'], ['axb*']],
    ['(a)(b)\\2\\1', ['abba'], ['abab']],
    ['(?<x>a+)-\\k<x>', ['aa-aa'], ['aa-a']],
    ['(?i)straße', ['STRAßE'], ['STRASSE']],
    ['a(?i)b(?-i)c', ['aBc'], ['aBC', 'ABc']],
    ['a(?i:b)c', ['aBc'], ['aBC']],
    ['(?x) a b # c', ['ab'], ['a b']],
    ['(?m)a$\\n^b', ['a\nb'], ['ab']],
    ['foo(?=bar)...', ['foobar'], ['foobaz']],
    ['foo(?!bar)...', ['foobaz'], ['foobar']],
    ['...(?<=foo)bar', ['foobar'], ['fozbar']],
    ['...(?<!foo)bar', ['fozbar'], ['foobar']],
    ['a*+a', [], ['aaa']],
    ['(?>a|ab)c', ['ac'], ['abc']],
    ['(a|ab)(c|bcd)(d*)', ['abcd'], ['abcdx']],
    ['(a*)*b', ['aaab', 'b'], ['aaa']],
    ['(?:a|b)*?c', ['ababc'], ['abab']],
    ['\\bfoo\\b.*', ['foo bar'], ['food']],
    ['\\Aa\\z|b\\Z', ['a', 'b'], ['c']],
    ['😀{2}', ['😀😀'], ['😀']],
  ] as const) {
    it(`finds what fits ${pattern}`, () => {
      for (const text of texts) assert.equal(matches(pattern, text), true, text);
      for (const text of others) assert.equal(matches(pattern, text), false, text);
    });
  }

  for (const pattern of [
    '(',
    ')',
    '[a',
    '*a',
    'a{',
    'a{2',
    '\\',
    '\\y',
    '(?<1>a)',
    '(?P<a>b)',
    '[b-a]',
    '\\p{Nonsense}',
    '\\k<no>',
  ]) {
    it(`fails with ${pattern}, which isn't a regular expression`, () => {
      assert.equal(
        runBody('util.matches(ctx.args.pattern, "a");', { arguments: { pattern } }).error?.message,
        'Runtime Error',
      );
    });
  }

  it('fails with a value that is not a string', () => {
    assert.equal(runBody('util.matches("a", 1);').error?.message, 'Runtime Error');
  });
});

/** By Java's Javadoc of String.replaceFirst and replaceAll. */
describe('replace and replaceAll of strings', () => {
  for (const [expression, expected] of [
    [`'a.b.c'.replace('.', '-')`, '-.b.c'],
    [`'a.b.c'.replace('\\\\.', '-')`, 'a-b.c'],
    [`'a.b.c'.replaceAll('[.]', '-')`, 'a-b-c'],
    [`'abc'.replaceAll('', '-')`, '-a-b-c-'],
    [`'abc'.replaceAll('x*', '-')`, '-a-b-c-'],
    [`'John Smith'.replace('(\\\\w+) (\\\\w+)', '$2, $1')`, 'Smith, John'],
    [`'ab'.replace('(?<x>a)', '[\${x}]')`, '[a]b'],
    [`'ab'.replace('a', '\\\\$1')`, '$1b'],
    [`'a1b2'.replaceAll('(\\\\d)', '<$10>')`, 'a<10>b<20>'],
    [`'abc'.replace('x', 'y')`, 'abc'],
    [`'a-b-c'.split('-').join('+')`, 'a+b+c'],
    [`'a.b'.split('.').length`, 2],
  ] as const) {
    it(`${expression} is ${expected}`, () => {
      assert.equal(valueOf(expression), expected);
    });
  }

  it('fail with a replacement that names no group', () => {
    assert.equal(runBody(`return 'a'.replace('a', '$1');`).error?.message, 'Runtime Error');
  });
});
