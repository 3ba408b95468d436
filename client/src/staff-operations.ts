/** What staff do: see which orders need them, let these go on, and run the catalogue. */
import { answered } from './answered.ts';
import type { Execute } from './http.ts';
import {
  AddProductDocument,
  ChangePriceDocument,
  OrdersByStatusDocument,
  ProductHistoryDocument,
  ResumeOrderDocument,
  RestockProductDocument,
  type OrdersByStatusQueryVariables,
  type ProductHistoryQueryVariables,
} from './operations.generated.ts';
import type {
  AddProductInput,
  ChangePriceInput,
  Order,
  StaffOrderPage,
  Product,
  ProductEventPage,
  RestockProductInput,
} from './types.ts';

/** For members of the group `staff` and holders of the API key; each function throws `Unauthorized` for others. */
export type StaffOperations = {
  /**
   * A page of the orders of a status; those that need attention if `status` is left out. Orders that something is left to do
   * for come oldest first, others newest first. `limit` is 1 to 100, 20 when left out.
   *
   * @example
   * import { createOrdersClient } from '@ordersaga/client';
   *
   * const orders = createOrdersClient({ url: 'http://localhost:4000/graphql', apiKey: 'da2-local' });
   * const { items } = await orders.ordersByStatus({ limit: 10 });
   * for (const { orderId, direction, forwardFailure } of items) console.log(orderId, direction, forwardFailure?.step);
   */
  ordersByStatus(variables: OrdersByStatusQueryVariables): Promise<StaffOrderPage>;

  /**
   * Lets an order go on that needs attention: in its own `direction`, or back if `undo` is true and that is `FORWARD`. Throws
   * `Conflict` for all other orders, also if it was resumed a moment ago, and `OrderNotFound`.
   *
   * @example
   * import { createOrdersClient, OrdersError } from '@ordersaga/client';
   *
   * const orders = createOrdersClient({ url: 'http://localhost:4000/graphql', apiKey: 'da2-local' });
   * try {
   *   const { status } = await orders.resumeOrder('no-such-order');
   *   console.log(status);
   * } catch (error) {
   *   if (!(error instanceof OrdersError)) throw error;
   *   console.log(error.errorType, error.message);
   * }
   */
  resumeOrder(orderId: string, options?: { readonly undo?: boolean }): Promise<Order>;

  /**
   * Adds a product to the catalogue. Throws `InvalidInput`, and `Conflict` if there is one of this id.
   *
   * @example
   * import { createOrdersClient } from '@ordersaga/client';
   *
   * const orders = createOrdersClient({ url: 'http://localhost:4000/graphql', apiKey: 'da2-local' });
   * const { name, available } = await orders.addProduct({
   *   productId: 'mug',
   *   name: 'Mug',
   *   price: 12.5,
   *   currency: 'USD',
   *   available: 100,
   * });
   * console.log(name, available);
   */
  addProduct(input: AddProductInput): Promise<Product>;

  /**
   * Changes what a product costs, if it costs `currentPrice`. Nothing changes if it costs `price` already, so a call whose
   * response was lost can be sent again. Throws `PriceMismatch` if somebody else has changed the price, `InvalidInput`,
   * `ProductNotFound`, and `Conflict` if the product was busy.
   *
   * @example
   * import { createOrdersClient } from '@ordersaga/client';
   *
   * const orders = createOrdersClient({ url: 'http://localhost:4000/graphql', apiKey: 'da2-local' });
   * const { price } = await orders.changePrice({ productId: 'mouse', price: 34.9, currentPrice: 39.9 });
   * console.log(price);
   */
  changePrice(change: ChangePriceInput): Promise<Product>;

  /**
   * Puts goods into the stock of a product, or takes some out if `quantity` is below 0. The same `restockId` with the same
   * quantity counts once. Throws `IdempotencyKeyReused` for another quantity, `InvalidInput`, `ProductNotFound`, and
   * `Conflict` if the product was busy.
   *
   * @example
   * import { createOrdersClient } from '@ordersaga/client';
   *
   * const orders = createOrdersClient({ url: 'http://localhost:4000/graphql', apiKey: 'da2-local' });
   * const delivery = { productId: 'mouse', restockId: 'delivery-4711', quantity: 20 };
   * const { available } = await orders.restockProduct(delivery);
   * console.log(available);
   * // The response may have been lost: send it again.
   * console.log((await orders.restockProduct(delivery)).available);
   */
  restockProduct(restock: RestockProductInput): Promise<Product>;

  /**
   * A page of what staff have changed about a product, newest first, with who did it. `limit` is 1 to 100, 20 when left out.
   *
   * @example
   * import { createOrdersClient } from '@ordersaga/client';
   *
   * const orders = createOrdersClient({ url: 'http://localhost:4000/graphql', apiKey: 'da2-local' });
   * await orders.restockProduct({ productId: 'keyboard', restockId: 'delivery-4712', quantity: 5 });
   * const { items } = await orders.productHistory({ productId: 'keyboard', limit: 1 });
   * for (const { eventType, quantity, actor } of items) console.log(eventType, quantity, actor);
   */
  productHistory(variables: ProductHistoryQueryVariables): Promise<ProductEventPage>;
};

/** The operations by which a client's calls are made. */
export function staffOperations(execute: Execute): StaffOperations {
  return {
    ordersByStatus: async (variables) =>
      answered((await execute(OrdersByStatusDocument, variables)).ordersByStatus, 'ordersByStatus'),
    resumeOrder: async (orderId, { undo = false } = {}) =>
      answered((await execute(ResumeOrderDocument, { orderId, undo })).resumeOrder, 'resumeOrder'),
    addProduct: async (input) => answered((await execute(AddProductDocument, { input })).addProduct, 'addProduct'),
    changePrice: async (change) => answered((await execute(ChangePriceDocument, change)).changePrice, 'changePrice'),
    restockProduct: async (restock) =>
      answered((await execute(RestockProductDocument, restock)).restockProduct, 'restockProduct'),
    productHistory: async (variables) =>
      answered((await execute(ProductHistoryDocument, variables)).productHistory, 'productHistory'),
  };
}
