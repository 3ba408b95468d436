/** A line in AppSync's log about an order. It holds ids alone: AppSync is told to log no request, no response and no header. */
import { idsOf } from '../domain/order-ids.ts';
import type { OrderIds } from '../domain/order-ids.ts';

export function logOrder(message: string, order: OrderIds): void {
  console.log({ message, ...idsOf(order) });
}
