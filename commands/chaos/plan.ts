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
};

/** How often each fate is meant to happen, of a hundred. */
const FATES = {
  good: 46,
  declined: 12,
  contended: 16,
  cancelled: 12,
  again: 5,
  atOnce: 5,
  unavailable: 3,
  lostAnswer: 1,
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
    return {
      key: `chaos-${number}`,
      input: {
        customerId: `customer-${random.between(1, 50)}`,
        email: `chaos-${number}@example.com`,
        paymentMethodId: METHODS[fate] ?? 'pm_card_visa',
        items,
      },
      atOnce: fate === 'atOnce' ? 3 : 1,
      again: fate === 'again',
      ...(fate === 'cancelled' && { cancelAfterMs: random.between(0, 400) }),
    };
  });
}

const METHODS: { readonly [fate in keyof typeof FATES]?: string } = {
  declined: 'pm_card_chargeDeclined',
  unavailable: 'pm_sandbox_unavailable_twice',
  lostAnswer: 'pm_sandbox_timeout',
};

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
