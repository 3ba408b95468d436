/** Where an order's events end. */
import type { OrderStatus } from './types.ts';

/** An order with one of these never gets another status. A status that is newer than this client isn't final. */
export const FINAL_STATUSES: ReadonlySet<OrderStatus> = new Set<OrderStatus>(['COMPLETED', 'FAILED', 'CANCELLED']);
