/** What the orders API returns, by the names that a user of the client needs. */
import type {
  OrderEventFieldsFragment,
  OrderFieldsFragment,
  OrderQuery,
  OrdersByCustomerQuery,
  ProductsQuery,
} from './operations.generated.ts';

export type { CreateOrderInput, OrderEventType, OrderItemInput, OrderStatus } from './operations.generated.ts';

export type Order = OrderFieldsFragment;
export type OrderEvent = OrderEventFieldsFragment;
export type OrderWithHistory = NonNullable<OrderQuery['order']>;
export type OrderPage = NonNullable<OrdersByCustomerQuery['ordersByCustomer']>;
export type Product = ProductsQuery['products'][number];
