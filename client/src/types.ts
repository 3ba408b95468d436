/** What the orders API returns, by the names that a user of the client needs. */
import type {
  OrderEventFieldsFragment,
  OrderFieldsFragment,
  OrderQuery,
  OrdersByCustomerQuery,
  ProductsQuery,
  ChangePriceMutationVariables,
  OrdersByStatusQuery,
  ProductHistoryQuery,
  RefundOrderMutationVariables,
  RestockProductMutationVariables,
} from './operations.generated.ts';

export type {
  AddProductInput,
  CreateOrderInput,
  OrderEventType,
  OrderItemInput,
  OrderStatus,
  RefundStatus,
  RestockInput,
} from './operations.generated.ts';

export type Order = OrderFieldsFragment;
export type OrderEvent = OrderEventFieldsFragment;
export type OrderWithHistory = NonNullable<OrderQuery['order']>;
/**
 * What the customer confirms a payment with: the provider's library takes the secret, a browser opens the address. The
 * provider decides which of them there is.
 */
export type PaymentAction = Pick<NonNullable<OrderWithHistory['payment']>, 'clientSecret' | 'actionUrl'>;
/** A refund of an order, as `payment.refunds` has it. */
export type Refund = NonNullable<Order['payment']>['refunds'][number];
export type RefundOrderInput = RefundOrderMutationVariables;
export type OrderPage = NonNullable<OrdersByCustomerQuery['ordersByCustomer']>;
export type ProductPage = NonNullable<ProductsQuery['products']>;
export type Product = ProductPage['items'][number];
/** Of orders with what staff want to know of those that need attention. */
export type StaffOrderPage = NonNullable<OrdersByStatusQuery['ordersByStatus']>;
export type ChangePriceInput = ChangePriceMutationVariables;
export type RestockProductInput = RestockProductMutationVariables;
export type ProductEventPage = NonNullable<ProductHistoryQuery['productHistory']>;
export type ProductEvent = ProductEventPage['items'][number];
