/** The lines of the books about refunds that staff have asked for. */
import { refundsOf } from './kept.ts';
import { line } from './rows.ts';
import type { BookLine, Books, RefundAsked, RefundRow } from './rows.ts';

export function refundsEnded({ orders }: Books): BookLine {
  const refunds = orders.flatMap((order) => refundsOf(order).map((refund) => ({ ...refund, orderId: order.orderId })));
  const wrong = refunds.filter(({ status }) => status !== 'ISSUED' && status !== 'FAILED');
  return line(
    'every refund is issued or has failed',
    refunds.length,
    wrong,
    ({ orderId, refundId, status }) => `${orderId}: ${refundId} is ${status}`,
  );
}

/** An order has no refund that nobody asked for, and each that was asked for came to what it had to. */
export function refundsCameToTheirEnd({ orders, refundsAsked }: Books): BookLine {
  const askedOf = Map.groupBy(refundsAsked, ({ orderId }) => orderId);
  const wrong = orders.flatMap((order) => {
    const asked = askedOf.get(order.orderId) ?? [];
    const refunds = refundsOf(order);
    const unasked = refunds.filter(({ refundId }) => !asked.some((one) => one.refundId === refundId));
    const rivals = asked.filter(({ expected }) => expected === 'one of');
    const won = rivals.filter(({ refundId }) => refunds.some((one) => one.refundId === refundId));
    return [
      ...unasked.map(({ refundId }) => `${order.orderId}: nobody asked for ${refundId}`),
      ...asked.flatMap((one) => wrongOf(one, refunds)),
      ...(rivals.length > 0 && won.length !== 1 ? [`${order.orderId}: ${won.length} of its rivals are issued`] : []),
    ];
  });
  return { title: 'every refund came to what it had to, and none was unasked', checked: refundsAsked.length, wrong };
}

function wrongOf(asked: RefundAsked, refunds: readonly RefundRow[]): readonly string[] {
  const { orderId, refundId, amount, answers } = asked;
  const found = refunds.filter((refund) => refund.refundId === refundId);
  const outcome = found.length > 1 ? 'there twice' : outcomeOf(found[0]);
  const expected = expectedOf(asked);
  const isRight = outcome === expected && found.every((refund) => refund.amount === amount);
  // All calls with one id get one answer.
  const answer = outcome === 'rejected' ? 'RefundExceedsPayment' : 'taken';
  if (isRight && answers.length > 0 && answers.every((one) => one === answer)) return [];
  return [`${orderId}: ${refundId} is ${outcome}, expected ${expected}; the API said ${answers.join(', ')}`];
}

function outcomeOf(refund: RefundRow | undefined): string {
  return refund ? refund.status.toLowerCase() : 'rejected';
}

/** Which of the rivals is faster is nobody's business; what counts is that it was told so. */
function expectedOf({ expected, answers }: RefundAsked): string {
  if (expected !== 'one of') return expected;
  return answers.includes('taken') ? 'issued' : 'rejected';
}
