/** Names with which AppSync does not save code, and code that it must take. */
import type { Topic } from './snippet.ts';
import { CAPTURED, FEATURES, issue, LINTER } from './sources.ts';

/** Denied by the linter's no-disallowed-methods. */
const DENIED: readonly string[] = [
  `'a'.padStart(2)`,
  `'a'.repeat(2)`,
  `'a'.charCodeAt(0)`,
  `'a'.localeCompare('b')`,
  `'a'.search('a')`,
  `'a'.matchAll('a')`,
  '[1].entries()',
  '[1].toString()',
  'Object.freeze({})',
  'Object.create(null)',
  'Object.getOwnPropertyNames({})',
];

/** Neither listed by the guide nor denied by the linter. */
const UNKNOWN: readonly (readonly [expression: string, source?: string])[] = [
  [`Number('1')`, issue(303)],
  [`parseInt('1')`, issue(303)],
  [`parseFloat('1')`, issue(303)],
  ['String(1)'],
  ['Boolean(1)'],
  ['Array.isArray([])'],
  ['Array.from([1])'],
  ['Object.fromEntries([])'],
  ['Math.sqrt(4)'],
  ['Math.abs(-1)'],
  ['Math.trunc(1.5)'],
  ['Date.now()'],
  ['Promise.resolve(1)'],
  ['Symbol()'],
  ['globalThis.a'],
  ['process.env'],
  [`fetch('https://example.com')`],
  ['setTimeout(() => 1)'],
  [`eval('1')`],
  [`require('fs')`],
  ['arguments[0]'],
  ['encodeURIComponent("a b")'],
  ['isNaN(1)'],
  ['structuredClone({})'],
  ['missing'],
  [`'a'.match('a')`],
  ['(1.5).toPrecision(2)'],
];

/** "code.js(5,14): error TS2339" was captured for such a member. */
const MEMBERS: readonly string[] = [
  'util.toJson({})',
  'util.parseJson("{}")',
  'util.isNull(null)',
  'util.dynamodb.toSet([])',
  'util.time.now()',
  'util.str.toUpper("a")',
  'ddb.upsert({})',
  'runtime.exit()',
  'console.table({})',
];

/** The local cloud takes all of it. */
const ACCEPTED: readonly (readonly [name: string, body: string, source: string])[] = [
  [
    'a list to which another kind of object is pushed',
    'const b = [{ a: 5 }];\nb.push({ b: 6 });\nreturn b;',
    `${issue(334)}: rejected by its types`,
  ],
  [
    'a member that is added to an object',
    'const o = {};\no.a = 1;\nreturn o;',
    `${issue(279)} and ${issue(324)} are about such types`,
  ],
  [
    'a spread list as arguments of util.appendError',
    `util.appendError(...['a', 'B']);\nreturn 1;`,
    `${issue(323)}: rejected by its types`,
  ],
  ['a name that is assigned another type', `let a = 'x';\na = 1;\nreturn a;`, `${FEATURES} say nothing about types`],
  [
    'a function with too few arguments',
    'const f = (a, b) => [a, b];\nreturn f(1);',
    `${FEATURES} say nothing about types`,
  ],
  ['arithmetic with a string', `const a = 'x';\nreturn a * 2;`, `${FEATURES} say nothing about types`],
  ['a comparison that is never true', `const a = 1;\nreturn a === 'x';`, `${FEATURES} say nothing about types`],
  ['a tagged template', 'const tag = (parts) => parts[0];\nreturn tag`a`;', `${FEATURES} say nothing about it`],
  ['a sequence of expressions', 'let a = 0;\nreturn (a = 1, a + 1);', `${FEATURES} say nothing about it`],
  ['code that is never reached', 'return 1;\nreturn 2;', `${FEATURES} say nothing about it`],
  ['a name that is never used', 'const unused = 1;\nreturn 2;', `${FEATURES} say nothing about it`],
  ['util.error with one argument of the wrong type', `util.error(25);\nreturn 1;`, `${issue(384)}: saved and ignored`],
];

export const REJECTED_NAMES: Topic = {
  group: 'rejected names',
  snippets: [
    ...DENIED.map((expression) => ({ name: expression, source: LINTER, body: `return ${expression};` })),
    ...UNKNOWN.map(([expression, source = `${FEATURES}, by absence`]) => ({
      name: expression,
      source,
      body: `return ${expression};`,
    })),
    ...MEMBERS.map((expression) => ({ name: expression, source: CAPTURED, body: `${expression};\nreturn 1;` })),
  ],
};

export const ACCEPTED_CODE: Topic = {
  group: 'accepted code',
  snippets: ACCEPTED.map(([name, body, source]) => ({ name, source, body })),
};
