/** Third step: the order is done. */
import { measure } from '../../shared/telemetry/metrics.ts';
import { stepHandler } from '../shared/step-handler.ts';
import { completeOrder } from './complete-order.ts';

export const handler = stepHandler(async ({ orderId }) => {
  const order = await completeOrder(orderId);
  // An order that another try has completed already counts a second time, which is rare.
  measure({ TimeToComplete: Date.parse(order.updatedAt) - Date.parse(order.createdAt) });
  return order;
});
