/** The payment provider of the walks: its ledger of intents, and customers and banks that decide whenever they like. */
import type { PaymentAwaits } from '../schema.generated.ts';

/** `refused` can still be confirmed, by another card; `processing` can't be closed until the bank has decided. */
type IntentState = 'open' | 'asks customer' | 'processing' | 'refused' | 'taken' | 'closed';

/** How a charge goes on when it is asked for. */
export const CARDS = ['at once', 'customer', 'customer, then bank', 'bank'] as const;

export type Card = (typeof CARDS)[number];

export type Provider = {
  readonly card: Card;
  /** By their ids: each can be taken only once. */
  readonly intents: Map<string, IntentState>;
  charges: number;
  refunds: number;
};

class Declined extends Error {}

/** The bank has the charge: it can be neither taken nor closed now. */
export class StillOpen extends Error {}

export function newProvider(card: Card): Provider {
  return { card, intents: new Map(), charges: 0, refunds: 0 };
}

export function prepare({ intents }: Provider): string {
  const paymentId = `intent-${intents.size + 1}`;
  intents.set(paymentId, 'open');
  return paymentId;
}

/** Null if the money is taken. */
export function confirm(provider: Provider, paymentId: string): PaymentAwaits | null {
  if (provider.intents.get(paymentId) === 'open') begin(provider, paymentId);
  const state = provider.intents.get(paymentId);
  if (state === 'asks customer') return 'CUSTOMER';
  if (state === 'processing') return 'PROVIDER';
  if (state === 'taken') return null;
  throw new Declined(state);
}

function begin(provider: Provider, paymentId: string): void {
  if (provider.card === 'at once') take(provider, paymentId);
  else provider.intents.set(paymentId, provider.card === 'bank' ? 'processing' : 'asks customer');
}

function take(provider: Provider, paymentId: string): void {
  provider.charges += 1;
  provider.intents.set(paymentId, 'taken');
}

/** Whether it was taken before. Throws while the bank has it. */
export function close({ intents }: Provider, paymentId: string): boolean {
  const state = intents.get(paymentId);
  if (state === 'processing') throw new StillOpen();
  if (state === 'taken') return true;
  intents.set(paymentId, 'closed');
  return false;
}

/** No more than was charged, however often it is asked for. */
export function refund(provider: Provider): void {
  provider.refunds = 1;
}

/** Whether a customer or a bank still has a say. */
export function isUndecided(provider: Provider): boolean {
  return idsIn(provider, ['asks customer', 'processing']).length > 0;
}

/** What customers and banks do. Each leaves alone what isn't theirs to decide now. */
export const DECISIONS = {
  'customer confirms': (provider: Provider) => {
    for (const paymentId of idsIn(provider, ['asks customer', 'refused'])) {
      if (provider.card === 'customer') take(provider, paymentId);
      else provider.intents.set(paymentId, 'processing');
    }
  },
  'customer refuses': (provider: Provider) => {
    for (const paymentId of idsIn(provider, ['asks customer'])) provider.intents.set(paymentId, 'refused');
  },
  'bank takes': (provider: Provider) => {
    for (const paymentId of idsIn(provider, ['processing'])) take(provider, paymentId);
  },
  'bank refuses': (provider: Provider) => {
    for (const paymentId of idsIn(provider, ['processing'])) provider.intents.set(paymentId, 'refused');
  },
  'bank asks customer': (provider: Provider) => {
    for (const paymentId of idsIn(provider, ['processing'])) provider.intents.set(paymentId, 'asks customer');
  },
};

export type DecisionName = keyof typeof DECISIONS;

function idsIn({ intents }: Provider, states: readonly IntentState[]): string[] {
  return [...intents].filter(([, state]) => states.includes(state)).map(([paymentId]) => paymentId);
}
