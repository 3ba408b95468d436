import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { describe, it } from 'vitest';
import { StageError } from '../stage-settings.ts';
import { isConfirmed } from './confirm.ts';

/** A terminal at which somebody types this. */
function terminal(typed: string) {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  input.end(typed);
  return input;
}

describe('a deletion', () => {
  for (const { typed, expected } of [
    { typed: 'y\n', expected: true },
    { typed: 'Yes\n', expected: true },
    { typed: 'n\n', expected: false },
    { typed: '\n', expected: false },
    { typed: '', expected: false },
  ]) {
    it(`is ${expected ? '' : 'not '}confirmed by ${JSON.stringify(typed)}`, async () => {
      assert.equal(await isConfirmed('Sure', [], terminal(typed)), expected);
    });
  }

  it("is confirmed by CDK's options without a question", async () => {
    for (const option of ['--force', '-f', '--yes', '-y']) assert.equal(await isConfirmed('Sure', [option]), true);
  });

  it('is not confirmed if nobody can be asked', async () => {
    const message = 'Sure? Nobody can confirm it without a terminal. Add --force to confirm it.';
    await assert.rejects(isConfirmed('Sure', [], new PassThrough()), new StageError(message));
  });
});
