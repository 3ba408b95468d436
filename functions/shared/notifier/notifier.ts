/** The port to whoever tells a customer that the order is paid and on its way. */
import type { StoredOrder } from '../../../domain/order.ts';

/** `error`, for the customer to read: why nobody was told, and nobody will be. */
export type Told = { readonly sent: true } | { readonly sent: false; readonly error: string };

export type Notifier = {
  /** Tells the customer of this order. Throws where that did not work and another try may help. */
  readonly notify: (order: StoredOrder) => Promise<Told>;
};
