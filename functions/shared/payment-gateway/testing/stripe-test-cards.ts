/** The payment methods of Stripe's test mode that the stub knows, by their names there ("Testing"). Any other one is good. */
import type { Decline } from './stripe-answers.ts';

type TestCard = {
  readonly decline?: Decline;
  /** What the customer has to do before the card is charged. */
  readonly action?: object;
  /** The bank takes days. */
  readonly isSlow?: boolean;
};

/** Stripe's library shows the bank's page itself. */
const BY_LIBRARY = { type: 'use_stripe_sdk', use_stripe_sdk: { type: 'three_d_secure_redirect' } };

const AT_AN_ADDRESS = {
  type: 'redirect_to_url',
  redirect_to_url: { url: 'https://hooks.stripe.example/redirect', return_url: null },
};

const INSUFFICIENT_FUNDS: Decline = { code: 'card_declined', decline_code: 'insufficient_funds' };

export const TEST_CARDS: { readonly [paymentMethod: string]: TestCard } = {
  pm_card_chargeDeclined: { decline: { code: 'card_declined', decline_code: 'generic_decline' } },
  pm_card_chargeDeclinedInsufficientFunds: { decline: INSUFFICIENT_FUNDS },
  pm_card_authenticationRequired: { action: BY_LIBRARY },
  pm_card_threeDSecure2Required: { action: BY_LIBRARY },
  pm_card_authenticationRequiredChargeDeclinedInsufficientFunds: { action: BY_LIBRARY, decline: INSUFFICIENT_FUNDS },
  // These three aren't Stripe's names.
  pm_card_redirect: { action: AT_AN_ADDRESS },
  pm_card_slow: { isSlow: true },
  pm_card_authenticationRequiredSlow: { action: BY_LIBRARY, isSlow: true },
};
