/**
 * A typed client of the orders API: its operations and its live events.
 *
 * @module @ordersaga/client
 */

export { createOrdersClient } from './orders-client.ts';
export type { OrdersClient, OrdersClientOptions } from './orders-client.ts';
export { realtimeUrlOf } from './realtime-url.ts';
export { OrdersError } from './errors.ts';
export type { OrdersErrorEntry } from './errors.ts';
export type {
  CreateOrderInput,
  Order,
  OrderEvent,
  OrderEventType,
  OrderItemInput,
  OrderPage,
  OrderStatus,
  OrderWithHistory,
  PaymentAction,
  Product,
  ProductPage,
  Refund,
  RefundOrderInput,
  RefundStatus,
  RestockInput,
} from './types.ts';
export { CreateOrderDocument } from './operations.generated.ts';
