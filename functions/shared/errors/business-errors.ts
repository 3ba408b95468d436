/** Errors that end a step for good. The state machine knows them by their `name`, and doesn't retry the step. */
import type { StoredOrder } from '../../../domain/order.ts';
import type { OrderEventType } from '../../../domain/schema.generated.ts';
import type { BusinessErrorName } from '../../../domain/errors.ts';

/** Some products have fewer left than were ordered. */
export class OutOfStock extends Error {
  override name: BusinessErrorName = 'OutOfStock';

  constructor(productIds: readonly string[]) {
    super(`Not enough left of: ${productIds.join(', ')}`);
  }
}

/** The provider will never take this money. */
export class PaymentDeclined extends Error {
  override name: BusinessErrorName = 'PaymentDeclined';
}

/** The customer did not confirm the payment in time, and the provider has cancelled it. */
export class PaymentExpired extends Error {
  override name: BusinessErrorName = 'PaymentExpired';
}

/** The provider will never give this money back. */
export class RefundRefused extends Error {
  override name: BusinessErrorName = 'RefundRefused';
}

/** The saga was started by hand, with the id of no order. */
export class OrderMissing extends Error {
  override name: BusinessErrorName = 'OrderMissing';

  constructor(orderId: string) {
    super(`There is no order ${orderId}`);
  }
}

/** The order is to be undone, but its payment is recorded: it goes forward. */
export class OrderPaid extends Error {
  override name: BusinessErrorName = 'OrderPaid';

  constructor(orderId: string) {
    super(`Order ${orderId} is paid, and is not undone any more`);
  }
}

/** The order isn't in a status that this step expects: it was cancelled, for example, or is being undone. */
export class MoveNotAllowed extends Error {
  override name: BusinessErrorName = 'MoveNotAllowed';

  constructor(order: StoredOrder, eventType: OrderEventType) {
    super(`An order that is ${order.status} takes no ${eventType}`);
  }
}
