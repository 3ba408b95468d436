/** What the saga relies on, whoever takes the money: tests that every adapter of the port must pass. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'vitest';
import { PaymentDeclined, RefundRefused } from '../../errors/business-errors.ts';
import type { PaymentGateway } from '../payment-gateway.ts';
import { PaymentProviderUnavailable, PaymentStillOpen } from '../provider-errors.ts';

/** A provider as the tests know it: its adapter, its payment methods, and its customers and banks. */
export type Provider = {
  readonly gateway: PaymentGateway;
  /** Payment methods by what becomes of a charge with them. */
  readonly methods: {
    readonly taken: string;
    readonly declined: string;
    readonly unknown: string;
    readonly awaitsCustomer: string;
    readonly awaitsProvider: string;
  };
  /** Decides in the customer's or the bank's place. */
  readonly decide: (paymentId: string, decision: 'CONFIRMED' | 'REFUSED') => Promise<void>;
  /** How much is charged and how much of that is refunded, as a whole or in parts, in the currency's smallest unit. */
  readonly balanceOf: (paymentId: string) => Promise<{ readonly charged: number; readonly refunded: number }>;
};

const AMOUNT = { amountMinor: 89_99, currency: 'USD' };
const NOTHING = { charged: 0, refunded: 0 };
const CHARGED = { charged: 89_99, refunded: 0 };

