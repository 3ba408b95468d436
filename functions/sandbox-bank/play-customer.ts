/** Decides as the card's customer or bank does. */
import { wakeSagas } from '../shared/orders/payment-waits.ts';
import type { BankTask } from '../shared/payment-gateway/sandbox-bank.ts';
import { decideEntry, readEntry } from '../shared/payment-gateway/sandbox-ledger.ts';
import { logger } from '../shared/telemetry/logger.ts';
import { aboutOrder } from '../shared/telemetry/order-scope.ts';

/** Passes the word on as often as it is told to, also of a decision that was too late or made before. */
export async function playCustomer({ paymentId, decision, words }: BankTask): Promise<void> {
  const entry = await readEntry(paymentId);
  if (!entry) throw new Error(`The ledger has no payment ${paymentId}`);
  await aboutOrder(entry.metadata, async () => {
    const isDecided = await decideEntry(paymentId, decision);
    logger.info('Decided by itself', { paymentId, decision, isDecided, words });
    for (let word = 0; word < words; word += 1) await wakeSagas(entry.metadata.orderId);
  });
}
