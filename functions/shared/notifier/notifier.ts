/** The port for telling a customer that the order is paid and on its way. */
import type { StoredOrder } from '../../../domain/order.ts';

/** `error` says, for the customer to read, why no message was sent, and none will be. */
export type Told = { readonly sent: true } | { readonly sent: false; readonly error: string };

export type Notifier = {
  /** Tells the customer of this order. Throws if that failed and a retry may help. */
  readonly notify: (order: StoredOrder) => Promise<Told>;
};