/** Declares the tests. `provider` is called when they run. */
export function describeGateway(name: string, provider: () => Provider): void {
  const prepare = (method: keyof Provider['methods']) => {
    const { gateway, methods } = provider();
    return gateway.prepare({ ...AMOUNT, orderId: randomUUID(), paymentMethodId: methods[method] });
  };
  const confirm = (paymentId: string, isNew = false) => provider().gateway.confirm({ paymentId, isNew });
  const close = (paymentId: string) => provider().gateway.close(paymentId);
  const refund = (paymentId: string) => provider().gateway.refund({ ...AMOUNT, paymentId, orderId: 'order' });
  const balanceOf = (paymentId: string) => provider().balanceOf(paymentId);
  /** A charge that has been confirmed once, and waits. */
  const waiting = async (method: 'awaitsCustomer' | 'awaitsProvider') => {
    const paymentId = await prepare(method);
    await confirm(paymentId, true);
    return paymentId;
  };

  describe(`a charge by ${name}`, () => {
    it('takes no money while it is only prepared, and each one is another', async () => {
      const paymentIds = [await prepare('taken'), await prepare('taken')];
      assert.equal(new Set(paymentIds).size, 2);
      for (const paymentId of paymentIds) assert.deepEqual(await balanceOf(paymentId), NOTHING);
    });

    it('is taken once, however often it is confirmed, also at the same time', async () => {
      const paymentId = await prepare('taken');
      assert.deepEqual(await confirm(paymentId, true), { awaits: null });
      const again = await Promise.all([confirm(paymentId), confirm(paymentId), confirm(paymentId)]);
      assert.deepEqual(again, Array(3).fill({ awaits: null }));
      assert.deepEqual(await balanceOf(paymentId), CHARGED);
    });

    it('that is declined says so each time, and was never taken when it is closed', async () => {
      const paymentId = await prepare('declined');
      for (const isNew of [true, false]) await assert.rejects(confirm(paymentId, isNew), PaymentDeclined);
      assert.equal(await close(paymentId), false);
      assert.deepEqual(await balanceOf(paymentId), NOTHING);
    });

    it('is not even prepared with an unknown payment method', async () => {
      await assert.rejects(prepare('unknown'), PaymentDeclined);
    });

    it('that is closed is never taken', async () => {
      const paymentId = await prepare('taken');
      for (let times = 0; times < 2; times += 1) assert.equal(await close(paymentId), false);
      await assert.rejects(confirm(paymentId), PaymentDeclined);
      assert.deepEqual(await balanceOf(paymentId), NOTHING);
    });

    it('that is taken stays taken when it is closed, which says so each time', async () => {
      const paymentId = await prepare('taken');
      await confirm(paymentId, true);
      for (let times = 0; times < 2; times += 1) assert.equal(await close(paymentId), true);
      assert.deepEqual(await balanceOf(paymentId), CHARGED);
    });

    it('is either taken or closed if both are asked for at the same time', async () => {
      const paymentId = await prepare('taken');
      const [confirmed, closed] = await Promise.allSettled([confirm(paymentId, true), close(paymentId)]);
      const isTaken = await close(paymentId);
      if (confirmed.status === 'fulfilled') assert.ok(isTaken);
      if (closed.status === 'fulfilled') assert.equal(closed.value, isTaken);
      assert.deepEqual(await balanceOf(paymentId), isTaken ? CHARGED : NOTHING);
    });

    it('is given back once, however often that is asked for', async () => {
      const paymentId = await prepare('taken');
      await confirm(paymentId, true);
      for (let times = 0; times < 3; times += 1) await refund(paymentId);
      assert.deepEqual(await balanceOf(paymentId), { charged: 89_99, refunded: 89_99 });
    });
  });

  describe(`a charge by ${name} that waits for the customer`, () => {
    it('says so each time, with what the customer needs, and takes nothing', async () => {
      const paymentId = await prepare('awaitsCustomer');
      for (const isNew of [true, false]) {
        const confirmation = await confirm(paymentId, isNew);
        assert.ok(confirmation.awaits === 'CUSTOMER');
        assert.ok(confirmation.action.clientSecret ?? confirmation.action.actionUrl);
      }
      assert.deepEqual(await balanceOf(paymentId), NOTHING);
    });

    it('is taken once when the customer has confirmed it', async () => {
      const paymentId = await waiting('awaitsCustomer');
      await provider().decide(paymentId, 'CONFIRMED');
      for (let times = 0; times < 2; times += 1) assert.deepEqual(await confirm(paymentId), { awaits: null });
      assert.deepEqual(await balanceOf(paymentId), CHARGED);
    });

    it('is declined when the customer has refused it, and was never taken when it is closed', async () => {
      const paymentId = await waiting('awaitsCustomer');
      await provider().decide(paymentId, 'REFUSED');
      await assert.rejects(confirm(paymentId), PaymentDeclined);
      assert.equal(await close(paymentId), false);
      assert.deepEqual(await balanceOf(paymentId), NOTHING);
    });

    it('that is closed stays closed, whatever the customer says then', async () => {
      const paymentId = await waiting('awaitsCustomer');
      assert.equal(await close(paymentId), false);
      await provider().decide(paymentId, 'CONFIRMED');
      await assert.rejects(confirm(paymentId), PaymentDeclined);
      assert.equal(await close(paymentId), false);
      assert.deepEqual(await balanceOf(paymentId), NOTHING);
    });
  });

  describe(`a charge by ${name} that waits for the bank`, () => {
    it('says so each time, and takes nothing', async () => {
      const paymentId = await prepare('awaitsProvider');
      for (const isNew of [true, false]) assert.deepEqual(await confirm(paymentId, isNew), { awaits: 'PROVIDER' });
      assert.deepEqual(await balanceOf(paymentId), NOTHING);
    });

    it('is closed for good, or says that it is still open', async () => {
      const paymentId = await waiting('awaitsProvider');
      const isTaken = await close(paymentId).catch((error: unknown) => error);
      assert.ok(isTaken === false || isTaken instanceof PaymentStillOpen, String(isTaken));
      if (isTaken === false) await assert.rejects(confirm(paymentId), PaymentDeclined);
    });

    for (const decision of ['CONFIRMED', 'REFUSED'] as const) {
      it(`comes to what the bank has decided: ${decision}`, async () => {
        const paymentId = await waiting('awaitsProvider');
        await provider().decide(paymentId, decision);
        if (decision === 'CONFIRMED') assert.deepEqual(await confirm(paymentId), { awaits: null });
        else await assert.rejects(confirm(paymentId), PaymentDeclined);
        assert.equal(await close(paymentId), decision === 'CONFIRMED');
        assert.deepEqual(await balanceOf(paymentId), decision === 'CONFIRMED' ? CHARGED : NOTHING);
      });
    }
  });

  describe(`parts of a charge that ${name} gives back`, () => {
    /** Asks for a part until the provider is not busy with another request any more, as the saga does. */
    const refundPart = async (paymentId: string, refundId: string, amountMinor: number): Promise<void> => {
      const requestedAt = new Date().toISOString();
      const request = { ...AMOUNT, paymentId, orderId: `order-${paymentId}`, refundId, requestedAt, amountMinor };
      for (;;) {
        const outcome = await provider()
          .gateway.refundPart(request)
          .catch((error: unknown) => error);
        if (outcome instanceof PaymentProviderUnavailable) continue;
        if (outcome instanceof Error) throw outcome;
        return;
      }
    };
    const refused = (paymentId: string, refundId: string, amountMinor: number) =>
      assert.rejects(refundPart(paymentId, refundId, amountMinor), RefundRefused);
    const refundedOf = async (paymentId: string) => (await balanceOf(paymentId)).refunded;
    const taken = async () => {
      const paymentId = await prepare('taken');
      await confirm(paymentId, true);
      return paymentId;
    };

    it('are given back once for each refund id, however often that is asked for, also at the same time', async () => {
      const paymentId = await taken();
      await Promise.all(['a', 'b', 'a', 'b', 'a'].map((refundId) => refundPart(paymentId, refundId, 10_00)));
      for (const refundId of ['a', 'b']) await refundPart(paymentId, refundId, 10_00);
      assert.deepEqual(await balanceOf(paymentId), { charged: 89_99, refunded: 20_00 });
    });

    it('are given back up to what was charged, and what exceeds it is refused, each time', async () => {
      const paymentId = await taken();
      await refundPart(paymentId, 'most', 80_00);
      for (let times = 0; times < 2; times += 1) await refused(paymentId, 'too-much', 10_00);
      assert.equal(await refundedOf(paymentId), 80_00);
      await refundPart(paymentId, 'rest', 9_99);
      await refused(paymentId, 'more', 1);
      for (const [refundId, amount] of [
        ['most', 80_00],
        ['rest', 9_99],
      ] as const) {
        await refundPart(paymentId, refundId, amount);
      }
      assert.deepEqual(await balanceOf(paymentId), { charged: 89_99, refunded: 89_99 });
    });

    it('never exceed what was charged, also if they are asked for at the same time', async () => {
      const paymentId = await taken();
      const outcomes = await Promise.allSettled(['a', 'b', 'c'].map((id) => refundPart(paymentId, id, 40_00)));
      assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 2);
      for (const one of outcomes) if (one.status === 'rejected') assert.ok(one.reason instanceof RefundRefused);
      assert.equal(await refundedOf(paymentId), 80_00);
    });

    for (const method of ['taken', 'awaitsCustomer'] as const) {
      it(`are refused of a charge that was never taken (${method})`, async () => {
        const paymentId = await prepare(method);
        await refused(paymentId, 'a', 10_00);
        await close(paymentId);
        await refused(paymentId, 'b', 10_00);
        assert.deepEqual(await balanceOf(paymentId), NOTHING);
      });
    }
  });
}
