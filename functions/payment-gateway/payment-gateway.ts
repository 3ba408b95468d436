/** The port to whoever moves money. A provider's adapter maps its API to these three calls and two kinds of errors. */

export type ChargeRequest = {
  /** The same key never takes money twice, however often it is sent. */
  readonly idempotencyKey: string;
  readonly orderId: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly paymentMethodId: string;
};

export type RefundRequest = {
  readonly idempotencyKey: string;
  readonly paymentId: string;
  readonly orderId: string;
  readonly amountMinor: number;
  readonly currency: string;
};

export type Charge = { readonly paymentId: string };
export type Refund = { readonly refundId: string };

export type PaymentGateway = {
  /**
   * Takes the money. Throws `PaymentDeclined` when it never will. After any other error the money may or may not have
   * been taken: ask again with the same key, or look with `findCharge`.
   */
  readonly charge: (request: ChargeRequest) => Promise<Charge>;
  /** The charge that this request has made, if it has: for when its answer was lost. It makes none. */
  readonly findCharge: (request: ChargeRequest) => Promise<Charge | undefined>;
  /** Gives the money of a charge back, in full. */
  readonly refund: (request: RefundRequest) => Promise<Refund>;
};

/** The keys of an order's one charge and one refund. */
export const chargeKey = (orderId: string): string => `charge-${orderId}`;
export const refundKey = (orderId: string): string => `refund-${orderId}`;
