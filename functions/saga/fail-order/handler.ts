/** Last step back: everything is undone. */
import { stepHandler } from '../shared/step-handler.ts';
import { failOrder } from './fail-order.ts';

export const handler = stepHandler(({ orderId }) => failOrder(orderId));
