import assert from 'node:assert/strict';
import { buildSync } from 'esbuild';
import { describe, it } from 'vitest';
import { CodeError } from '../contract/code-error.ts';
import type { CodeFault } from '../contract/code-error.ts';
import { loadCode } from '../load-code.ts';

function faultsOf(code: string): readonly CodeFault[] {
  try {
    loadCode(code, 'Query.order');
    return [];
  } catch (error) {
    if (error instanceof CodeError) return error.faults;
    throw error;
  }
}

function rulesOf(code: string): string[] {
  return [...new Set(faultsOf(code).map(({ rule }) => rule))];
}

function inHandler(body: string): string {
  return `import { util } from '@aws-appsync/utils';\nimport * as ddb from '@aws-appsync/utils/dynamodb';\nexport function request(ctx) { ${body} }`;
}

describe('code that AppSync would refuse', () => {
  for (const [rule, body] of [
    ['no-async', 'const f = async () => 1; return f();'],
    ['no-bigint', 'return 10n;'],
    ['no-classes', 'class A {}'],
    ['no-classes', 'const a = { b: class {} };'],
    ['no-continue', 'for (const a of [1]) { if (a) continue; }'],
    ['no-accessors', 'const o = { get a() { return 1; } }; return o.a;'],
    ['no-accessors', 'const o = { set a(v) {} }; return o;'],
    ['no-const-assign', 'const a = 1; a = 2; return a;'],
    ['no-debugger', 'debugger;'],
    ['no-disallowed-binary-operators', 'return ctx instanceof Object;'],
    ['no-disallowed-binary-operators', 'let a; a ??= 1; return a;'],
    ['no-disallowed-binary-operators', 'ctx.stash.a ??= 1;'],
    ['no-disallowed-methods', `return 'a'.padStart(2);`],
    ['no-disallowed-methods', `return 'a'.charCodeAt(0);`],
    ['no-disallowed-methods', `const text = ctx.args.a + 'x'; return text.localeCompare('b');`],
    ['no-disallowed-methods', 'return [1].entries();'],
    ['no-disallowed-methods', 'return [1].toLocaleString();'],
    ['no-disallowed-methods', 'return [1].toString();'],
    ['no-disallowed-methods', 'return [1].copyWithin(0);'],
    ['no-disallowed-methods', 'return Object.freeze({});'],
    ['no-disallowed-methods', 'return Object.getPrototypeOf({});'],
    ['no-disallowed-methods', 'return Object.fromEntries([]);'],
    ['no-disallowed-methods', 'return Math.sqrt(4);'],
    ['no-disallowed-methods', `return Number('1');`],
    ['no-disallowed-methods', 'return String(1);'],
    ['no-disallowed-methods', `return Number.parseInt('1');`],
    ['no-disallowed-methods', 'const f = () => 1; return f.call(null);'],
    ['no-disallowed-methods', 'function f() {} return f.apply(null, []);'],
    ['no-disallowed-methods', 'function f() {} return f.bind(null)();'],
    ['no-disallowed-methods', 'util.toJson({});'],
    ['no-disallowed-methods', 'util.dynamodb.toSet([]);'],
    ['no-disallowed-methods', 'const { qr } = util; return qr;'],
    ['no-disallowed-methods', 'return ddb.upsert({});'],
    ['no-disallowed-methods', 'runtime.exit();'],
    ['no-disallowed-methods', 'console.table({});'],
    ['no-disallowed-re-assignment', 'ctx = {};'],
    ['no-disallowed-re-assignment', 'ctx.stash = {};'],
    ['no-disallowed-re-assignment', `ctx['stash'] = {};`],
    ['no-disallowed-re-assignment', 'ctx.stash ??= {};'],
    ['no-disallowed-re-assignment', 'delete ctx.args;'],
    ['no-disallowed-re-assignment', '[ctx.result] = [1];'],
    ['no-disallowed-re-assignment', '({ a: ctx.result } = { a: 1 });'],
    ['no-disallowed-re-assignment', 'for (ctx.prev of [1]) {}'],
    ['no-disallowed-unary-operators', 'let i = 0; i++;'],
    ['no-disallowed-unary-operators', 'let i = 0; --i;'],
    ['no-disallowed-unary-operators', 'return ~1;'],
    ['no-dynamic-import', `return import('@aws-appsync/utils');`],
    ['no-for', 'for (let i = 0; i < 3; i += 1) {}'],
    ['no-function-passing', 'const f = (g) => g(); return f(() => 1);'],
    ['no-function-passing', 'return [2, 1].sort((a, b) => a - b);'],
    ['no-function-passing', `return 'a'.replace('a', () => 'b');`],
    ['no-function-passing', 'const f = () => 1; return util.dynamodb.toDynamoDB(f);'],
    ['no-function-reassign', 'const f = () => 1; const g = f; return g();'],
    ['no-function-reassign', 'function f() {} let g; g = f; return g();'],
    ['no-function-reassign', 'function f() {} f = 1; return f;'],
    ['no-function-return', 'const f = () => () => 1; return f();'],
    ['no-function-return', 'function f() { return 1; } function g() { return f; } return g();'],
    ['no-generators', 'function* f() {} return f();'],
    ['no-in-operator', `return 'a' in ctx.args;`],
    ['no-labels', 'a: for (const b of []) { break a; }'],
    ['no-meta-property', 'return import.meta.url;'],
    ['no-new', 'return new Object();'],
    ['no-regex', `return 'a'.split(/b/);`],
    ['no-this', 'return this.a;'],
    ['no-throw', `throw 'no';`],
    ['no-try', 'try { util.autoId(); } catch {}'],
    ['no-while', 'while (true) {}'],
    ['no-while', 'do {} while (true)'],
    ['no-recursion', 'const f = (n) => (n > 0 ? f(n - 1) : 0); return f(1);'],
    ['no-recursion', 'const f = function g(n) { return n > 0 ? g(n - 1) : 0; }; return f(1);'],
    ['no-recursion', 'function f(n) { return g(n); } function g(n) { return f(n); } return f(1);'],
    ['no-recursion', 'function f(n) { return n.children.map((child) => f(child)); } return f(ctx.args);'],
    ['no-unknown-names', `return fetch('http://localhost');`],
    ['no-unknown-names', 'return process.env;'],
    ['no-unknown-names', 'setTimeout(() => 1);'],
    ['no-unknown-names', 'return Array.isArray([]);'],
    ['no-unknown-names', `return parseInt('1') + parseFloat('1');`],
    ['no-unknown-names', 'return Date.now();'],
    ['no-unknown-names', `return eval('1');`],
    ['no-unknown-names', 'return Promise.resolve(1);'],
    ['no-unknown-names', 'return Symbol();'],
    ['no-unknown-names', 'return Reflect.ownKeys(ctx.args);'],
    ['no-unknown-names', 'return BigInt(1);'],
    ['no-unknown-names', 'return Map;'],
    ['no-unknown-names', `return $('a');`],
    ['no-unknown-names', `return describe('a');`],
    ['no-unknown-names', 'return Bun;'],
    ['no-unknown-names', `return Function('return 1');`],
    ['no-unknown-names', 'return globalThis.a;'],
    ['no-unknown-names', 'return arguments[0];'],
    ['no-unbundled-imports', `return require('fs');`],
    ['no-unknown-names', 'return { missing };'],
    ['syntax', 'let a; let a;'],
    ['syntax', 'return 010;'],
    ['syntax', 'return (;'],
    ['syntax', 'const a: string = 1;'],
  ] as const) {
    it(`breaks ${rule}: ${body}`, () => {
      assert.ok(rulesOf(inHandler(body)).includes(rule), rulesOf(inHandler(body)).join());
    });
  }

  for (const [rule, code] of [
    ['no-async', 'export async function request() {}'],
    ['no-await', 'export function request() {}\nawait 1;'],
    ['no-default-export', 'export default function request() {}'],
    ['no-default-export', 'export default {};'],
    ['no-disallowed-re-assignment', 'export const request = (context) => { context.result = 1; };'],
    ['no-generators', 'export function* request() { yield 1; }'],
    ['no-re-export', `export { util } from '@aws-appsync/utils';`],
    ['no-unbundled-imports', `import { a } from './a';`],
    ['no-unbundled-imports', `import fs from 'node:fs';`],
    ['no-unknown-imports', `import { utils } from '@aws-appsync/utils';`],
    ['no-unknown-imports', `import util from '@aws-appsync/utils';\nexport const request = () => util.autoId();`],
    ['no-unknown-imports', `import { upsert } from '@aws-appsync/utils/dynamodb';`],
    ['no-yield', 'export function* request() { yield 1; }'],
    ['code-size', `export function request() { return '${'x'.repeat(32_768)}'; }`],
  ] as const) {
    it(`breaks ${rule}: ${code.slice(0, 60)}`, () => {
      assert.ok(rulesOf(code).includes(rule), rulesOf(code).join());
    });
  }

  it('is reported with file, line, column, rule and message, all of it at once', () => {
    assert.deepEqual(faultsOf('export function request(ctx) {\n  ctx.args.a++;\n  return fetch(1);\n}'), [
      {
        file: 'Query.order',
        line: 2,
        column: 3,
        rule: 'no-disallowed-unary-operators',
        message: 'The operators ++, -- and ~ are not supported.',
      },
      {
        file: 'Query.order',
        line: 3,
        column: 10,
        rule: 'no-unknown-names',
        message: 'fetch is not known in APPSYNC_JS.',
      },
    ]);
  });

  it('is reported in its source when there is a source map', () => {
    const contents = `type A = string;\n\nconst f = (a: A) => a;\nexport function request(ctx: { args: A }) {\n  return f(ctx.args) && fetch;\n}`;
    const [fault] = faultsOf(bundle(contents));
    assert.deepEqual(
      [fault?.file, fault?.line, fault?.column, fault?.rule],
      ['resolver.ts', 5, 25, 'no-unknown-names'],
    );
  });
});

