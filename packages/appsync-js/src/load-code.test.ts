import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { parseJson } from './contract/json.ts';
import { loadCode } from './load-code.ts';
import { runBody, valueOf } from './testing/run-code.ts';

const RUNTIME_ERROR = { message: 'Runtime Error', errorType: 'Code', data: null, errorInfo: null };

describe('code', () => {
  it('lists the names that it exports', () => {
    const code = 'function one() {}\nexport const request = () => 1, two = 2;\nexport { one as response };';
    assert.deepEqual(loadCode(code, 'test').exportedNames, ['request', 'two', 'response']);
  });
});

describe('a handler', () => {
  it('gives what it returns', () => {
    assert.deepEqual(valueOf('{ id: ctx.args.id }', { arguments: { id: '1' } }), { id: '1' });
  });

  it('gives null when it returns nothing', () => {
    assert.equal(runBody('').result, null);
  });

  it('is found under the name by which it is exported', () => {
    const code = loadCode(
      'const a = () => 1; var b = (ctx) => ctx.result; export { a as request, b as response };',
      'test',
    );
    assert.equal(code.evaluate('request').result, 1);
    assert.equal(code.evaluate('response', { result: 2 }).result, 2);
  });

  it('fails when the code does not export it', () => {
    assert.deepEqual(loadCode('export function request() {}', 'test').evaluate('response').error, RUNTIME_ERROR);
  });

  it('fails alone when it reaches into null, and the log says where', () => {
    const { error, result, logs } = runBody('const order = ctx.result;\nreturn order.id;', { result: null });
    assert.deepEqual({ error, result }, { error: RUNTIME_ERROR, result: null });
    assert.match(logs[0] ?? '', /^Runtime Error in line 5: .*reading 'id'/);
  });

  it('fails alone when a data source has answered what is nested too deep', () => {
    const result = parseJson(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    const { error, logs } = runBody('return 1;', { result });
    assert.deepEqual(error, RUNTIME_ERROR);
    assert.match(logs[0] ?? '', /nested too deep/);
  });

  it('leaves nothing behind for its next call', () => {
    const code = loadCode('let calls = 0; export function request() { calls += 1; return calls; }', 'test');
    assert.deepEqual([code.evaluate('request').result, code.evaluate('request').result], [1, 1]);
  });

  it('can use imports that stand below, under other names and as a namespace', () => {
    const code = loadCode(
      `export const request = () => [u.str.normalize('x', 'nfc'), ddb.operations.remove()];
       import { util as u } from '@aws-appsync/utils';
       import * as ddb from '@aws-appsync/utils/dynamodb';
       import '@aws-appsync/utils';`,
      'test',
    );
    assert.deepEqual(code.evaluate('request').result, ['x', { type: 'OPERATION_REMOVE' }]);
  });

  it('finds util, extensions and runtime without an import', () => {
    const code = loadCode('export const request = () => [typeof util, typeof extensions, typeof runtime];', 'test');
    assert.deepEqual(code.evaluate('request').result, ['object', 'object', 'object']);
  });
});

describe('ctx', () => {
  it('has args and arguments as one', () => {
    assert.deepEqual(runBody('ctx.args.a = 1; return ctx.arguments;').result, { a: 1 });
  });

  it('has result and error only when there are some', () => {
    assert.deepEqual(valueOf('Object.keys(ctx)'), [
      'arguments',
      'args',
      'identity',
      'source',
      'stash',
      'prev',
      'env',
      'request',
      'info',
    ]);
    const failure = { message: 'no', type: 'T' };
    assert.deepEqual(
      valueOf('[ctx.result, ctx.error, ctx.prev.result]', { result: [1], error: failure, prev: { result: 2 } }),
      [[1], failure, 2],
    );
  });

  it('hands the stash on as the handler has left it, also when the handler stops', () => {
    assert.deepEqual(runBody(`ctx.stash.b = [2]; util.error('no');`, { stash: { a: 1 } }).stash, { a: 1, b: [2] });
    assert.deepEqual(runBody('return ctx.stash.a;', { stash: { a: 1 } }).stash, { a: 1 });
  });

  it('does not let the handler change what the caller has given', () => {
    const args = { list: [1] };
    runBody('ctx.args.list.push(2);', { arguments: args });
    assert.deepEqual(args, { list: [1] });
  });

  it('keeps the selection lists out of JSON.stringify(ctx.info), unless they are asked for', () => {
    const info = { fieldName: 'a', selectionSetList: ['b'], selectionSetGraphQL: '{ b }' };
    assert.equal(valueOf('JSON.stringify(ctx.info)', { info }), '{"fieldName":"a"}');
    assert.deepEqual(valueOf('[ctx.info.selectionSetList, ctx.info.selectionSetGraphQL]', { info }), [['b'], '{ b }']);
  });
});

describe('util.error', () => {
  it('stops the handler at once', () => {
    const { error, result } = runBody(`util.error('no', 'T', { a: 1 }, [2]); return 3;`);
    assert.deepEqual(
      { error, result },
      { error: { message: 'no', errorType: 'T', data: { a: 1 }, errorInfo: [2] }, result: null },
    );
  });

  it('has no type, data and info unless they are given', () => {
    assert.deepEqual(runBody(`util.error('no');`).error, {
      message: 'no',
      errorType: null,
      data: null,
      errorInfo: null,
    });
  });

  it('is ignored when its message or type is not a string', () => {
    assert.equal(runBody(`util.error(25); util.error('no', 404); return 'on';`).result, 'on');
  });
});

describe('util.appendError', () => {
  it('lets the handler go on', () => {
    const { outErrors, result } = runBody(
      `util.appendError('one', 'T'); util.appendError('two'); util.appendError('three', 3); return 1;`,
    );
    assert.equal(result, 1);
    assert.deepEqual(outErrors, [
      { message: 'one', errorType: 'T', data: null, errorInfo: null },
      { message: 'two', errorType: null, data: null, errorInfo: null },
    ]);
  });

  it('forgets its errors with the call', () => {
    runBody(`util.appendError('one');`);
    assert.deepEqual(runBody('return 1;').outErrors, []);
  });
});

describe('util.unauthorized', () => {
  it('ends the field with the type Unauthorized', () => {
    const error = { message: 'Unauthorized', errorType: 'Unauthorized', data: null, errorInfo: null, isDenial: true };
    assert.deepEqual(runBody('util.unauthorized();').error, error);
  });
});

describe('runtime.earlyReturn', () => {
  for (const [options, earlyReturn] of [
    ['', 'NEXT'],
    [`, { skipTo: 'NEXT' }`, 'NEXT'],
    [`, { skipTo: 'END' }`, 'END'],
  ] as const) {
    it(`leaves the handler for ${earlyReturn} when it is called with (value${options})`, () => {
      const evaluation = runBody(`runtime.earlyReturn({ a: 1 }${options}); return 2;`);
      assert.deepEqual([evaluation.result, evaluation.earlyReturn], [{ a: 1 }, earlyReturn]);
    });
  }

  it('fails without a value', () => {
    assert.deepEqual(runBody('runtime.earlyReturn();').error, RUNTIME_ERROR);
    assert.deepEqual(runBody('runtime.earlyReturn(null);').error, RUNTIME_ERROR);
  });
});

describe('extensions', () => {
  it('says what the handler has asked for', () => {
    const { extensions } = runBody(`
      extensions.setSubscriptionFilter({ filterGroup: [] });
      extensions.setSubscriptionInvalidationFilter({ filterGroup: [1] });
      extensions.invalidateSubscriptions({ subscriptionField: 'onA', payload: { a: 1 } });
      extensions.invalidateSubscriptions({ subscriptionField: 'onA', payload: { a: 1 } });
      extensions.evictFromApiCache('Query', 'a', { 'ctx.args.id': 1 });`);
    assert.deepEqual(extensions, {
      subscriptionFilter: { filterGroup: [] },
      invalidationFilter: { filterGroup: [1] },
      invalidations: [{ subscriptionField: 'onA', payload: { a: 1 } }],
      evictions: [{ typeName: 'Query', fieldName: 'a', keyValuePair: { 'ctx.args.id': 1 } }],
    });
  });

  it('refuses a sixth invalidation', () => {
    const body = `for (const n of [1, 2, 3, 4, 5, 6]) extensions.invalidateSubscriptions({ subscriptionField: 'onA', payload: { n } });`;
    assert.deepEqual(runBody(body).error, RUNTIME_ERROR);
  });
});

describe('console', () => {
  it('writes lines to the logs, with level, place and JSON', () => {
    const { logs } = runBody(`console.log('order', { id: 1 });\n  console.error(null, [console.log()]);`);
    assert.deepEqual(logs, [
      'INFO - code.js:4:1: "order" {"id":1}',
      'INFO - code.js:5:24:',
      'ERROR - code.js:5:3: null [null]',
    ]);
  });

  it('leaves a console of the code alone', () => {
    const { logs, result } = runBody(`const console = { log: 1 }; return [console.log, [{ console: 2 }]];`);
    assert.deepEqual([logs, result], [[], [1, [{ console: 2 }]]]);
  });

  it('writes lines without a place if the call has another form', () => {
    assert.deepEqual(runBody(`console?.log(...['a', 1]); console['error']();`).logs, [
      'INFO - code.js: "a" 1',
      'ERROR - code.js:',
    ]);
  });
});

describe('code without blanks', () => {
  it('does the same', () => {
    const minified =
      'export function request(ctx){const{a,b}=ctx.args;switch(a){case`x${b}`:return[a]}return`${a}-${b}`}export function response(ctx){return typeof[ctx]===`object`?ctx.args.a??`none`:null}';
    const code = loadCode(minified, 'minified');
    assert.deepEqual(code.evaluate('request', { arguments: { a: 'y', b: 2 } }).result, 'y-2');
    assert.deepEqual(code.evaluate('request', { arguments: { a: 'x2', b: 2 } }).result, ['x2']);
    assert.deepEqual(code.evaluate('response', { arguments: {} }).result, 'none');
  });
});
