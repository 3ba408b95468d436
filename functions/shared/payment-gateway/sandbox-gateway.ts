/** A payment provider of our own for trying things out: no money moves, but its ledger is kept as a provider would. */
import { randomUUID } from 'node:crypto';
import { writeOnCondition } from '../clients/write-on-condition.ts';
import { PaymentDeclined, RefundRefused } from '../errors/business-errors.ts';
import type {
  ChargeRequest,
  Confirmation,
  PartialRefundRequest,
  PaymentGateway,
  PreparedCharge,
  RefundRequest,
} from './payment-gateway.ts';
import { PaymentProviderRefused, PaymentProviderUnavailable } from './provider-errors.ts';
import { bankAddress, instructBank } from './sandbox-bank.ts';
import { sandboxCard } from './sandbox-cards.ts';
import type { SandboxCard } from './sandbox-cards.ts';
import { closeEntry, countTry, enter, enterRefund, newClientSecret, readEntry, takeMoney } from './sandbox-ledger.ts';
import type { Entry } from './sandbox-ledger.ts';

export const sandboxGateway: PaymentGateway = { prepare, confirm, close, refund, refundPart };

async function prepare({ amountMinor, currency, paymentMethodId, ...ids }: ChargeRequest): Promise<string> {
  const { unknown, awaits } = sandboxCard(paymentMethodId);
  if (unknown) throw new PaymentDeclined(unknown);
  const paymentId = `sandbox-${randomUUID()}`;
  // It counts as the order's only once its money is taken.
  const intent = { kind: 'INTENT', state: 'OPEN', metadata: ids, amountMinor, currency, paymentMethodId };
  await enter({ paymentId, ...intent, ...(awaits === 'CUSTOMER' && { clientSecret: newClientSecret(paymentId) }) });
  return paymentId;
}

async function confirm({ paymentId, isNew }: PreparedCharge): Promise<Confirmation> {
  const entry = await knownEntry(paymentId);
  const { state, decision, losesAnswer } = entry;
  if (state === 'CLOSED') {
    throw new PaymentDeclined(`The payment was ${decision === 'REFUSED' ? 'refused' : 'cancelled'}.`);
  }
  if (state === 'OPEN') return confirmOpen(entry, isNew);
  if (losesAnswer) throw new PaymentProviderUnavailable('The payment provider did not answer in time');
  return { awaits: null };
}

async function confirmOpen(entry: Entry, isNew: boolean): Promise<Confirmation> {
  const { paymentId, paymentMethodId = '' } = entry;
  const card = sandboxCard(paymentMethodId);
  if (card.awaits) return letWait(entry, card, isNew);
  await charge(paymentId, card);
  // If another call was faster, the money is taken by now, or it never will be.
  return confirm({ paymentId, isNew: false });
}

async function charge(
  paymentId: string,
  { declined, unavailableTries, losesAnswer = false, refusesRefunds = false }: SandboxCard,
): Promise<void> {
  if (declined) throw new PaymentDeclined(declined);
  if (unavailableTries && (await countTry(paymentId)) <= unavailableTries) {
    throw new PaymentProviderUnavailable('The payment provider is unavailable');
  }
  await takeMoney(paymentId, { losesAnswer, refusesRefunds });
}

/** Whoever decides by itself begins when the payment is asked for again: a saga listens by then. */
async function letWait(
  { paymentId, clientSecret }: Entry,
  { awaits, fate }: SandboxCard,
  isNew: boolean,
): Promise<Confirmation> {
  if (fate && !fate.afterCancellation && !isNew) await instructBank(paymentId, fate);
  if (awaits !== 'CUSTOMER') return { awaits: 'PROVIDER' };
  if (clientSecret === undefined) throw new PaymentProviderRefused('The payment has no secret for its customer');
  return { awaits: 'CUSTOMER', action: { clientSecret, actionUrl: bankAddress(paymentId, clientSecret) } };
}

async function close(paymentId: string): Promise<boolean> {
  const { paymentMethodId } = await knownEntry(paymentId);
  if (!(await closeEntry(paymentId))) return (await knownEntry(paymentId)).state === 'TAKEN';
  const { fate } = paymentMethodId === undefined ? {} : sandboxCard(paymentMethodId);
  if (fate?.afterCancellation) await instructBank(paymentId, fate);
  return false;
}

async function refund({ paymentId, amountMinor, currency, ...ids }: RefundRequest): Promise<void> {
  const refund = { paymentId: `refund-of-${paymentId}`, kind: 'REFUND', refundOf: paymentId };
  // There is one already if the refund was asked for before.
  await writeOnCondition(() => enter({ ...refund, ...ids, amountMinor, currency }));
}

async function refundPart(request: PartialRefundRequest): Promise<void> {
  const { refusesRefunds } = await knownEntry(request.paymentId);
  if (refusesRefunds) throw new RefundRefused("The card's bank does not take the money back.");
  if (!(await enterRefund(request))) throw new RefundRefused('Less than this amount is left of the payment.');
}

async function knownEntry(paymentId: string): Promise<Entry> {
  const entry = await readEntry(paymentId);
  if (!entry) throw new PaymentProviderRefused('The sandbox does not know this payment');
  return entry;
}
