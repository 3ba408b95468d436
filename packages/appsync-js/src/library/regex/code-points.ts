/** What single characters can be tested for, under the names that Java knows them by. */
import { charge, countSteps } from '../limits/limits.ts';
import { fromCodePoint, hasOwn } from '../kernel/natives.ts';
import { failCode } from '../kernel/stop.ts';
import type { Test } from './node.ts';

/** JavaScript's own classes know the Unicode properties. */
function fits(expression: RegExp): Test {
  return (point) => expression.test(fromCodePoint(point));
}

export function not(test: Test): Test {
  return (point) => !test(point);
}

export function anyOf(tests: readonly Test[]): Test {
  return (point) => {
    for (const test of tests) {
      countSteps(1);
      if (test(point)) return true;
    }
    return false;
  };
}

export function both(first: Test, second: Test): Test {
  return (point) => first(point) && second(point);
}

export function range(first: number, last: number): Test {
  return (point) => point >= first && point <= last;
}

const isUpper = range(0x41, 0x5a);
const isLower = range(0x61, 0x7a);

/** Without case only ASCII letters are alike, as in Java without its flag `u`. */
export function withoutCase(test: Test): Test {
  return (point) => test(point) || (isUpper(point) && test(point + 32)) || (isLower(point) && test(point - 32));
}

export function isPoint(wanted: number): Test {
  return (point) => point === wanted;
}

export const isLineEnd = fits(/^[\n\r\u0085\u2028\u2029]$/u);
export const any: Test = () => true;
export const anyInLine = not(isLineEnd);

/** `\d` and its like; a capital is the opposite. */
export const CLASSES: { readonly [letter: string]: Test } = {
  d: range(0x30, 0x39),
  s: fits(/^[ \t\n\v\f\r]$/),
  w: fits(/^[A-Za-z0-9_]$/),
  h: fits(/^[ \t\u00a0\u1680\u180e\u2000-\u200a\u202f\u205f\u3000]$/u),
  v: fits(/^[\n\v\f\r\u0085\u2028\u2029]$/u),
};

/** The POSIX classes, which are ASCII only, and Java's own. */
const PROPERTIES: { readonly [name: string]: Test } = {
  Lower: isLower,
  Upper: isUpper,
  ASCII: range(0, 0x7f),
  Alpha: fits(/^[A-Za-z]$/),
  Digit: range(0x30, 0x39),
  Alnum: fits(/^[A-Za-z0-9]$/),
  Punct: fits(/^[!-/:-@[-`{-~]$/),
  Graph: range(0x21, 0x7e),
  Print: range(0x20, 0x7e),
  Blank: fits(/^[ \t]$/),
  Cntrl: anyOf([range(0, 0x1f), isPoint(0x7f)]),
  XDigit: fits(/^[0-9A-Fa-f]$/),
  Space: fits(/^[ \t\n\v\f\r]$/),
  javaLowerCase: fits(/^\p{Lowercase}$/u),
  javaUpperCase: fits(/^\p{Uppercase}$/u),
  javaWhitespace: fits(/^[\p{Zs}\p{Zl}\p{Zp}\t-\r\u001c-\u001f]$/u),
};

/** `\p{…}`: a POSIX class, a general category, a script, or a binary property with or without `Is`. */
export function propertyTest(name: string): Test {
  if (hasOwn(PROPERTIES, name)) return PROPERTIES[name] ?? any;
  const bare = /^(?:Is|general_category=|gc=)?(\w+)$/.exec(name)?.[1] ?? name;
  const script = /^(?:script|sc)=(\w+)$/.exec(name)?.[1] ?? bare;
  for (const source of [bare, `Script=${script}`]) {
    const expression = compile(`^\\p{${source}}$`);
    if (expression !== undefined) return fits(expression);
  }
  return failCode(`The character property '${name}' is not supported by @ordersaga/appsync-js`);
}

/** In units: the engine's own compiling. */
const COMPILED = 10_000;

function compile(source: string): RegExp | undefined {
  charge(COMPILED);
  try {
    return new RegExp(source, 'u');
  } catch {
    return undefined;
  }
}
