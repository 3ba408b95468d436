/** Where undoing ends when it cannot be done: staff have to look at the order. */
import { stepHandler } from '../order-steps/step-handler.ts';
import { parkOrder } from './park-order.ts';

export const handler = stepHandler(parkOrder);
