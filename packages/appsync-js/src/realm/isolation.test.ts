import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { loadCode } from '../load-code.ts';
import { bundleLibrary } from './bundle-library.ts';
import { createRealm } from './create-realm.ts';
import { runBody } from '../testing/run-code.ts';

describe('code that passes the fence', () => {
  for (const expression of [
    `ctx['constructor']`,
    `ctx.args['constructor']`,
    `ctx.args['__proto__']`,
    `ctx.args['__defineGetter__']`,
    `ctx.args['hasOwnProperty']`,
    `'text'['constructor']`,
    `'text'['charCodeAt']`,
    `(1)['constructor']`,
    `(true)['constructor']`,
    `util['constructor']`,
    `util.error['constructor']`,
    `util.autoId['call']`,
    `util.time['__proto__']`,
    `runtime.earlyReturn['caller']`,
    `util.autoId['prototype']`,
    `console.log['prototype']`,
    `JSON.parse['prototype']`,
    `JSON.stringify['prototype']`,
    `Object.assign['prototype']`,
    `String.raw['prototype']`,
    `console.log['apply']`,
    `[]['constructor']['constructor']`,
    `[]['constructor']['from']`,
    `[]['map']['constructor']`,
    `[]['keys']`,
    `Object['getPrototypeOf']`,
    `Object['prototype']`,
    `JSON['constructor']`,
    `ctx['args']['toString']['constructor']`,
    `(() => 1)['constructor']`,
    `((...rest) => rest)['bind']`,
  ]) {
    it(`finds nothing at ${expression}`, () => {
      assert.equal(runBody(`return typeof ${expression};`).result, 'undefined');
    });
  }

  for (const statement of [
    `ctx.args['constructor']['constructor']('return process')();`,
    `[]['constructor']['constructor']('return process')();`,
    `util.str.normalize['constructor']('return process')();`,
    `util['autoId'] = 1;`,
    `util.dynamodb['toDynamoDB'] = 1;`,
    `Object['keys'] = 1;`,
    `[]['constructor']['prototype']['map'] = 1;`,
    `JSON['parse'] = 1;`,
    `const own = ctx; own.added = 1;`,
    `const own = ctx; delete own.args;`,
  ]) {
    it(`fails alone with ${statement}`, () => {
      assert.equal(runBody(statement).error?.message, 'Runtime Error');
      assert.equal(runBody('return [1].map((one) => one + 1)[0];').result, 2);
    });
  }

  it('finds nothing at a number that was read from DynamoDB', () => {
    const names = ['constructor', '__proto__', 'valueOf', 'toLocaleString'].map(
      (name) => `typeof ctx.result['${name}']`,
    );
    const code = `export function response(ctx) { return [\`\${ctx.result}\`, ${names.join(', ')}]; }`;
    const { result } = loadCode(code, 'test').evaluate('response', { result: 1, isResultStored: true });
    assert.deepEqual(result, ['null', 'undefined', 'undefined', 'undefined', 'undefined']);
  });

  it('can name the members of its own objects as it likes', () => {
    const body = `const own = {}; for (const name of ['toString', 'constructor', '__proto__', 'valueOf']) own[name] = 1; return own;`;
    assert.equal(JSON.stringify(runBody(body).result), '{"toString":1,"constructor":1,"__proto__":1,"valueOf":1}');
  });

  it('cannot leave a message for other code', () => {
    loadCode(`export function request() { [].concat.secret = 1; }`, 'one').evaluate('request');
    assert.equal(runBody('return typeof [].concat.secret;').result, 'undefined');
  });
});

describe('the realm', () => {
  const realm = createRealm(bundleLibrary());

  for (const name of [
    'process',
    'require',
    'module',
    'fetch',
    'setTimeout',
    'setImmediate',
    'queueMicrotask',
    'Buffer',
    'WebAssembly',
    'SharedArrayBuffer',
    'Atomics',
    'Promise',
    'Proxy',
    'Reflect',
    'Symbol',
    'Function',
    'Date',
    'RegExp',
    'Error',
    'Map',
    'eval',
    'globalThis',
    'library',
    'randomUUID',
  ]) {
    it(`has no ${name}, even without the fence`, () => {
      assert.equal(realm.run(`typeof ${name}`), 'undefined');
    });
  }

  for (const source of [
    `this.process.exit()`,
    `this.constructor.constructor('return process')()`,
    `(() => {}).constructor('return process')()`,
    `(async () => {}).constructor('return process')()`,
    `(function* () {}).constructor('return process')()`,
    `[].constructor.constructor('return process')()`,
    `'use strict'; [].__proto__.map = 1`,
    `'use strict'; ({}).__proto__.polluted = 1`,
    `'use strict'; this.util = {}`,
    `'use strict'; util.time.nowISO8601 = () => ''`,
  ]) {
    it(`fails at ${source}, even without the fence`, () => {
      assert.throws(() => realm.run(source));
    });
  }
});

describe('an object', () => {
  it('has __proto__ as a member like others, however it is written', () => {
    const body = `const o = { __proto__: [1], ['__proto__' + 'x']: 2 }; return [Object.keys(o), o.length];`;
    assert.deepEqual(runBody(body).result, [['__proto__', '__proto__x'], null]);
  });
});
