/** The port to whoever tells a customer that the order is paid and on its way. */
import type { StoredOrder } from '../../domain/order.ts';

export type Notifier = {
  /** Tells the customer of this order. Throws when that did not work; the order goes on without. */
  readonly notify: (order: StoredOrder) => Promise<void>;
};
