/** What logs and thrown errors hold of a provider's errors: nothing confidential. */
import assert from 'node:assert/strict';
import Stripe from 'stripe';
import { afterAll, beforeAll, describe, it, vi } from 'vitest';
import { cleanError, describeError } from '../errors/clean-error.ts';
import { logger } from './logger.ts';
import { observed } from './observed.ts';
import { PaymentDeclined } from '../errors/business-errors.ts';
import { stepHandler } from '../../saga/shared/step-handler.ts';
import { ourError } from '../payment-gateway/stripe-errors.ts';
import { createStripeBook } from '../payment-gateway/testing/stripe-book.ts';
import { CONFIDENTIAL } from '../payment-gateway/testing/stripe-answers.ts';

const context = {
  awsRequestId: 'request-1',
  functionName: 'process-payment',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:process-payment',
  memoryLimitInMB: '512',
  logGroupName: '/aws/lambda/process-payment',
  logStreamName: 'stream',
  callbackWaitsForEmptyEventLoop: true,
  getRemainingTimeInMillis: () => 1000,
  done: () => {},
  fail: () => {},
  succeed: () => {},
};

// A step that fails is counted by the name of its function.
beforeAll(() => void vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', context.functionName));
afterAll(() => void vi.unstubAllEnvs());

/** A provider's error with all that Stripe puts into one, as its client throws it. */
function providerError(): Error {
  const { serve } = createStripeBook();
  const parameters = new URLSearchParams({ amount: '100', currency: 'usd', payment_method: 'pm_card_chargeDeclined' });
  serve({ method: 'POST', path: '/v1/payment_intents', parameters });
  const { body } = serve({
    method: 'POST',
    path: '/v1/payment_intents/pi_1/confirm',
    parameters: new URLSearchParams(),
  });
  assert.ok('error' in body && typeof body.error === 'object');
  return new Stripe.errors.StripeCardError({ ...body.error, type: 'card_error', statusCode: 402, requestId: 'req_7' });
}

/** Everything that is written while this runs. */
async function outputOf(run: () => unknown): Promise<string> {
  let output = '';
  const write = (chunk: string | Uint8Array) => {
    output += String(chunk);
    return true;
  };
  const mocks = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, 'write').mockImplementation(write));
  try {
    await run();
  } finally {
    for (const one of mocks) one.mockRestore();
  }
  return output;
}

function assertClean(text: string) {
  for (const secret of CONFIDENTIAL) assert.ok(!text.includes(secret), `${secret} in ${text}`);
}

/** As Lambda's runtime prints it: all enumerable fields, and the stack. */
function asPrinted(error: unknown) {
  if (!(error instanceof Error)) return String(error);
  const { name, message, stack, cause } = error;
  return JSON.stringify(Object.assign({}, error, { name, message, stack, cause: String(cause) }));
}

/** All that an error holds, as a plain object. */
function membersOf(error: Error): object {
  const { message } = error;
  return Object.assign({}, error, { message });
}

const ways: { readonly [way: string]: (error: Error) => unknown } = {
  'as it is': (error) => error,
  'as the cause of ours': (error) => new Error('The step failed', { cause: error }),
  'as the cause of a cause': (error) => new Error('Outer', { cause: new TypeError('Inner', { cause: error }) }),
  'among several': (error) => new AggregateError([error], 'Several failed'),
  'as an object that is no error': membersOf,
  'as a string': (error) => JSON.stringify(membersOf(error)),
};

describe('a provider’s error', () => {
  it('is confidential to begin with', () => {
    const error = providerError();
    const everything = JSON.stringify(membersOf(error));
    assert.deepEqual(
      CONFIDENTIAL.filter((secret) => !everything.includes(secret)),
      [],
    );
  });

  for (const [way, wrap] of Object.entries(ways)) {
    it(`leaves nothing confidential in the log and in what a step throws (${way})`, async () => {
      const step = vi.fn<Parameters<typeof stepHandler>[0]>().mockRejectedValue(wrap(providerError()));
      const handler = stepHandler(step);
      let thrown: unknown;
      const output = await outputOf(async () => {
        thrown = await handler({ orderId: 'order-1' }, context).catch((error: unknown) => error);
      });
      assert.match(output, /Step failed/);
      assert.match(output, /order-1/);
      assertClean(output);
      assertClean(asPrinted(thrown));
    });

    it(`leaves nothing confidential wherever it is logged (${way})`, async () => {
      const error = wrap(providerError());
      const output = await outputOf(() => {
        logger.error('Failed', {
          error,
          orderId: 'order-1',
          intent: error,
          swept: [error instanceof Error ? error : ''],
        });
        logger.warn('Failed', error instanceof Error ? error : '');
      });
      assertClean(output);
      assert.match(output, /"leftOut":\["intent"\]/);
    });
  }

  it('is a PaymentDeclined of ours by then, in our words', async () => {
    const declined = ourError(providerError());
    assert.ok(declined instanceof PaymentDeclined);
    const handler = stepHandler(() => Promise.reject(declined));
    const output = await outputOf(() =>
      assert.rejects(handler({ orderId: 'order-1' }, context), {
        name: 'PaymentDeclined',
        message: 'The card was declined.',
      }),
    );
    assert.match(output, /The card was declined\./);
    assertClean(output);
  });
});

describe('an error that is told of', () => {
  it('keeps its name, what helps to find it, and where it was thrown', () => {
    const error = Object.assign(new Error('User: arn:aws:… is not authorized, says ada@example.com'), {
      name: 'AccessDeniedException',
      $metadata: { httpStatusCode: 400, requestId: 'request-1', cfId: 'x' },
      Item: { email: 'ada@example.com' },
    });
    const { name, message, status, requestId, stack } = describeError(error);
    assert.deepEqual([name, status, requestId], ['AccessDeniedException', 400, 'request-1']);
    assert.equal(message, 'User: arn:aws:… is not authorized, says …');
    assert.match(stack ?? '', /logger\.test\.ts/);
  });

  it('is thrown on with its name and message alone', async () => {
    const original = Object.assign(new TypeError('Cannot read properties of undefined'), {
      order: { email: 'ada@example.com' },
    });
    const clean = cleanError(Object.assign(new TypeError('Cannot read properties of undefined')));
    assert.deepEqual(
      [clean.name, clean.message, Object.keys(clean)],
      ['TypeError', 'Cannot read properties of undefined', []],
    );
    const thrown: unknown = await observed(() => Promise.reject(original))({}, context).catch(
      (error: unknown) => error,
    );
    assert.ok(!asPrinted(thrown).includes('ada@example.com'));
    assert.ok(thrown instanceof Error && thrown.name === 'TypeError');
  });
});
