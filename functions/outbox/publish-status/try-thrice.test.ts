/** How often a target is asked. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { Unmendable } from '../../shared/errors/unmendable.ts';
import { tryThrice } from './try-thrice.ts';

/** Fails with these errors in turn, then succeeds, and counts. */
function failing(...errors: readonly Error[]) {
  const tries = { count: 0 };
  const attempt = async (): Promise<void> => {
    tries.count += 1;
    const error = errors[tries.count - 1];
    if (error) throw error;
  };
  return { tries, attempt };
}
function always() {
  return true;
}

describe('tryThrice', () => {
  it('goes on until it succeeds, three times at most', async () => {
    const twice = failing(new Error('1'), new Error('2'));
    await tryThrice(twice.attempt, always);
    assert.equal(twice.tries.count, 3);
    const thrice = failing(new Error('1'), new Error('2'), new Error('3'));
    await assert.rejects(tryThrice(thrice.attempt, always), /3/);
    assert.equal(thrice.tries.count, 3);
  });

  it('stops at what no retry can mend', async () => {
    const { tries, attempt } = failing(new Error('1'), new Unmendable('2'));
    await assert.rejects(tryThrice(attempt, always), Unmendable);
    assert.equal(tries.count, 2);
  });

  it('begins no try without time, and says so when there was none at all', async () => {
    const none = failing();
    await assert.rejects(
      tryThrice(none.attempt, () => false),
      /no time left/,
    );
    assert.equal(none.tries.count, 0);
    const one = failing(new Error('1'));
    await assert.rejects(
      tryThrice(one.attempt, () => one.tries.count < 1),
      /1/,
    );
    assert.equal(one.tries.count, 1);
  });
});
