/** Last step back: everything is undone, the order has failed. */
import { moveOrder } from '../order-steps/move-order.ts';
import { stepHandler } from '../order-steps/step-handler.ts';

export const handler = stepHandler(({ orderId }) => moveOrder(orderId, 'ORDER_FAILED'));
