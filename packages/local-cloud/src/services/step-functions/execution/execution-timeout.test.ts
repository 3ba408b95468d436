import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { executionTimeoutMs } from './execution-timeout.ts';

describe('executionTimeoutMs', () => {
  it('is that of the definition, of five minutes at most for an Express execution', () => {
    assert.equal(executionTimeoutMs({ TimeoutSeconds: 20 }, 'STANDARD'), 20_000);
    assert.equal(executionTimeoutMs({}, 'STANDARD'), undefined);
    assert.equal(executionTimeoutMs({ TimeoutSeconds: 31_536_000 }, 'STANDARD'), 31_536_000_000);
    assert.equal(executionTimeoutMs({ TimeoutSeconds: 20 }, 'EXPRESS'), 20_000);
    assert.equal(executionTimeoutMs({ TimeoutSeconds: 900 }, 'EXPRESS'), 300_000);
    assert.equal(executionTimeoutMs({}, 'EXPRESS'), 300_000);
  });
});
