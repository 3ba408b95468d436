/** The port for telling a customer that the order is paid and on its way, or that a part of its price is given back. */
import type { StoredOrder } from '../../../domain/order.ts';
import type { Refund } from '../../../domain/schema.generated.ts';

/** `error` says, for the customer to read, why no message was sent, and none will be. */
export type Told = { readonly sent: true } | { readonly sent: false; readonly error: string };

export type Notifier = {
  /** Tells the customer of this order, or of this refund of it. Throws if that failed and a retry may help. */
  readonly notify: (order: StoredOrder, refund?: Refund) => Promise<Told>;
};
