/**
 * A typed client of the orders API: its operations and its live events.
 *
 * @module @ordersaga/client
 */

export { createOrdersClient } from './orders-client.ts';
export type { OrdersClient, OrdersClientOptions } from './orders-client.ts';
export type { StaffOperations } from './staff-operations.ts';
export { realtimeUrlOf } from './realtime-url.ts';
export { OrdersError } from './errors.ts';
export type { OrdersErrorEntry } from './errors.ts';
export type {
  AddProductInput,
  ChangePriceInput,
  CreateOrderInput,
  Order,
  OrderEvent,
  OrderEventType,
  OrderItemInput,
  OrderPage,
  OrderStatus,
  OrderWithHistory,
  StaffOrderPage,
  PaymentAction,
  Product,
  ProductPage,
  ProductEvent,
  ProductEventPage,
  Refund,
  RefundOrderInput,
  RefundStatus,
  RestockInput,
  RestockProductInput,
} from './types.ts';
export { CreateOrderDocument } from './operations.generated.ts';
