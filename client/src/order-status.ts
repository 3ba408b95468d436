/** Where an order's events end. */
import type { OrderStatus } from './types.ts';

const IS_FINAL: { readonly [status in OrderStatus]: boolean } = {
  PENDING: false,
  INVENTORY_RESERVED: false,
  PAYMENT_PROCESSED: false,
  COMPLETED: true,
  COMPENSATING: false,
  NEEDS_ATTENTION: false,
  FAILED: true,
  CANCELLED: true,
};

/** Whether an order with this status never gets another one. A status that is newer than this client isn't final. */
export function isFinal(status: OrderStatus): boolean {
  return Object.hasOwn(IS_FINAL, status) && IS_FINAL[status];
}
