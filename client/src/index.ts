/** A typed client of the orders API: its operations and its live events. */

export * from './orders-client.ts';
export { CreateOrderDocument } from './operations.generated.ts';
