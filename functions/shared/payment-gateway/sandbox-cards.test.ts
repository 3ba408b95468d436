/** The sandbox's cards. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { sandboxCard } from './sandbox-cards.ts';

describe('sandboxCard', () => {
  it('accepts the card that always works', () => {
    assert.deepEqual(sandboxCard('pm_card_visa'), {});
  });

  it('rejects an unknown card, and does not repeat its name', () => {
    for (const unknown of ['pm_1Nx', 'toString', '__proto__']) {
      const { unknown: refusal = '' } = sandboxCard(unknown);
      assert.match(refusal, /does not know/);
      assert.ok(!refusal.includes(unknown));
    }
  });
});
