/** What `util.matches`, `replace` and `replaceAll` do with a regular expression. */
import { hasOwn } from '../kernel/natives.ts';
import { COST, boundedText, charge, checkTextLength } from '../limits/limits.ts';
import { failCode } from '../kernel/stop.ts';
import { matchAt } from './match.ts';
import type { Match } from './match.ts';
import type { Pattern } from './node.ts';
import { parsePattern } from './parse.ts';

/** Whether the pattern fits the whole text, as `Pattern.matches` of Java. */
export function matches(pattern: unknown, text: unknown): boolean {
  if (typeof pattern !== 'string' || typeof text !== 'string')
    return failCode('util.matches needs a pattern and a string');
  return matchAt(parsePattern(pattern), text, 0, true) !== undefined;
}

export function replaceFirst(text: string, pattern: string, replacement: string): string {
  return replace(text, pattern, replacement, 1);
}

export function replaceEvery(text: string, pattern: string, replacement: string): string {
  return replace(text, pattern, replacement, Infinity);
}

function replace(text: string, patternText: string, replacement: string, max: number): string {
  const pattern = parsePattern(patternText);
  let result = '';
  let copied = 0;
  let start = 0;
  for (let count = 0; count < max && start <= text.length;) {
    const match = matchAt(pattern, text, start, false);
    const [from, to] = match?.[0] ?? [start, start];
    if (match !== undefined) {
      result += text.slice(copied, from) + expand(replacement, match, text, pattern);
      checkTextLength(result.length);
      copied = to;
      count += 1;
    }
    start = match === undefined || to === from ? start + 1 : to;
  }
  return boundedText(result + text.slice(copied));
}

/** `$1` and `${name}` stand for groups, a backslash makes the next character plain. */
function expand(replacement: string, match: Match, text: string, pattern: Pattern): string {
  let result = '';
  let rest = replacement;
  while (rest !== '') {
    charge(COST.part + rest.length);
    const [token, plain, escaped, digits, name] =
      /^(?:([^\\$]+)|\\([^])|\$(\d+)|\$\{(\w+)\})/.exec(rest) ??
      failCode(`The replacement '${replacement}' cannot be read`);
    const number = digits === undefined ? namedGroup(name, pattern) : groupNumber(digits, pattern);
    const range = match[number];
    result += plain ?? escaped ?? (range === undefined ? '' : text.slice(...range));
    checkTextLength(result.length);
    rest = rest.slice(digits === undefined ? token.length : 1 + `${number}`.length);
  }
  return result;
}

function namedGroup(name: string | undefined, { names }: Pattern): number {
  if (name === undefined) return 0;
  return (hasOwn(names, name) ? names[name] : undefined) ?? failCode(`There is no group '${name}'`);
}

/** As many digits as still name a group. */
function groupNumber(digits: string, { groupCount }: Pattern): number {
  let number = Number(digits.charAt(0));
  if (number > groupCount) failCode(`There is no group ${number}`);
  for (const digit of digits.slice(1)) {
    if (number * 10 + Number(digit) > groupCount) break;
    number = number * 10 + Number(digit);
  }
  return number;
}
