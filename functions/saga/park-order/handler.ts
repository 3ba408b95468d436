/** Last step of a saga that can go neither on nor back: staff have to look at the order. */
import { stepHandler } from '../shared/step-handler.ts';
import { parkOrder } from './park-order.ts';

export const handler = stepHandler(parkOrder);
