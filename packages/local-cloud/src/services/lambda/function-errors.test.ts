import assert from 'node:assert/strict';
import { afterAll, describe, it } from 'vitest';
import { createBundles } from './testing/bundles.ts';

const bundles = createBundles();
afterAll(() => bundles.close());

const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** What a function may do wrong: its source, and the error that Lambda answers. */
const CASES: readonly (readonly [does: string, source: string, errorType: string, errorMessage: RegExp])[] = [
  [
    'throws an error of its own class',
    `class OutOfStock extends Error { name = 'OutOfStock'; }
     export const handler = async () => { throw new OutOfStock('laptop: 0 left'); };`,
    'OutOfStock',
    /^laptop: 0 left$/,
  ],
  [
    'throws before it returns a promise',
    `export const handler = () => { throw new TypeError('no'); };`,
    'TypeError',
    /^no$/,
  ],
  ['throws what is no error', `export const handler = async () => { throw 'text'; };`, 'string', /^text$/],
  [
    'throws outside of the handler call',
    `export const handler = () => new Promise(() => setImmediate(() => { throw new RangeError('stray'); }));`,
    'RangeError',
    /^stray$/,
  ],
  [
    'leaves a rejection unhandled',
    `export const handler = async () => { Promise.reject(new Error('forgotten')); return 1; };`,
    'Runtime.UnhandledPromiseRejection',
    /^Error: forgotten$/,
  ],
  [
    'ends its process',
    `export const handler = async () => process.exit(3);`,
    'Runtime.ExitError',
    new RegExp(`^RequestId: ${ID} Error: Runtime exited with error: exit status 3$`),
  ],
  [
    'ends its process as if all were well',
    `export const handler = async () => process.exit();`,
    'Runtime.ExitError',
    new RegExp(`^RequestId: ${ID} Error: Runtime exited without providing a reason$`),
  ],
  [
    'needs more memory than it has',
    `export const handler = async () => { const kept = []; for (;;) kept.push(new Array(1e5).fill(Math.random())); };`,
    'Runtime.ExitError',
    new RegExp(`^RequestId: ${ID} Error: Runtime exited with error: signal: killed$`),
  ],
  [
    'returns what is no JSON',
    `export const handler = async () => ({ total: 10n });`,
    'Runtime.JSONStringifyError',
    /^Unable to stringify response body$/,
  ],
  [
    'returns more than 6 MB',
    `export const handler = async () => 'x'.repeat(7 * 1024 * 1024);`,
    'Function.ResponseSizeTooLarge',
    /\(6291556 bytes\)/,
  ],
  [
    'exports no handler',
    `export const other = 1;`,
    'Runtime.HandlerNotFound',
    /^index.handler is undefined or not exported$/,
  ],
  ['exports no function', `export const handler = 1;`, 'Runtime.HandlerNotFound', /^index.handler is not a function$/],
  [
    'takes a callback',
    `export const handler = (event, context, callback) => callback();`,
    'Runtime.CallbackHandlerDeprecated',
    /async/,
  ],
  [
    'says where it lies',
    `export const handler = async () => { throw new Error(import.meta.url + ' ' + import.meta.dirname); };`,
    'Error',
    /^file:\/\/\/var\/task\/index\.mjs \/var\/task$/,
  ],
  [
    'imports a package that is not there',
    `import 'not-there'; export const handler = async () => {};`,
    'Runtime.ImportModuleError',
    /Cannot find package 'not-there' imported from \/var\/task\/index\.mjs$/,
  ],
  ['is no JavaScript', `export const handler = ;`, 'Runtime.UserCodeSyntaxError', /^SyntaxError: /],
  ['imports what is not there', `import 'nowhere'; export const handler = 1;`, 'Runtime.ImportModuleError', /nowhere/],
  ['fails while it loads', `throw new Error('no table'); export const handler = 1;`, 'Error', /^no table$/],
  ['exits while it loads', `process.exit(1);`, 'Runtime.ExitError', /exit status 1$/],
];

describe('a function that', () => {
  for (const [does, source, errorType, errorMessage] of CASES) {
    it(`${does} answers ${errorType}`, async () => {
      const result = await bundles.create(source, { memoryMb: 64 }).invoke({});
      const payload = Object(result.payload);
      assert.equal(result.functionError, 'Unhandled');
      assert.equal(payload.errorType, errorType);
      assert.match(payload.errorMessage, errorMessage);
    });
  }

  it('throws answers the trace too', async () => {
    const failing = bundles.create(`export const handler = async () => { throw new Error('here'); };`);
    const { trace } = Object((await failing.invoke({})).payload);
    assert.equal(trace[0], 'Error: here');
    assert.match(trace[1], /index\.mjs:1:/);
  });

  it('is not where its handler says answers Runtime.ImportModuleError', async () => {
    const { payload } = await bundles.create('', { handler: 'elsewhere.handler' }).invoke({});
    assert.deepEqual(Object(payload).errorMessage, "Error: Cannot find module 'elsewhere'");
  });

  it('takes too long is ended, says so in its answer and its log, and starts anew for the next event', async () => {
    const slow = bundles.create(
      `let calls = 0;
       export const handler = async ({ loop }) => { calls += 1; while (loop); return calls; };`,
      { timeoutSeconds: 0.2 },
    );
    await slow.invoke({});
    const result = await slow.invoke({ loop: true });
    const { errorType, errorMessage } = Object(result.payload);
    assert.equal(errorType, 'Sandbox.Timedout');
    assert.match(errorMessage, new RegExp(`^RequestId: ${ID} Error: Task timed out after 0.20 seconds$`));
    assert.match(
      result.logTail,
      new RegExp(`^\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z ${ID} Task timed out after 0.20 seconds\\n$`),
    );
    assert.equal((await slow.invoke({})).payload, 1);
  });

  it('crashes keeps what it wrote before', async () => {
    const crashing = bundles.create(
      `export const handler = async () => { console.log('last words'); process.exit(1); };`,
    );
    assert.equal((await crashing.invoke({})).logTail, 'last words\n');
  });
});
