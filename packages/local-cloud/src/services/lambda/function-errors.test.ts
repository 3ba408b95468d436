import assert from 'node:assert/strict';
import { afterAll, describe, it } from 'vitest';
import { memberAt, stringMemberAt } from '../../kernel/testing/member-at.ts';
import { createBundles } from './testing/bundles.ts';

const bundles = createBundles();
afterAll(() => bundles.close());

const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** What a function may do wrong: its source, and the error that Lambda answers. */
const CASES: readonly {
  readonly does: string;
  readonly source: string;
  readonly errorType: string;
  readonly errorMessage: RegExp;
}[] = [
  {
    does: 'throws an error of its own class',
    source: `class OutOfStock extends Error { name = 'OutOfStock'; }
     export const handler = async () => { throw new OutOfStock('laptop: 0 left'); };`,
    errorType: 'OutOfStock',
    errorMessage: /^laptop: 0 left$/,
  },
  {
    does: 'throws before it returns a promise',
    source: `export const handler = () => { throw new TypeError('no'); };`,
    errorType: 'TypeError',
    errorMessage: /^no$/,
  },
  {
    does: 'throws what is no error',
    source: `export const handler = async () => { throw 'text'; };`,
    errorType: 'string',
    errorMessage: /^text$/,
  },
  {
    does: 'throws outside of the handler call',
    source: `export const handler = () => new Promise(() => setImmediate(() => { throw new RangeError('stray'); }));`,
    errorType: 'RangeError',
    errorMessage: /^stray$/,
  },
  {
    does: 'leaves a rejection unhandled',
    source: `export const handler = async () => { Promise.reject(new Error('forgotten')); return 1; };`,
    errorType: 'Runtime.UnhandledPromiseRejection',
    errorMessage: /^Error: forgotten$/,
  },
  {
    does: 'ends its process',
    source: `export const handler = async () => process.exit(3);`,
    errorType: 'Runtime.ExitError',
    errorMessage: new RegExp(`^RequestId: ${ID} Error: Runtime exited with error: exit status 3$`),
  },
  {
    does: 'ends its process as if all were well',
    source: `export const handler = async () => process.exit();`,
    errorType: 'Runtime.ExitError',
    errorMessage: new RegExp(`^RequestId: ${ID} Error: Runtime exited without providing a reason$`),
  },
  {
    does: 'needs more memory than it has',
    source: `export const handler = async () => { const kept = []; for (;;) kept.push(new Array(1e5).fill(Math.random())); };`,
    errorType: 'Runtime.ExitError',
    errorMessage: new RegExp(`^RequestId: ${ID} Error: Runtime exited with error: signal: killed$`),
  },
  {
    does: 'returns what is no JSON',
    source: `export const handler = async () => ({ total: 10n });`,
    errorType: 'Runtime.JSONStringifyError',
    errorMessage: /^Unable to stringify response body$/,
  },
  {
    does: 'returns more than 6 MB',
    source: `export const handler = async () => 'x'.repeat(7 * 1024 * 1024);`,
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: /\(6291556 bytes\)/,
  },
  {
    does: 'exports no handler',
    source: `export const other = 1;`,
    errorType: 'Runtime.HandlerNotFound',
    errorMessage: /^index.handler is undefined or not exported$/,
  },
  {
    does: 'exports no function',
    source: `export const handler = 1;`,
    errorType: 'Runtime.HandlerNotFound',
    errorMessage: /^index.handler is not a function$/,
  },
  {
    does: 'takes a callback',
    source: `export const handler = (event, context, callback) => callback();`,
    errorType: 'Runtime.CallbackHandlerDeprecated',
    errorMessage: /async/,
  },
  {
    does: 'says where it lies',
    source: `export const handler = async () => { throw new Error(import.meta.url + ' ' + import.meta.dirname); };`,
    errorType: 'Error',
    errorMessage: /^file:\/\/\/var\/task\/index\.mjs \/var\/task$/,
  },
  {
    does: 'imports a package that is not there',
    source: `import 'not-there'; export const handler = async () => {};`,
    errorType: 'Runtime.ImportModuleError',
    errorMessage: /Cannot find package 'not-there' imported from \/var\/task\/index\.mjs$/,
  },
  {
    does: 'is no JavaScript',
    source: `export const handler = ;`,
    errorType: 'Runtime.UserCodeSyntaxError',
    errorMessage: /^SyntaxError: /,
  },
  {
    does: 'imports what is not there',
    source: `import 'nowhere'; export const handler = 1;`,
    errorType: 'Runtime.ImportModuleError',
    errorMessage: /nowhere/,
  },
  {
    does: 'fails while it loads',
    source: `throw new Error('no table'); export const handler = 1;`,
    errorType: 'Error',
    errorMessage: /^no table$/,
  },
  {
    does: 'exits while it loads',
    source: `process.exit(1);`,
    errorType: 'Runtime.ExitError',
    errorMessage: /exit status 1$/,
  },
];

describe('a function that', () => {
  for (const { does, source, errorType, errorMessage } of CASES) {
    it(`${does} answers ${errorType}`, async () => {
      const result = await bundles.create(source, { memoryMb: 64 }).invoke({});
      assert.equal(result.functionError, 'Unhandled');
      assert.equal(memberAt(result.payload, 'errorType'), errorType);
      assert.match(stringMemberAt(result.payload, 'errorMessage'), errorMessage);
    });
  }

  it('throws answers the trace too', async () => {
    const failing = bundles.create(`export const handler = async () => { throw new Error('here'); };`);
    const { payload } = await failing.invoke({});
    assert.equal(memberAt(payload, 'trace', 0), 'Error: here');
    assert.match(stringMemberAt(payload, 'trace', 1), /index\.mjs:1:/);
  });

  it('is not where its handler says answers Runtime.ImportModuleError', async () => {
    const { payload } = await bundles.create('', { handler: 'elsewhere.handler' }).invoke({});
    assert.deepEqual(memberAt(payload, 'errorMessage'), "Error: Cannot find module 'elsewhere'");
  });

  it('takes too long is ended, says so in its answer and its log, and starts anew for the next event', async () => {
    const slow = bundles.create(
      `let calls = 0;
       export const handler = async ({ loop }) => { calls += 1; while (loop); return calls; };`,
      { timeoutSeconds: 0.2 },
    );
    await slow.invoke({});
    const result = await slow.invoke({ loop: true });
    assert.equal(memberAt(result.payload, 'errorType'), 'Sandbox.Timedout');
    const errorMessage = stringMemberAt(result.payload, 'errorMessage');
    assert.match(errorMessage, new RegExp(`^RequestId: ${ID} Error: Task timed out after 0.20 seconds$`));
    assert.match(
      result.logTail,
      new RegExp(`^\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z ${ID} Task timed out after 0.20 seconds$`, 'm'),
    );
    assert.equal((await slow.invoke({})).payload, 1);
  });

  it('crashes keeps what it wrote before', async () => {
    const crashing = bundles.create(
      `export const handler = async () => { console.log('last words'); process.exit(1); };`,
    );
    assert.match((await crashing.invoke({})).logTail, /^START .*\nlast words\nEND .*\nREPORT .*\n$/);
  });
});
