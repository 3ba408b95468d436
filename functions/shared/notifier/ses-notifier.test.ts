/** The error for a mail that SES does not send. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, describe, it } from 'vitest';

const MESSAGE = 'Email address is not verified: ada@example.com';
const ses = createServer((request, response) => {
  request.resume();
  const headers = {
    'content-type': 'application/json',
    'x-amzn-errortype': 'AccountSuspendedException',
    'x-amzn-requestid': 'request-1',
  };
  response.writeHead(400, headers).end(JSON.stringify({ message: MESSAGE, recipient: 'ada@example.com' }));
});
await once(ses.listen(0, '127.0.0.1'), 'listening');
const address = ses.address();
assert.ok(typeof address === 'object' && address);
Object.assign(process.env, {
  AWS_ENDPOINT_URL_SESV2: `http://127.0.0.1:${address.port}`,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
});
const { sesNotifier } = await import('./ses-notifier.ts');

afterAll(() => {
  ses.close();
  ses.closeAllConnections();
});

const ORDER = {
  orderId: 'order-1',
  customerId: 'ada',
  email: 'ada@example.com',
  items: [{ productId: 'laptop', quantity: 1, price: 1299.99 }],
  totalAmount: 1299.99,
  currency: 'USD',
  status: 'PAYMENT_PROCESSED' as const,
  version: 1,
  happened: [],
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
};

describe('a mail that SES does not send', () => {
  it('is an error of our own, by SES’s name and without its text', async () => {
    await assert.rejects(sesNotifier('shop@example.com').notify(ORDER), (error) => {
      assert.ok(error instanceof Error);
      assert.equal(error.name, 'AccountSuspendedException');
      assert.match(error.message, /status 400, request request-1/);
      const { stack } = error;
      assert.ok(!JSON.stringify(Object.assign({}, error, { stack })).includes('@example.com'));
      assert.deepEqual([Object.keys(error), error.cause], [['name'], undefined]);
      return true;
    });
  });
});
