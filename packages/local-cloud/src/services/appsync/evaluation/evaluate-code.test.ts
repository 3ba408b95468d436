/** `EvaluateCode`: its bounds, its answers and its errors. */
import assert from 'node:assert/strict';
import { afterAll, describe, it } from 'vitest';
import { AwsError } from '../../../aws/error.ts';
import { openTestCloud, TEST_PLACE } from '../../../testing/test-cloud.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import { appsync } from '../index.ts';

const cloud = await openTestCloud([appsync]);
afterAll(() => cloud.close());

const RUNTIME = { name: 'APPSYNC_JS', runtimeVersion: '1.0.0' };

function ask(input: JsonObject): Promise<JsonObject> {
  return cloud.call('appsync', 'EvaluateCode', { runtime: RUNTIME, context: '{}', function: 'request', ...input });
}

/** `body` is that of both handlers. */
function run(body: string, context: JsonObject = {}, members: JsonObject = {}): Promise<JsonObject> {
  const handlers = ['request', 'response'].map((name) => `export function ${name}(ctx) {\n${body}\n}`);
  const code = `import { util, runtime } from '@aws-appsync/utils'; ${handlers.join('\n')}`;
  return ask({ code, context: JSON.stringify(context), ...members });
}

const NOTHING = { logs: [], stash: '{}', outErrors: '[]' };

