/** Asks for the planned refunds of a completed order, as careful staff do: again with the same id until there is an answer. */

import { setTimeout as delay } from 'node:timers/promises';
import { OrdersError } from '@ordersaga/client';
import type { OrdersClient } from '@ordersaga/client';
import { insist } from './insist.ts';
import type { PlannedRefund, RefundRound } from './plan-refunds.ts';
import type { RefundAsked } from './rows.ts';

export async function placeRefunds(
  client: OrdersClient,
  orderId: string,
  rounds: readonly RefundRound[],
): Promise<readonly RefundAsked[]> {
  const asked: RefundAsked[] = [];
  for (const round of rounds) {
    asked.push(...(await Promise.all(round.map((refund) => placeRefund(client, orderId, refund)))));
  }
  return asked;
}

async function placeRefund(client: OrdersClient, orderId: string, refund: PlannedRefund): Promise<RefundAsked> {
  const { refundId, amount, expected, atOnce, again } = refund;
  const restock = [...refund.restock];
  const ask = () => insist(() => answerOf(client.refundOrder({ orderId, refundId, amount, restock })));
  const answers = await Promise.all(Array.from({ length: atOnce }, ask));
  if (again) {
    await untilEnded(client, orderId, refundId);
    answers.push(await ask());
  }
  return { orderId, refundId, amount, expected, answers };
}

/** That too much was asked for is an answer; throws for what may be different next time. */
async function answerOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'taken';
  } catch (error) {
    if (error instanceof OrdersError && error.errorType === 'RefundExceedsPayment') return error.errorType;
    throw error;
  }
}

/** Or for a while: a refund takes longer if everything fails. One that the order doesn't have is over. */
async function untilEnded(client: OrdersClient, orderId: string, refundId: string): Promise<void> {
  const until = Date.now() + WAIT_WITHIN_MS;
  while (Date.now() < until) {
    const { payment } = await insist(() => client.order(orderId));
    const refund = payment?.refunds.find((one) => one.refundId === refundId);
    if (refund?.status !== 'REQUESTED') return;
    await delay(250);
  }
}

const WAIT_WITHIN_MS = 10_000;
