/** The orders API as typed functions, with nothing but `fetch` and `WebSocket`: for Node and for browsers. */
import { answered } from './answered.ts';
import { authHeaderOf, type Credentials } from './credentials.ts';
import { confirmPayment } from './confirm-payment.ts';
import { createExecute } from './http.ts';
import {
  CancelOrderDocument,
  CreateOrderDocument,
  OrderDocument,
  OrdersByCustomerDocument,
  ProductsDocument,
  RefundOrderDocument,
  type OrdersByCustomerQueryVariables,
  type ProductsQueryVariables,
} from './operations.generated.ts';
import { watchOrder } from './order-events.ts';
import { createRealtimeConnection } from './realtime-connection.ts';
import { realtimeUrlOf } from './realtime-url.ts';
import { staffOperations, type StaffOperations } from './staff-operations.ts';
import type {
  CreateOrderInput,
  Order,
  OrderEvent,
  OrderPage,
  OrderWithHistory,
  PaymentAction,
  ProductPage,
  RefundOrderInput,
} from './types.ts';

export type OrdersClientOptions = Credentials & {
  /** The GraphQL endpoint, such as `https://api.example.com/graphql`. */
  readonly url: string;
  /** The real-time endpoint, if it isn't the one that belongs to `url` by AppSync's rule. */
  readonly realtimeUrl?: string;
};

/** Each function throws `OrdersError` when the API rejects the call or cannot be reached. */
export type OrdersClient = StaffOperations & {
  /**
   * Places an order, and returns it as `PENDING`. The same `idempotencyKey` with the same input returns the first order
   * again for 10 minutes. Throws `InvalidInput`, `ProductNotFound`, `PriceMismatch`, `IdempotencyKeyReused`, and
   * `TooManyOrders`, whose `retryAfterSeconds` says when to send the order again.
   *
   * @example
   * import { createOrdersClient } from '@ordersaga/client';
   *
   * const orders = createOrdersClient({ url: 'http://localhost:4000/graphql', apiKey: 'da2-local' });
   * const { orderId, status } = await orders.createOrder(
   *   {
   *     customerId: 'ada',
   *     items: [{ productId: 'keyboard', quantity: 1, price: 89.99 }],
   *     paymentMethodId: 'pm_card_visa',
   *   },
   *   'order-of-today',
   * );
   * console.log(orderId, status);
   */
  createOrder(input: CreateOrderInput, idempotencyKey?: string): Promise<Order>;

  /**
   * Cancels an order: what was done for it is undone, and it ends as `CANCELLED`. Throws `Conflict` when it is already
   * paid, undone or cancelled, and `OrderNotFound`. If the response got lost, `order` tells what became of it.
   *
   * @example
   * import { createOrdersClient, OrdersError } from '@ordersaga/client';
   *
   * const orders = createOrdersClient({ url: 'http://localhost:4000/graphql', apiKey: 'da2-local' });
   * const { orderId } = await orders.createOrder({
   *   customerId: 'ada',
   *   items: [{ productId: 'keyboard', quantity: 1, price: 89.99 }],
   *   paymentMethodId: 'pm_card_visa',
   * });
   * try {
   *   const { status } = await orders.cancelOrder(orderId);
   *   console.log(status);
   * } catch (error) {
   *   if (!(error instanceof OrdersError && error.errorType === 'Conflict')) throw error;
   *   console.log(error.message);
   * }
   */
  cancelOrder(orderId: string): Promise<Order>;

  /**
   * Gives back a part of what a completed order has cost, or all of it, for staff: returns the order with the refund as
   * `REQUESTED`. The same `refundId` with the same input refunds nothing more. `order` tells what became of it: a loop of
   * `orderStatus` ends at `COMPLETED`, before any refund. Throws `Unauthorized`, `InvalidInput`, `RefundExceedsPayment`,
   * `IdempotencyKeyReused`, `OrderNotFound`, and `Conflict` unless the order is completed.
   *
   * @example
   * import { createOrdersClient } from '@ordersaga/client';
   *
   * const orders = createOrdersClient({ url: 'http://localhost:4000/graphql', apiKey: 'da2-local' });
   * const { orderId } = await orders.createOrder({
   *   customerId: 'ada',
   *   items: [{ productId: 'keyboard', quantity: 1, price: 89.99 }],
   *   paymentMethodId: 'pm_card_visa',
   * });
   * for await (const { status } of orders.orderStatus(orderId)) console.log(status);
   * const { payment } = await orders.refundOrder({ orderId, refundId: 'scratched', amount: 10 });
   * for (const { refundId, amount, status } of payment.refunds) console.log(refundId, amount, status);
   * orders.close();
   */
  refundOrder(refund: RefundOrderInput): Promise<Order>;

  /**
   * One order with its history, oldest event first. Throws `OrderNotFound`.
   *
   * @example
   * import { createOrdersClient, OrdersError } from '@ordersaga/client';
   *
   * const orders = createOrdersClient({ url: 'http://localhost:4000/graphql', apiKey: 'da2-local' });
   * try {
   *   const { status, history } = await orders.order('no-such-order');
   *   console.log(status, history.length);
   * } catch (error) {
   *   if (!(error instanceof OrdersError)) throw error;
   *   console.log(error.errorType, error.message);
   * }
   */
  order(orderId: string): Promise<OrderWithHistory>;

  /**
   * A page of a customer's orders, newest first. `limit` is 1 to 100, 20 when left out.
   *
   * @example
   * import { createOrdersClient } from '@ordersaga/client';
   *
   * const orders = createOrdersClient({ url: 'http://localhost:4000/graphql', apiKey: 'da2-local' });
   * let nextToken;
   * do {
   *   const page = await orders.ordersByCustomer({ customerId: 'ada', limit: 10, nextToken });
   *   for (const { orderId, totalAmount } of page.items) console.log(orderId, totalAmount);
   *   nextToken = page.nextToken;
   * } while (nextToken);
   */
  ordersByCustomer(variables: OrdersByCustomerQueryVariables): Promise<OrderPage>;

  /**
   * A page of the catalogue. `limit` is 1 to 100, 20 when left out.
   *
   * @example
   * import { createOrdersClient } from '@ordersaga/client';
   *
   * const orders = createOrdersClient({ url: 'http://localhost:4000/graphql', apiKey: 'da2-local' });
   * let nextToken;
   * do {
   *   const page = await orders.products({ limit: 10, nextToken });
   *   for (const { productId, price, available } of page.items) console.log(productId, price, available);
   *   nextToken = page.nextToken;
   * } while (nextToken);
   */
  products(variables?: ProductsQueryVariables): Promise<ProductPage>;

  /**
   * Every event of an order from its creation on, each once and in the order of `version`. Ends by itself after
   * `COMPLETED`, `FAILED` or `CANCELLED`. A lost connection is opened again, and missed events are read from the order's
   * history. After about a minute without a connection, or without a token for one, it throws `ConnectionLost`. If the
   * function `authorization` fails before the first connection, it throws that function's error. Nothing happens before
   * the loop begins.
   *
   * @example
   * import { createOrdersClient } from '@ordersaga/client';
   *
   * const orders = createOrdersClient({ url: 'http://localhost:4000/graphql', apiKey: 'da2-local' });
   * const { orderId } = await orders.createOrder({
   *   customerId: 'ada',
   *   items: [{ productId: 'keyboard', quantity: 1, price: 89.99 }],
   *   paymentMethodId: 'pm_card_visa',
   * });
   * for await (const { version, status } of orders.orderStatus(orderId)) console.log(version, status);
   * orders.close();
   */
  orderStatus(orderId: string): AsyncIterable<OrderEvent>;

  /**
   * Has the customer confirm the payment of an order, if that is asked for: waits until the order is `AWAITING_PAYMENT`, calls
   * `confirm` once, and returns the order when nothing is left for the customer to do: the payment is taken or refused, the
   * order is being undone, staff look at it, or the bank takes its time (`payment.awaits` is `PROVIDER` then). What `confirm`
   * returns doesn't count: the provider tells the API how the customer decided. If it throws, its error is passed on, and
   * the payment goes on waiting, until it expires or is confirmed by another call. Throws the errors of `order` and
   * `orderStatus`, `Unauthorized` for callers who aren't the customer, and `ConnectionLost` if the client is closed.
   *
   * @example
   * import { createOrdersClient } from '@ordersaga/client';
   *
   * const orders = createOrdersClient({ url: 'http://localhost:4000/graphql', apiKey: 'da2-local' });
   * const { orderId } = await orders.createOrder({
   *   customerId: 'ada',
   *   items: [{ productId: 'keyboard', quantity: 1, price: 89.99 }],
   *   paymentMethodId: 'pm_card_authenticationRequired',
   * });
   * // A browser would open the address. The page of the sandbox's bank can also be answered like this.
   * const body = new URLSearchParams({ decision: 'CONFIRMED' });
   * const { payment } = await orders.confirmPayment(orderId, ({ actionUrl }) => fetch(actionUrl, { method: 'POST', body }));
   * console.log(payment.awaits === null ? 'paid' : 'the bank takes its time');
   * orders.close();
   */
  confirmPayment(orderId: string, confirm: (action: PaymentAction) => unknown): Promise<OrderWithHistory>;

  /** Ends all `orderStatus` loops and closes the real-time connection. */
  close(): void;
};