describe('EvaluateCode', () => {
  it('returns the result, the stash and the appended errors as JSON, and the logs', async () => {
    const body = `ctx.stash.seen = ctx.args.id;
    util.appendError('late', 'Slow', { a: 1 });
    console.log('asked', ctx.args);
    return { id: ctx.args.id, at: ctx.stash.at };`;
    assert.deepEqual(await run(body, { arguments: { id: '1' }, stash: { at: 2 } }), {
      evaluationResult: '{"id":"1","at":2}',
      logs: ['INFO - code.js:4:5: "asked" {"id":"1"}'],
      stash: '{"at":2,"seen":"1"}',
      outErrors: '[{"message":"late","errorType":"Slow","data":{"a":1},"errorInfo":null}]',
    });
  });

  it('gives the handler every member of the context', async () => {
    const context = {
      arguments: { a: 1 },
      identity: {
        sub: 's',
        issuer: 'i',
        username: 'u',
        claims: {},
        sourceIp: ['1.2.3.4'],
        defaultAuthStrategy: 'ALLOW',
      },
      source: { b: 2 },
      prev: { result: [3] },
      result: 4,
      error: { message: 'm', type: 't' },
      env: { STAGE: 'dev' },
      request: { headers: { host: 'h' } },
      info: { fieldName: 'f' },
    };
    const body = `return [ctx.args.a, ctx.identity.sub, util.authType(), ctx.source.b, ctx.prev.result, ctx.result,
      ctx.error, ctx.env.STAGE, ctx.request, ctx.info.fieldName];`;
    const { evaluationResult } = await run(body, context, { function: 'response' });
    assert.equal(
      evaluationResult,
      '[1,"s","User Pool Authorization",2,[3],4,{"message":"m","type":"t"},"dev",{"headers":{"host":"h"},"domainName":null},"f"]',
    );
  });

  it('returns what runtime.earlyReturn leaves with', async () => {
    assert.deepEqual(await run('runtime.earlyReturn({ a: 1 }); return 2;'), {
      evaluationResult: '{"a":1}',
      ...NOTHING,
    });
  });

  it('returns null for a handler that returns nothing', async () => {
    assert.deepEqual(await run(''), { evaluationResult: 'null', ...NOTHING });
  });

  it('returns an error of util.error beside stash, appended errors and logs, and no result', async () => {
    const answer = await run(`ctx.stash.a = 1; console.error('no'); util.error('There is none.', 'NotFound');`);
    assert.deepEqual(answer, {
      error: { message: 'There is none.' },
      logs: ['ERROR - code.js:2:18: "no"'],
      stash: '{"a":1}',
      outErrors: '[]',
    });
  });

  it('says Unauthorized for util.unauthorized', async () => {
    assert.deepEqual(await run('util.unauthorized();'), { error: { message: 'Unauthorized' }, ...NOTHING });
  });

  it('says where and why code fails, and leaves the log to the code', async () => {
    const { error, logs } = await run(`console.log(1);\nreturn ctx.source.id;`);
    assert.deepEqual(error, { message: "code.js:3:1: Cannot read properties of null (reading 'id')" });
    assert.deepEqual(logs, ['INFO - code.js:2:1: 1']);
  });

  it('ends code that would run for too long', async () => {
    const { error } = await run(
      `const list = []; for (const one of '${'x'.repeat(1001)}') list.push(one); return list;`,
    );
    assert.match(JSON.stringify(error), /A loop has more than 1000 iterations/);
  });

  it('rejects code that AppSync would not save, with each place', async () => {
    const regex = 'Regular expression literals are not supported. Use util.matches.';
    assert.deepEqual(await ask({ code: 'export const request = () => /a/;\nwhile (true) {}' }), {
      error: {
        message: `Error: code.js(1,30): error @aws-appsync/no-regex: ${regex}`,
        codeErrors: [
          { errorType: 'LINT_ERROR', value: regex, location: { line: 1, column: 30, span: -1 } },
          {
            errorType: 'LINT_ERROR',
            value: 'while loops are not supported.',
            location: { line: 2, column: 1, span: -1 },
          },
        ],
      },
    });
  });

  it('rejects code that is no JavaScript as a parser error', async () => {
    const { error } = await ask({ code: 'export function request( {' });
    assert.match(JSON.stringify(error), /"codeErrors":\[\{"errorType":"PARSER_ERROR","value":"Parsing error: /);
  });

  it('rejects code without the handler', async () => {
    const value = 'Unable to find valid export for response';
    assert.deepEqual(await ask({ code: 'export const request = () => 1;', function: 'response' }), {
      error: {
        message: `Error: ${value}`,
        codeErrors: [{ errorType: 'MISSING_MAPPING_EXPORT', value, location: { line: 0, column: 0, span: 0 } }],
      },
    });
  });

  it('keeps nothing from one call to the next', async () => {
    const code = 'let calls = 0; export function request() { calls += 1; return calls; }';
    assert.equal((await ask({ code }))['evaluationResult'], '1');
    assert.equal((await ask({ code }))['evaluationResult'], '1');
  });
});

describe('the input of EvaluateCode', () => {
  const code = 'export const request = () => 1;';
  const WRONG: readonly (readonly [what: string, input: JsonObject, message: RegExp])[] = [
    ['no code', {}, /Value null at 'code' .* must not be null/],
    ['empty code', { code: '' }, /'code' .* length greater than or equal to 1$/],
    ['32,769 characters of code', { code: ' '.repeat(32_769) }, /'code' .* length less than or equal to 32768$/],
    ['a context of 1 character', { code, context: '1' }, /'context' .* length greater than or equal to 2$/],
    [
      '28,001 characters of context',
      { code, context: ' '.repeat(28_001) },
      /'context' .* less than or equal to 28000$/,
    ],
    ['no runtime', { code, runtime: null }, /Value null at 'runtime'/],
    ['another runtime', { code, runtime: { ...RUNTIME, name: 'VTL' } }, /at 'runtime\.name' .* pattern/],
    ['another version', { code, runtime: { ...RUNTIME, runtimeVersion: '2.0.0' } }, /at 'runtime\.runtimeVersion'/],
    ['no function', { code, function: null }, /^The function is missing\. Name the handler: request or response\.$/],
    [
      'another function',
      { code, function: 'after' },
      /^The function is "after"\. Name the handler: request or response/,
    ],
    ['a context that is no JSON', { code, context: '{a}' }, /^The context is not a JSON object\.$/],
    ['a context that is a list', { code, context: '[1]' }, /^The context is not a JSON object\.$/],
    [
      'an identity of no authorization mode, and arguments that are a list',
      { code, context: '{"identity":{"handlerContext":{}},"arguments":[]}' },
      /^The following properties in your mock context object failed validation: ctx\.arguments, ctx\.identity$/,
    ],
  ];
  for (const [what, input, message] of WRONG) {
    it(`is rejected with ${what}`, async () => {
      await assert.rejects(ask(input), (error) => {
        assert.ok(error instanceof AwsError, String(error));
        assert.deepEqual([error.name, error.statusCode], ['BadRequestException', 400]);
        assert.match(error.message, message);
        return true;
      });
    });
  }

  it('takes code and context of the greatest length', async () => {
    const full = { code: code.padEnd(32_768), context: '{}'.padEnd(28_000) };
    assert.equal((await ask(full))['evaluationResult'], '1');
  });
});

describe('the permission appsync:EvaluateCode', () => {
  const call = (Action: string, Resource: string) =>
    cloud.gateway.callAws({
      service: 'appsync',
      operation: 'EvaluateCode',
      input: { runtime: RUNTIME, code: 'export const request = () => 1;', context: '{}', function: 'request' },
      principal: { arn: 'arn:aws:iam::000000000000:role/Tester', permissions: [{ Effect: 'Allow', Action, Resource }] },
    });

  it('is what a caller needs, for the account or everything', async () => {
    const { region, accountId } = TEST_PLACE;
    await call('appsync:evaluateCode', `arn:aws:appsync:${region}:${accountId}:*`);
    await call('appsync:EvaluateCode', '*');
  });

  it('is not given by another', async () => {
    await assert.rejects(call('appsync:GraphQL', '*'), {
      name: 'AccessDeniedException',
      message: /not authorized to perform: appsync:EvaluateCode on resource: arn:aws:appsync:us-east-1:000000000000:\*/,
    });
  });
});
