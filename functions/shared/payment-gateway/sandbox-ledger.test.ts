import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { newClientSecret } from './sandbox-ledger.ts';

describe('the secret of a payment', () => {
  it('is another one each time, and long enough that nobody guesses it', () => {
    const [one, other] = [newClientSecret('sandbox-1'), newClientSecret('sandbox-1')];
    assert.notEqual(one, other);
    assert.match(one, /^sandbox-1_secret_[\w-]{32}$/);
  });
});
