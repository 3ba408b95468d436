/** Second step back: what was reserved is free again. */
import { stepHandler } from '../shared/step-handler.ts';
import { releaseInventory } from './release-inventory.ts';

export const handler = stepHandler(({ orderId }) => releaseInventory(orderId));
