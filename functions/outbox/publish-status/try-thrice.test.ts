/** How often a target is asked. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { Unmendable } from '../../shared/errors/unmendable.ts';
import { tryThrice } from './try-thrice.ts';

/** Tries an attempt that fails with these errors in turn and then succeeds, without real pauses. */
function trying(...errors: readonly Error[]) {
  const seen = { tries: 0, pausesMs: new Array<number>() };
  const attempt = (): Promise<void> => {
    const error = errors[seen.tries];
    seen.tries += 1;
    return error ? Promise.reject(error) : Promise.resolve();
  };
  const wait = (milliseconds: number): Promise<void> => {
    seen.pausesMs.push(milliseconds);
    return Promise.resolve();
  };
  const run = (hasTime = () => true): Promise<void> => tryThrice(attempt, hasTime, wait);
  return { seen, run };
}

describe('tryThrice', () => {
  it('goes on until it succeeds, three times at most', async () => {
    const twice = trying(new Error('1'), new Error('2'));
    await twice.run();
    assert.equal(twice.seen.tries, 3);
    const thrice = trying(new Error('1'), new Error('2'), new Error('3'));
    await assert.rejects(thrice.run(), /3/);
    assert.equal(thrice.seen.tries, 3);
  });

  it('pauses between tries only, about 0.2 and 0.4 seconds', async () => {
    const { seen, run } = trying(new Error('1'), new Error('2'));
    await run();
    const [first = 0, second = 0, ...others] = seen.pausesMs;
    assert.ok(first >= 100 && first <= 300, String(first));
    assert.ok(second >= 200 && second <= 600, String(second));
    assert.deepEqual(others, []);
  });

  it('stops at what no retry can mend', async () => {
    const { seen, run } = trying(new Error('1'), new Unmendable('2'));
    await assert.rejects(run(), Unmendable);
    assert.equal(seen.tries, 2);
  });

  it('begins no try without time, and says so when there was none at all', async () => {
    const none = trying();
    await assert.rejects(
      none.run(() => false),
      /no time left/,
    );
    assert.equal(none.seen.tries, 0);
    const one = trying(new Error('1'));
    await assert.rejects(
      one.run(() => one.seen.tries < 1),
      /1/,
    );
    assert.equal(one.seen.tries, 1);
  });
});