/**
 * A client of the API at `url`. All its subscriptions share one WebSocket, open only while there are any.
 * Throws `TypeError` unless exactly one of `apiKey` and `authorization` is given.
 *
 * @example
 * import { createOrdersClient } from '@ordersaga/client';
 *
 * const orders = createOrdersClient({
 *   url: 'http://localhost:4000/graphql',
 *   authorization: async () => 'the token of the user who is signed in',
 * });
 * orders.close();
 */
export function createOrdersClient(options: OrdersClientOptions): OrdersClient {
  const { url, realtimeUrl = realtimeUrlOf(url) } = options;
  const { host } = new URL(url);
  const authHeader = authHeaderOf(options);
  const execute = createExecute(url, authHeader);
  const realtime = createRealtimeConnection(realtimeUrl, async () => ({ host, ...(await authHeader()) }));

  const order = async (orderId: string): Promise<OrderWithHistory> =>
    answered((await execute(OrderDocument, { orderId })).order, 'order');
  const orderStatus = (orderId: string) => watchOrder(orderId, realtime, order);

  return {
    ...staffOperations(execute),
    order,
    createOrder: async (input, idempotencyKey) =>
      answered((await execute(CreateOrderDocument, { input, idempotencyKey })).createOrder, 'createOrder'),
    cancelOrder: async (orderId) =>
      answered((await execute(CancelOrderDocument, { orderId })).cancelOrder, 'cancelOrder'),
    refundOrder: async (refund) => answered((await execute(RefundOrderDocument, refund)).refundOrder, 'refundOrder'),
    ordersByCustomer: async (variables) =>
      answered((await execute(OrdersByCustomerDocument, variables)).ordersByCustomer, 'ordersByCustomer'),
    products: async (variables = {}) => answered((await execute(ProductsDocument, variables)).products, 'products'),
    orderStatus,
    confirmPayment: (orderId, confirm) =>
      confirmPayment(orderId, confirm, { readOrder: order, watchOrder: orderStatus }),
    close: realtime.close,
  };
}
