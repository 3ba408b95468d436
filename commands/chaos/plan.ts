/** What a run of chaos asks for: orders of mixed fate, the same for the same seed. */

import type { CreateOrderInput } from '@ordersaga/client';
import { planRefunds, planRefusedRefunds } from './plan-refunds.ts';
import type { RefundRound } from './plan-refunds.ts';
import type { Random } from './random.ts';

export type PlannedOrder = {
  /** The idempotency key. */
  readonly key: string;
  readonly input: CreateOrderInput;
  /** How many requests with this key are sent at the same instant. */
  readonly atOnce: number;
  /** Whether it is asked for again once it was acknowledged. */
  readonly again: boolean;
  /** Milliseconds after the answer at which it is cancelled. */
  readonly cancelAfterMs?: number;
  /** If its payment waits for somebody. */
  readonly payment?: WaitingPayment;
  /** What staff ask for if it is completed. */
  readonly refunds: readonly RefundRound[];
};

/** What happens to a payment that waits, besides what its card decides. */
export type WaitingPayment = {
  /** Milliseconds after the order was placed at which it is cancelled or decided, or the words of the provider begin. */
  readonly afterMs: number;
  readonly isCancelled: boolean;
  /** What is decided on the bank's page, in this order; nothing for a card that decides by itself. */
  readonly decisions: readonly Decision[];
  readonly words: keyof typeof WORDS;
};

type Decision = 'CONFIRMED' | 'REFUSED';

/** How the provider's words come, of a hundred payments that wait, besides those that the card's bank says. */
const WORDS = {
  /** Again and again, until the order goes on. */
  untilHeard: 25,
  twiceAtOnce: 18,
  /** Before there is anything to say, and then until it is heard. */
  early: 18,
  /** When the order is over. */
  late: 18,
  /** The saga finds by asking what it wasn't told. */
  never: 21,
};

/** How often each fate is meant to happen, of a hundred. */
const FATES = {
  good: 28,
  noRefunds: 5,
  declined: 8,
  contended: 14,
  cancelled: 10,
  waiting: 21,
  again: 5,
  atOnce: 5,
  unavailable: 3,
  lostAnswer: 1,
};

/** Of a hundred payments that wait. */
const WAITS = {
  confirmed: 13,
  refused: 8,
  late: 8,
  twice: 8,
  never: 10,
  neverAtAll: 4,
  atThePage: 9,
  refusedAtThePage: 4,
  bothAtThePage: 5,
  afterCancellation: 8,
  bankTakes: 13,
  bankRefuses: 6,
  neverByTheBank: 4,
};

type WaitingCard = { readonly card: string; readonly isCancelled?: boolean; readonly decisions?: readonly Decision[] };

const ASKS = 'pm_card_authenticationRequired';

const WAITING_CARDS: { readonly [wait in keyof typeof WAITS]: WaitingCard } = {
  neverAtAll: { card: 'pm_sandbox_3ds_never' },
  atThePage: { card: ASKS, decisions: ['CONFIRMED', 'CONFIRMED'] },
  refusedAtThePage: { card: ASKS, decisions: ['REFUSED'] },
  // The later one reaches the bank first, or not.
  bothAtThePage: { card: ASKS, decisions: ['CONFIRMED', 'REFUSED'] },
  confirmed: { card: 'pm_sandbox_3ds_confirmed' },
  refused: { card: 'pm_sandbox_3ds_refused' },
  late: { card: 'pm_sandbox_3ds_late' },
  twice: { card: 'pm_sandbox_3ds_twice' },
  never: { card: 'pm_sandbox_3ds_never', isCancelled: true },
  afterCancellation: { card: 'pm_sandbox_3ds_after_expiry', isCancelled: true },
  bankTakes: { card: 'pm_usBankAccount_success' },
  bankRefuses: { card: 'pm_usBankAccount_insufficientFunds' },
  neverByTheBank: { card: 'pm_sandbox_bank_debit', isCancelled: true },
};

/** The product that runs out, and how many of it there are for a hundred orders. */
export const CONTENDED = { productId: 'desk', price: 599, forHundredOrders: 10 };

/** Of the sample products. */
const CURRENCY = 'USD';

const PRODUCTS = [
  { productId: 'laptop', price: 1299.99 },
  { productId: 'keyboard', price: 89.99 },
  { productId: 'mouse', price: 39.9 },
  { productId: 'webcam', price: 74.5 },
];

export function planOrders(count: number, random: Random): readonly PlannedOrder[] {
  return Array.from({ length: count }, (_, number) => {
    const fate = random.pick(FATES);
    const items = fate === 'contended' ? [contended(random)] : someItems(random);
    const ordered = { items, currency: CURRENCY };
    const wait = fate === 'waiting' ? WAITING_CARDS[random.pick(WAITS)] : undefined;
    return {
      key: `chaos-${number}`,
      input: {
        customerId: `customer-${random.between(1, 50)}`,
        email: `chaos-${number}@example.com`,
        paymentMethodId: wait?.card ?? METHODS[fate] ?? 'pm_card_visa',
        items,
      },
      atOnce: fate === 'atOnce' ? 3 : 1,
      again: fate === 'again',
      ...(wait && { payment: paymentOf(wait, random) }),
      ...(fate === 'cancelled' && { cancelAfterMs: random.between(0, 400) }),
      refunds: fate === 'noRefunds' ? planRefusedRefunds(ordered) : planRefunds(ordered, random),
    };
  });
}

const METHODS: { readonly [fate in keyof typeof FATES]?: string } = {
  declined: 'pm_card_chargeDeclined',
  unavailable: 'pm_sandbox_unavailable_twice',
  lostAnswer: 'pm_sandbox_timeout',
  noRefunds: 'pm_sandbox_refunds_refused',
};

function paymentOf({ isCancelled = false, decisions = [] }: WaitingCard, random: Random): WaitingPayment {
  return { isCancelled, decisions, afterMs: random.between(0, 2000), words: random.pick(WORDS) };
}

function contended(random: Random) {
  return {
    productId: CONTENDED.productId,
    price: CONTENDED.price,
    quantity: random.between(1, 2),
  };
}

function someItems(random: Random) {
  const first = random.between(0, PRODUCTS.length - 1);
  const count = random.between(1, 2);
  return Array.from({ length: count }, (_, offset) => PRODUCTS[(first + offset) % PRODUCTS.length])
    .filter((product) => product !== undefined)
    .map((product) => ({ ...product, quantity: random.between(1, 3) }));
}
