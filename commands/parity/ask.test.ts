import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { createAsk, CredentialsRejectedError } from './ask.ts';
import type { Answer } from './case.ts';

/** An exception as the SDK throws it. */
function exception(name: string, httpStatusCode: number, message = 'No.'): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });
}

/** A question that fails with each of the errors before it is answered. */
function failing(...errors: readonly Error[]): { run: () => Promise<Answer>; asked: () => number } {
  let asked = 0;
  const run = (): Promise<Answer> => {
    const error = errors[asked];
    asked += 1;
    return error ? Promise.reject(error) : Promise.resolve({ a: 1 });
  };
  return { run, asked: () => asked };
}

describe('a question', () => {
  const pauses: number[] = [];
  const ask = createAsk((milliseconds) => {
    pauses.push(milliseconds);
    return Promise.resolve();
  });

  for (const error of [
    exception('ThrottlingException', 400),
    exception('TooManyRequestsException', 429),
    exception('InternalFailureException', 500),
    exception('Unknown', 503),
    Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
    Object.assign(new Error('timeout'), { name: 'TimeoutError' }),
  ]) {
    it(`is asked again after ${error.name}: ${error.message}, each time after a longer pause`, async () => {
      pauses.length = 0;
      assert.deepEqual(await ask(failing(error, error, error), 0), { kind: 'answer', answer: { a: 1 } });
      assert.ok(pauses.length === 3 && pauses.every((pause, at) => pause >= 100 * 2 ** at && pause <= 200 * 2 ** at));
    });
  }

  it('stays unknown after six attempts, with the reason', async () => {
    const throttled = exception('ThrottlingException', 400, 'Rate exceeded');
    const question = failing(...Array<Error>(10).fill(throttled));
    assert.deepEqual(await ask(question, 0), {
      kind: 'unknown',
      reason: 'ThrottlingException: Rate exceeded (6 attempts)',
    });
    assert.equal(question.asked(), 6);
  });

  it('stays unknown at once if it is denied, without the account', async () => {
    const message =
      'User: arn:aws:iam::123456789012:user/ada is not authorized to perform: appsync:EvaluateCode in 123456789012';
    const question = failing(exception('AccessDeniedException', 403, message));
    const reason = 'AccessDeniedException: User: <ARN> is not authorized to perform: appsync:EvaluateCode in <account>';
    assert.deepEqual(await ask(question, 0), { kind: 'unknown', reason });
    assert.equal(question.asked(), 1);
  });

  it('is answered by any other exception, whose message is not compared', async () => {
    assert.deepEqual(await ask(failing(exception('BadRequestException', 400, 'The context is wrong.')), 0), {
      kind: 'answer',
      answer: { exception: 'BadRequestException', wording: 'The context is wrong.' },
    });
  });

  it('ends everything if the credentials are rejected', async () => {
    for (const name of ['UnrecognizedClientException', 'ExpiredTokenException', 'InvalidSignatureException']) {
      await assert.rejects(ask(failing(exception(name, 403)), 0), CredentialsRejectedError);
    }
  });

  it('ends everything at a bug', async () => {
    await assert.rejects(ask(failing(new TypeError('bug')), 0), TypeError);
  });
});
