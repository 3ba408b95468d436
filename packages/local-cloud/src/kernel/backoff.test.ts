import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { backoffMs, retryUntilAborted } from './backoff.ts';

describe('backoffMs', () => {
  it('multiplies the first wait with each failure, up to the longest', () => {
    const backoff = { firstMs: 50, factor: 3, maxMs: 1000 };
    assert.deepEqual(
      [1, 2, 3, 4, 5000].map((failures) => backoffMs(backoff, failures)),
      [50, 150, 450, 1000, 1000],
    );
  });
});

describe('retryUntilAborted', () => {
  it('returns the first result', async () => {
    const failures: unknown[] = [];
    let tries = 0;
    const action = () => {
      tries += 1;
      return tries < 3 ? Promise.reject(new Error(`try ${tries}`)) : Promise.resolve('done');
    };
    const result = await retryUntilAborted(action, new AbortController().signal, (error) => failures.push(error));
    assert.equal(result, 'done');
    assert.deepEqual(failures.map(String), ['Error: try 1', 'Error: try 2']);
  });

  it('stops waiting when the signal is aborted', async () => {
    const controller = new AbortController();
    const result = await retryUntilAborted(
      (): Promise<string> => Promise.reject(new Error('down')),
      controller.signal,
      () => {
        controller.abort();
      },
    );
    assert.equal(result, undefined);
  });

  it('tries nothing after the signal is aborted', async () => {
    const action = (): Promise<string> => Promise.reject(new Error('tried'));
    const failures: unknown[] = [];
    const result = await retryUntilAborted(action, AbortSignal.abort(), (error) => failures.push(error));
    assert.equal(result, undefined);
    assert.deepEqual(failures, []);
  });
});