/** With the settings that AWS recommends. */
function bundle(contents: string): string {
  const { outputFiles } = buildSync({
    stdin: { contents, loader: 'ts', sourcefile: 'resolver.ts' },
    bundle: true,
    write: false,
    external: ['@aws-appsync/*'],
    format: 'esm',
    target: 'esnext',
    platform: 'node',
    sourcemap: 'inline',
    sourcesContent: false,
  });
  return outputFiles[0]?.text ?? '';
}

describe('code that AppSync accepts', () => {
  for (const body of [
    'ctx.stash.a = 1; ctx.args.b = 2; delete ctx.args.c; return ctx;',
    'let a = 0; a += 1; a **= 2; return -a + +"1" - (1 << 2) % 3;',
    'if (ctx.args.a) { return 1; } else return void 0;',
    'switch (typeof ctx.args.a) { case "string": return 1; default: break; }',
    'for (const key in ctx.args) { if (key === "a") break; }',
    'for (const [key, value] of Object.entries(ctx.args)) console.log(key, value);',
    'const { a = 1, ...rest } = ctx.args; return { ...rest, a, b: [...(rest.c ?? [])], d: rest.e?.f };',
    'const add = (a, ...others) => others.reduce((sum, one) => sum + one, a); return add(1, 2);',
    'function by(a, b) { return a - b; } const list = ctx.args.list; list.sort(by); return list;',
    'return ctx.args.ids.map(function (id) { return util.dynamodb.toMapValues({ id }); });',
    'const groups = ctx.identity.groups ?? []; return groups.includes("staff") || groups.indexOf("a") >= 0;',
    'return util.time.nowISO8601().substring(0, 10);',
    'const pick = { name: (a) => a.name }; return pick.name(ctx.args);',
    'let value = ""; value = [1]; return value.map((one) => one).toString();',
    'return `${ctx.args.a} ${`nested ${1}`}`;',
    'return [(5).toString(), "a".toString(), true.toString(), ctx.args.list.toString()];',
    'return [NaN, Infinity, undefined, Number.isNaN(1), Math.max(1, 2), JSON.parse("{}"), Object.hasOwn({}, "a")];',
    'const own = { keys: () => 1, padStart: () => 2 }; return own.keys() + own.padStart();',
    'const fetch = (path) => ({ path }); return fetch("/");',
    '/** @type {Unknown} */ const a = 1; return a;',
    'const request = ctx.args; return request;',
  ]) {
    it(`loads: ${body}`, () => {
      assert.deepEqual(faultsOf(inHandler(body)), []);
    });
  }

  for (const code of [
    'export const response = (ctx) => ctx.result;',
    'var x = 1;\nfunction request() { return x; }\nexport { request };',
    `import { util as util2 } from "@aws-appsync/utils";\nexport function request() { return util2.autoId(); }`,
    `import { select, createPgStatement, sql } from '@aws-appsync/utils/rds';\nexport const request = () => createPgStatement(sql\`SELECT 1\`);`,
    `import { converse } from '@aws-appsync/utils/ai';\nexport const request = () => converse({});`,
    `export function request() { return '${'x'.repeat(32_000)}'; }`,
  ]) {
    it(`loads: ${code.slice(0, 80)}`, () => {
      assert.deepEqual(faultsOf(code), []);
    });
  }

  it('loads what esbuild makes of a TypeScript resolver', () => {
    const code = bundle(`
      import { util, type Context } from '@aws-appsync/utils';
      import * as ddb from '@aws-appsync/utils/dynamodb';
      enum Color { Red = 'R' }
      export const request = (ctx: Context) => ddb.get({ key: { id: ctx.args.id, color: Color.Red } });
      export function response(ctx: Context): unknown { return ctx.error ? util.error(ctx.error.message) : ctx.result; }
    `);
    assert.deepEqual(faultsOf(code), []);
  });
});
