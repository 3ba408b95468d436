import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { createTestAuthorizer, NOT_AUTHORIZED, refuses } from '../testing/test-authorizer.ts';

describe('API_KEY', () => {
  it('takes a key until it expires, and no other', async () => {
    const expiresAtEpochSeconds = Math.floor(Date.now() / 1000);
    const authorize = createTestAuthorizer([{ type: 'API_KEY' }], {}, [
      { key: 'da2-old', expiresAtEpochSeconds: expiresAtEpochSeconds - 1 },
      { key: 'da2-new', expiresAtEpochSeconds: expiresAtEpochSeconds + 60 },
    ]);
    const { mode, identity } = await authorize({ 'x-api-key': 'da2-new' });
    assert.deepEqual([mode, identity], ['API_KEY', null]);
    await refuses(authorize({ 'x-api-key': 'da2-old' }), NOT_AUTHORIZED);
    await refuses(authorize({ 'x-api-key': 'da2-none' }), NOT_AUTHORIZED);
  });
});
