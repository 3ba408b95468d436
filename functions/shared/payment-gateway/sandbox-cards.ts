/** The sandbox's payment methods, and what becomes of a payment with each. */

import type { PaymentAwaits } from '../../../domain/schema.generated.ts';

/** What the customer, or the bank, says to a payment that waits for them. */
export type Decision = 'CONFIRMED' | 'REFUSED';

/** How the sandbox plays the customer or the bank by itself. */
export type Fate = {
  readonly decision: Decision;
  /** How often the word of the decision comes; the saga finds what it was not told by asking. */
  readonly words: 0 | 1 | 2;
  /** The decision comes once the payment is cancelled, and is too late. */
  readonly afterCancellation?: boolean;
};

export type SandboxCard = {
  /** Why nothing can be charged to it at all. */
  readonly unknown?: string;
  /** Why the card is declined. */
  readonly declined?: string;
  /** How many tries find the provider unavailable before one gets through. */
  readonly unavailableTries?: number;
  /** The money is taken, but the response is lost every time. */
  readonly losesAnswer?: boolean;
  /** The money is taken, and refunds of it are refused. */
  readonly refusesRefunds?: boolean;
  /** Whom a payment with it waits for. */
  readonly awaits?: PaymentAwaits;
  /** Absent if a payment that waits is decided on the bank's page, or not at all. */
  readonly fate?: Fate;
};

/** Those without `sandbox` in their names are Stripe's test payment methods, too. */
const CARDS: { readonly [paymentMethodId: string]: SandboxCard } = {
  pm_card_visa: {},
  pm_card_mastercard: {},
  pm_card_chargeDeclined: { declined: 'The card was declined.' },
  pm_card_chargeDeclinedInsufficientFunds: { declined: 'The card has insufficient funds.' },
  pm_sandbox_unavailable_twice: { unavailableTries: 2 },
  pm_sandbox_timeout: { losesAnswer: true },
  pm_sandbox_refunds_refused: { refusesRefunds: true },

  pm_card_authenticationRequired: { awaits: 'CUSTOMER' },
  pm_sandbox_3ds_confirmed: { awaits: 'CUSTOMER', fate: { decision: 'CONFIRMED', words: 1 } },
  pm_sandbox_3ds_refused: { awaits: 'CUSTOMER', fate: { decision: 'REFUSED', words: 1 } },
  pm_sandbox_3ds_never: { awaits: 'CUSTOMER' },
  pm_sandbox_3ds_late: { awaits: 'CUSTOMER', fate: { decision: 'CONFIRMED', words: 0 } },
  pm_sandbox_3ds_twice: { awaits: 'CUSTOMER', fate: { decision: 'CONFIRMED', words: 2 } },
  pm_sandbox_3ds_after_expiry: {
    awaits: 'CUSTOMER',
    fate: { decision: 'CONFIRMED', words: 1, afterCancellation: true },
  },

  pm_usBankAccount_success: { awaits: 'PROVIDER', fate: { decision: 'CONFIRMED', words: 1 } },
  pm_usBankAccount_insufficientFunds: { awaits: 'PROVIDER', fate: { decision: 'REFUSED', words: 1 } },
  /** The bank never decides. */
  pm_sandbox_bank_debit: { awaits: 'PROVIDER' },
};

/** The card of a payment method. The message for an unknown one doesn't repeat its name. */
export function sandboxCard(paymentMethodId: string): SandboxCard {
  const known = Object.hasOwn(CARDS, paymentMethodId) ? CARDS[paymentMethodId] : undefined;
  return known ?? { unknown: 'The sandbox does not know this payment method; pm_card_visa always works.' };
}
