/** The sandbox's cards. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sandboxCard } from './sandbox-cards.ts';

describe('sandboxCard', () => {
  it('accepts the card that always works', () => {
    assert.deepEqual(sandboxCard('pm_card_visa'), {});
  });

  it('declines a card that it does not know, and does not repeat its name', () => {
    for (const unknown of ['pm_1Nx', 'toString', '__proto__']) {
      const { declined = '' } = sandboxCard(unknown);
      assert.match(declined, /does not know/);
      assert.ok(!declined.includes(unknown));
    }
  });
});
