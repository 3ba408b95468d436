/** Several refunds of one order, each with several sagas, staff who ask again, and a provider with a will of its own. */
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { toMinor } from './money.ts';
import { isSettled } from './order-status.ts';
import { refundOf, refundsOf } from './refunds.ts';
import { walkRefunds } from './testing/refund-walk.ts';
import type { RefundHappening, RefundWalk, WalkedRefunds } from './testing/refund-walk.ts';
import { newRefundWorld, ORDERED, total } from './testing/refund-world.ts';

const TOTAL = newRefundWorld().order.totalAmount;

/** Shares of the total, so that several refunds come to exactly that, and to more. */
const aWanted = fc.record({
  amount: fc
    .constantFrom(TOTAL, TOTAL / 3, 2 * (TOTAL / 3), 0.01, TOTAL - 0.01)
    .map((amount) => Number(amount.toFixed(2))),
  quantity: fc.nat(ORDERED.quantity),
});

const aWalk: fc.Arbitrary<RefundWalk> = fc.record({
  wanted: fc
    .array(aWanted, { minLength: 1, maxLength: 4 })
    .map((all) => all.map((one, index) => ({ ...one, refundId: `refund-${index}` }))),
  happenings: fc.array(
    fc.record<RefundHappening>({
      what: fc.oneof(
        { weight: 20, arbitrary: fc.constant('go on') },
        { weight: 4, arbitrary: fc.constant('ask') },
        { weight: 3, arbitrary: fc.constantFrom('crash', 'fail', 'sweep') },
        { weight: 1, arbitrary: fc.constantFrom('refuse', 'bounce') },
      ),
      who: fc.nat(5),
      which: fc.nat(3),
    }),
    { maxLength: 80, size: 'max' },
  ),
});

/** Each walk is played once; every statement about refunds is then held against all of them. */
const walked = fc.sample(aWalk, 4000).map((walk) => ({ walk, result: walkRefunds(walk) }));

/** Throws for a walk that fails the check, with the shortest walk that fails it. */
function everyWalk(check: (result: WalkedRefunds, walk: RefundWalk) => void): void {
  for (const { walk, result } of walked) {
    try {
      check(result, walk);
    } catch (error) {
      const replay = fc.property(aWalk, (shorter) => check(walkRefunds(shorter), shorter));
      fc.assert(replay, { examples: [[walk]], numRuns: 1 });
      throw error;
    }
  }
}

function minorOf(amounts: readonly number[]): number {
  return total(amounts.map((amount) => toMinor(amount, 'USD')));
}

describe('refunds of one order, whatever comes in between', () => {
  it('come far enough to be worth a statement', () => {
    const refunds = walked.flatMap(({ result }) => refundsOf(result.world.order));
    for (const status of ['ISSUED', 'FAILED']) assert.ok(refunds.filter((one) => one.status === status).length > 500);
    assert.ok(walked.some(({ result }) => result.world.provider.mostGiven === TOTAL));
    const answers = walked.flatMap(({ result }) => result.answers.map(({ answer }) => answer));
    assert.ok(answers.filter((answer) => answer === 'rejected').length > 500);
  });

  it('end, each of them, with one more saga at most if all are gone', () => {
    everyWalk(({ world, restless }) => {
      assert.equal(restless, 0);
      assert.ok(isSettled(world.order), JSON.stringify(refundsOf(world.order)));
    });
  });

  it('never give the customer more than the order has cost', () => {
    everyWalk(({ world: { provider } }) => assert.ok(minorOf([provider.mostGiven]) <= toMinor(TOTAL, 'USD')));
  });

  it('give back once for each id, the amount that was asked for', () => {
    everyWalk(({ world: { order, provider } }, { wanted }) => {
      const ids = refundsOf(order).map(({ refundId }) => refundId);
      assert.equal(new Set(ids).size, ids.length);
      for (const [refundId, amount] of provider.given) assert.equal(refundOf(order, refundId)?.amount, amount);
      for (const { refundId, amount } of refundsOf(order)) {
        assert.equal(wanted.find((one) => one.refundId === refundId)?.amount, amount);
      }
    });
  });

  it('are issued only if the provider has given them back, and have failed only if the customer does not have it', () => {
    everyWalk(({ world: { order, provider } }) => {
      for (const { refundId, status } of refundsOf(order)) {
        if (status === 'ISSUED') assert.ok(provider.given.has(refundId) || provider.bounced.has(refundId), refundId);
        else assert.ok(!provider.given.has(refundId), refundId);
      }
    });
  });

  it('put back no more than was ordered, and just what they say', () => {
    everyWalk(({ world: { order, stock } }) => {
      const restocked = refundsOf(order).filter((one) => one.restocked);
      assert.equal(stock, total(restocked.flatMap(({ restock }) => restock.map(({ quantity }) => quantity))));
      assert.ok(stock <= ORDERED.quantity, String(stock));
    });
  });

  it('leave one event for each version', () => {
    everyWalk(({ world: { versions, order } }) => {
      assert.deepEqual(
        versions,
        versions.map((_, index) => index + 1),
      );
      assert.equal(order.version, versions.length);
    });
  });

  it('are on the order once somebody was told that they are taken', () => {
    everyWalk(({ world: { order }, answers }) => {
      for (const { refundId, answer } of answers)
        if (answer === 'taken') assert.ok(refundOf(order, refundId), refundId);
    });
  });

  it('are told to the customer only if they were issued, and every issued one is told or says why not', () => {
    everyWalk(({ world: { order, mails } }) => {
      for (const { refundId, status, notification } of refundsOf(order)) {
        if (status === 'ISSUED') assert.ok(notification, refundId);
        if (notification?.sent) assert.ok(mails.has(refundId), refundId);
      }
      for (const refundId of mails.keys()) assert.ok(order.happened.includes('REFUND_ISSUED'), refundId);
    });
  });

  it('leave the order completed, and its payment refunded if, and only if, all of it is given back', () => {
    everyWalk(({ world: { order } }) => {
      const issued = refundsOf(order).filter(({ status }) => status === 'ISSUED');
      assert.equal(order.status, 'COMPLETED');
      assert.equal(order.payment?.refunded, minorOf(issued.map(({ amount }) => amount)) === toMinor(TOTAL, 'USD'));
    });
  });
});
