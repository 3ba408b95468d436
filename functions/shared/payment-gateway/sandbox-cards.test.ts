/** The sandbox's cards. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { sandboxCard } from './sandbox-cards.ts';

describe('sandboxCard', () => {
  it('accepts the card that always works', () => {
    assert.deepEqual(sandboxCard('pm_card_visa'), {});
  });

  it('has a card for each fate of a payment that waits', () => {
    const customers = ['confirmed', 'refused', 'never', 'late', 'twice', 'after_expiry'];
    for (const fate of customers) assert.equal(sandboxCard(`pm_sandbox_3ds_${fate}`).awaits, 'CUSTOMER', fate);
    for (const card of ['pm_usBankAccount_success', 'pm_usBankAccount_insufficientFunds', 'pm_sandbox_bank_debit']) {
      assert.equal(sandboxCard(card).awaits, 'PROVIDER', card);
    }
  });

  it('leaves the card of Stripe to the person at the page', () => {
    assert.deepEqual(sandboxCard('pm_card_authenticationRequired'), { awaits: 'CUSTOMER' });
  });

  it('rejects an unknown card, and does not repeat its name', () => {
    for (const unknown of ['pm_1Nx', 'toString', '__proto__']) {
      const { unknown: refusal = '' } = sandboxCard(unknown);
      assert.match(refusal, /does not know/);
      assert.ok(!refusal.includes(unknown));
    }
  });
});
