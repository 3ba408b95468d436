/** Leaves orders at each step of the saga, forward and backward, by throttling the function of the step. */
import { setTimeout } from 'node:timers/promises';
import type { OrdersClient } from '@ordersaga/client';
import { readFaults, setFaults } from '../../commands/faults.ts';
import { ORDER } from './cloud.ts';

/** Each order passes the steps that are held after it. */
const HELD = [
  { step: 'SendNotification', card: 'pm_card_visa' },
  { step: 'CompleteOrder', card: 'pm_card_visa' },
  { step: 'FailOrder', card: 'pm_card_chargeDeclined' },
  { step: 'ReleaseInventory', card: 'pm_card_chargeDeclined' },
  { step: 'RefundPayment', card: 'pm_card_chargeDeclined' },
  { step: 'AwaitPayment', card: 'pm_sandbox_3ds_confirmed' },
  { step: 'ProcessPayment', card: 'pm_card_visa' },
  { step: 'ReserveInventory', card: 'pm_card_visa' },
] as const;

export type Halfway = { readonly orderId: string; readonly step: string; readonly end: 'COMPLETED' | 'FAILED' };

/** One order for each step: it waits there, and ends as its card decides if the step is let go. */
export async function leaveHalfway(
  cloud: { readonly awsEndpointUrl: string },
  orders: OrdersClient,
): Promise<readonly Halfway[]> {
  const left: Halfway[] = [];
  for (const [index, { step, card }] of HELD.entries()) {
    await setFaults(cloud, HELD.slice(0, index + 1).map(throttle));
    const { orderId } = await orders.createOrder({ ...ORDER, paymentMethodId: card, email: 'ada@example.com' });
    while ((await readFaults(cloud)).at(index)?.injected === 0) await setTimeout(20);
    left.push({ orderId, step, end: card === 'pm_card_chargeDeclined' ? 'FAILED' : 'COMPLETED' });
  }
  return left;
}

function throttle({ step }: { readonly step: string }) {
  return { service: 'lambda', operation: 'Invoke', functionName: `${step}Function`, effect: { type: 'throttle' } };
}
