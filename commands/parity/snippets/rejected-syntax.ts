/** Syntax with which AppSync does not save code. Each name is the rule of `@aws-appsync/eslint-plugin`, if it has one. */
import type { Topic } from './snippet.ts';
import { FEATURES, issue, LINTER } from './sources.ts';

const BODIES: readonly (readonly [rule: string, body: string])[] = [
  ['no-async', 'const f = async () => 1;\nreturn f();'],
  ['no-classes', 'class A {}\nreturn 1;'],
  ['no-continue', 'for (const a of [1]) { if (a) continue; }\nreturn 1;'],
  ['no-disallowed-binary-operators: instanceof', 'return ctx instanceof Object;'],
  ['no-disallowed-unary-operators: ++', 'let i = 0;\ni++;\nreturn i;'],
  ['no-disallowed-unary-operators: --', 'let i = 0;\n--i;\nreturn i;'],
  ['no-disallowed-unary-operators: ~', 'return ~1;'],
  ['no-disallowed-re-assignment: ctx', 'ctx = {};\nreturn 1;'],
  ['no-disallowed-re-assignment: ctx.stash', 'ctx.stash = {};\nreturn 1;'],
  ['no-disallowed-re-assignment: delete ctx.args', 'delete ctx.args;\nreturn 1;'],
  ['no-for', 'for (let i = 0; i < 3; i += 1) {}\nreturn 1;'],
  ['no-function-passing', 'const f = (g) => g();\nreturn f(() => 1);'],
  ['no-function-passing: sort', 'return [2, 1].sort((a, b) => a - b);'],
  ['no-function-reassign', 'const f = () => 1;\nconst g = f;\nreturn g();'],
  ['no-function-return', 'const f = () => () => 1;\nreturn f();'],
  ['no-generators', 'function* f() { yield 1; }\nreturn f();'],
  ['no-in-operator', `return 'a' in ctx.args;`],
  ['no-labels', 'a: for (const b of []) { break a; }\nreturn 1;'],
  ['no-regex', `return 'a'.split(/b/);`],
  ['no-this', 'return this.a;'],
  ['no-try', 'try { util.autoId(); } catch (error) { return 2; }\nreturn 1;'],
  ['no-while', 'while (false) {}\nreturn 1;'],
  ['no-while: do', 'do {} while (false);\nreturn 1;'],
  ['no-recursion', 'const f = (n) => (n > 0 ? f(n - 1) : 0);\nreturn f(1);'],
  [
    'no-recursion: through another',
    'function f(n) { return g(n); }\nfunction g(n) { return n > 0 ? f(n - 1) : 0; }\nreturn f(1);',
  ],
];

/** The linter has no rule for these, and the guide does not list them. */
const UNLISTED: readonly (readonly [name: string, body: string])[] = [
  ['throw', `throw 'no';`],
  ['new', 'return new Object();'],
  ['a getter', 'const o = { get a() { return 1; } };\nreturn o.a;'],
  ['BigInt', 'return 10n;'],
  ['debugger', 'debugger;\nreturn 1;'],
  ['an assignment to a constant', 'const a = 1;\na = 2;\nreturn a;'],
  ['a name that is declared twice', 'let a;\nlet a;\nreturn 1;'],
  ['an open bracket', 'return (;'],
  ['a type of TypeScript', 'const a: string = "a";\nreturn a;'],
];

const MODULES: readonly (readonly [name: string, code: string])[] = [
  [
    'an async handler',
    'export async function request(ctx) { return 1; }\nexport function response(ctx) { return null; }\n',
  ],
  ['a default export', 'export default function request(ctx) { return 1; }\n'],
  [
    'an import of a package',
    `import fs from 'fs';\nexport function request(ctx) { return 1; }\nexport function response(ctx) { return null; }\n`,
  ],
  [
    'an import of a file',
    `import { a } from './a';\nexport function request(ctx) { return a; }\nexport function response(ctx) { return null; }\n`,
  ],
  [
    'an import that the library has not',
    `import { utils } from '@aws-appsync/utils';\nexport function request(ctx) { return 1; }\nexport function response(ctx) { return null; }\n`,
  ],
  [
    'a default import of the library',
    `import util from '@aws-appsync/utils';\nexport function request(ctx) { return util.autoId(); }\nexport function response(ctx) { return null; }\n`,
  ],
];

export const REJECTED_SYNTAX: Topic = {
  group: 'rejected syntax',
  snippets: [
    ...BODIES.map(([rule, body]) => ({ name: rule, source: LINTER, body })),
    { name: '??= is rejected', source: issue(353), body: 'let a;\na ??= 1;\nreturn a;' },
    ...UNLISTED.map(([name, body]) => ({ name, source: `${FEATURES}, by absence`, body })),
    ...MODULES.map(([name, code]) => ({ name, source: `${FEATURES}, by absence`, code })),
  ],
};
