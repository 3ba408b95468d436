/**
 * The port to a provider that moves money. A charge is prepared, which takes no money; its id is stored with the order;
 * then it is confirmed. So there is always an id by which to find out what became of it, and one charge at most that
 * anyone confirms. Adapters throw `PaymentDeclined` and the errors of `provider-errors.ts`, never the provider's own.
 */

import type { OrderIds } from '../../../domain/order-ids.ts';
import type { PaymentAction } from '../../../domain/order.ts';

export type ChargeRequest = OrderIds & {
  /** In the smallest unit of the currency, as ISO 4217 has it. */
  readonly amountMinor: number;
  /** ISO 4217. */
  readonly currency: string;
  readonly paymentMethodId: string;
};

export type PreparedCharge = {
  readonly paymentId: string;
  /** No call has asked for its confirmation before. */
  readonly isNew: boolean;
};

export type RefundRequest = OrderIds & {
  readonly paymentId: string;
  /** What was charged, in the smallest unit of the currency. */
  readonly amountMinor: number;
  readonly currency: string;
};

export type PartialRefundRequest = Omit<RefundRequest, 'amountMinor'> & {
  /** Unique among the refunds of the payment. */
  readonly refundId: string;
  /** ISO 8601: when it was asked for at first. */
  readonly requestedAt: string;
  /** What to give back, in the smallest unit of the currency. */
  readonly amountMinor: number;
};

/** What a confirmation came to: the money is taken, or somebody else has a say before it is. */
export type Confirmation =
  | { readonly awaits: null }
  | { readonly awaits: 'CUSTOMER'; readonly action: PaymentAction }
  | { readonly awaits: 'PROVIDER' };

export type PaymentGateway = {
  /**
   * Prepares a charge and returns its id. Each call prepares another one. Throws `PaymentDeclined` when the provider
   * will never take this money, such as for an unknown payment method.
   */
  readonly prepare: (request: ChargeRequest) => Promise<string>;
  /**
   * Takes the money of a prepared charge, once, however often it is called, or tells whom the payment waits for. Throws
   * `PaymentDeclined` when it will never be taken. After any other error it may or may not have been taken: ask again, or
   * `close` the charge.
   */
  readonly confirm: (charge: PreparedCharge) => Promise<Confirmation>;
  /**
   * Makes sure that the money of a charge is not taken from now on. Returns true when it was taken before, and false when
   * it never will be; throws `PaymentStillOpen` while the provider has yet to decide.
   */
  readonly close: (paymentId: string) => Promise<boolean>;
  /** Gives the money of a charge back in full, once, however often it is called. */
  readonly refund: (request: RefundRequest) => Promise<void>;
  /**
   * Gives a part of a charge's money back, once for each `refundId`, however often it is called. Throws `RefundRefused` when
   * the provider will never give it back, also for one that it gave back before and that came back to it. After any other
   * error it may or may not have been given back: ask again.
   */
  readonly refundPart: (request: PartialRefundRequest) => Promise<void>;
};
