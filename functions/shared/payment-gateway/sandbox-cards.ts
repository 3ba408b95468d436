/** The sandbox's payment methods, and the outcome of a charge to each. */

import type { PaymentAwaits } from '../../../domain/schema.generated.ts';

export type SandboxCard = {
  /** Why nothing can be charged to it at all. */
  readonly unknown?: string;
  /** Why the card is declined. */
  readonly declined?: string;
  /** How many tries find the provider unavailable before one gets through. */
  readonly unavailableTries?: number;
  /** Whom a payment with it waits for. */
  readonly awaits?: PaymentAwaits;
  /** The money is taken, but the response is lost every time. */
  readonly losesAnswer?: boolean;
};

/** The first four carry the names of Stripe's test cards. */
const CARDS: { readonly [paymentMethodId: string]: SandboxCard } = {
  pm_card_visa: {},
  pm_card_mastercard: {},
  pm_card_chargeDeclined: { declined: 'The card was declined.' },
  pm_card_chargeDeclinedInsufficientFunds: { declined: 'The card has insufficient funds.' },
  pm_sandbox_unavailable_twice: { unavailableTries: 2 },
  pm_sandbox_timeout: { losesAnswer: true },
  pm_card_authenticationRequired: { awaits: 'CUSTOMER' },
  pm_sandbox_bank_debit: { awaits: 'PROVIDER' },
};

/** The card of a payment method. The message for an unknown one doesn't repeat its name. */
export function sandboxCard(paymentMethodId: string): SandboxCard {
  const known = Object.hasOwn(CARDS, paymentMethodId) ? CARDS[paymentMethodId] : undefined;
  return known ?? { unknown: 'The sandbox does not know this payment method; pm_card_visa always works.' };
}
