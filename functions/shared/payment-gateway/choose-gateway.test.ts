/** The Stripe key in Secrets Manager: read when it is needed, and only then. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, describe, it } from 'vitest';

let reads = 0;
const secretsManager = createServer((request, response) => {
  reads += 1;
  request.resume();
  response
    .writeHead(200, { 'content-type': 'application/x-amz-json-1.1' })
    .end(JSON.stringify({ SecretString: 'replace me' }));
});
await once(secretsManager.listen(0, '127.0.0.1'), 'listening');
const address = secretsManager.address();
assert.ok(typeof address === 'object' && address);
Object.assign(process.env, {
  AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${address.port}`,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  STRIPE_SECRET_ARN: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:stripe',
});
// It reads the environment when it is loaded.
const { paymentGateway } = await import('./choose-gateway.ts');

afterAll(() => {
  secretsManager.close();
  secretsManager.closeAllConnections();
});

describe('the gateway with a key in Secrets Manager', () => {
  it('reads nothing before its first use, and again after a secret that is not a key', async () => {
    assert.equal(reads, 0);
    for (const expected of [1, 2]) {
      await assert.rejects(paymentGateway.close('pi_1'), (error) => {
        assert.ok(
          error instanceof Error && /does not hold a key/.test(error.message) && !/replace me/.test(error.message),
        );
        return true;
      });
      assert.equal(reads, expected);
    }
  });
});
