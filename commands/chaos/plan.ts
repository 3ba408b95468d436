/** What a run of chaos asks for: orders of mixed fate, the same for the same seed. */

import type { CreateOrderInput } from '@ordersaga/client';
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
};

/** What the customer or the bank says to a payment that waits for them. */
export type Decision = 'CONFIRMED' | 'REFUSED';

export type WaitingPayment = {
  /** `CANCELLED`: nobody decides, and the customer cancels the order. */
  readonly decision: Decision | 'CANCELLED';
  /** Milliseconds after the order was placed at which it is decided. */
  readonly afterMs: number;
  /** How many words of the provider come before there is a decision. */
  readonly earlyWords: number;
  /** How many come of the decision. If nobody has heard one of them, they come until somebody has. */
  readonly words: number;
};

/** How often each fate is meant to happen, of a hundred. */
const FATES = {
  good: 33,
  declined: 8,
  contended: 14,
  cancelled: 10,
  waiting: 21,
  again: 5,
  atOnce: 5,
  unavailable: 3,
  lostAnswer: 1,
};

/** Of a hundred payments that wait, by what is decided and by what card. */
const WAITS = {
  customerConfirms: 30,
  customerConfirmsAtOnce: 10,
  customerRefuses: 15,
  customerCancels: 15,
  bankTakes: 15,
  bankRefuses: 10,
  cancelledAtTheBank: 5,
};

const CUSTOMER = 'pm_card_authenticationRequired';
const BANK = 'pm_sandbox_bank_debit';

type Wait = { readonly card: string; readonly decision: WaitingPayment['decision']; readonly isAtOnce?: boolean };

const WAITING_CARDS: { readonly [wait in keyof typeof WAITS]: Wait } = {
  customerConfirms: { card: CUSTOMER, decision: 'CONFIRMED' },
  customerConfirmsAtOnce: { card: CUSTOMER, decision: 'CONFIRMED', isAtOnce: true },
  customerRefuses: { card: CUSTOMER, decision: 'REFUSED' },
  customerCancels: { card: CUSTOMER, decision: 'CANCELLED' },
  bankTakes: { card: BANK, decision: 'CONFIRMED' },
  bankRefuses: { card: BANK, decision: 'REFUSED' },
  cancelledAtTheBank: { card: BANK, decision: 'CANCELLED' },
};

/** The product that runs out, and how many of it there are for a hundred orders. */
export const CONTENDED = { productId: 'desk', price: 599, forHundredOrders: 10 };

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
    };
  });
}

const METHODS: { readonly [fate in keyof typeof FATES]?: string } = {
  declined: 'pm_card_chargeDeclined',
  unavailable: 'pm_sandbox_unavailable_twice',
  lostAnswer: 'pm_sandbox_timeout',
};

function paymentOf({ decision, isAtOnce = false }: Wait, random: Random): WaitingPayment {
  return {
    decision,
    afterMs: isAtOnce ? 0 : random.between(0, 2000),
    earlyWords: random.between(0, 1),
    words: random.between(0, 2),
  };
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
