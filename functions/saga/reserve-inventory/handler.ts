/** First step: sets the order's items aside, all of them or none. */
import { stepHandler } from '../shared/step-handler.ts';
import { reserveInventory } from './reserve-inventory.ts';

export const handler = stepHandler(({ orderId }) => reserveInventory(orderId));
