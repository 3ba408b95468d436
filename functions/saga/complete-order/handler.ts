/** Third step: the order is done. */
import { stepHandler } from '../shared/step-handler.ts';
import { completeOrder } from './complete-order.ts';

export const handler = stepHandler(({ orderId }) => completeOrder(orderId));
