import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { decisionIn, isBankTask, isPageRequest } from './bank-event.ts';
import type { PageRequest } from './bank-event.ts';
import { servePage } from './serve-page.ts';

const POST: PageRequest = { requestContext: { http: { method: 'POST' } } };

describe('decisionIn', () => {
  it('reads what the button of the form says, also in Base64', () => {
    assert.equal(decisionIn({ ...POST, body: 'decision=CONFIRMED' }), 'CONFIRMED');
    const body = Buffer.from('decision=REFUSED').toString('base64');
    assert.equal(decisionIn({ ...POST, body, isBase64Encoded: true }), 'REFUSED');
  });

  it('takes nothing else for a decision', () => {
    for (const body of ['', 'decision=', 'decision=confirmed', '{"decision":"CONFIRMED"}', 'CONFIRMED']) {
      assert.equal(decisionIn({ ...POST, body }), undefined, body);
    }
    assert.equal(decisionIn(POST), undefined);
  });
});

describe('the events of the bank', () => {
  it('are told apart', () => {
    const task = { paymentId: 'sandbox-1', decision: 'CONFIRMED', words: 1 };
    assert.deepEqual([isPageRequest(POST), isBankTask(POST)], [true, false]);
    assert.deepEqual([isPageRequest(task), isBankTask(task)], [false, true]);
  });

  it('are no others', () => {
    for (const event of [null, 'x', {}, { requestContext: {} }, { paymentId: 'p', decision: 'MAYBE', words: 1 }]) {
      assert.deepEqual([isPageRequest(event), isBankTask(event)], [false, false]);
    }
  });
});

describe('servePage', () => {
  it('is a 404 for an address without a payment or without a secret', async () => {
    for (const queryStringParameters of [undefined, {}, { payment: 'sandbox-1' }, { secret: 'x' }]) {
      const { statusCode } = await servePage({ ...POST, ...(queryStringParameters && { queryStringParameters }) });
      assert.equal(statusCode, 404);
    }
  });

  it('is a 405 for other methods, and says which there are', async () => {
    const { statusCode, headers } = await servePage({ requestContext: { http: { method: 'DELETE' } } });
    assert.deepEqual([statusCode, headers['allow']], [405, 'GET, HEAD, POST']);
  });
});
