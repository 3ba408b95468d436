/** The ways in which `identities.test.ts` uses the API, by the labels of its table. */
import { ORDER } from './cloud.ts';

/** What an operation is about. */
export type Subject = { readonly orderId: string; readonly customerId: string };

export type Operation = {
  /** As in the schema, with its type: `Query.order`. */
  readonly field: string;
  /** How it is sent; `keysLink` is a real-time connection that the holder of the API key has opened. */
  readonly door: 'http' | 'realtime' | 'keysLink';
  readonly variables: (subject: Subject, caller: string) => object;
  /** Where the customer is named. */
  readonly customerArgument?: string;
  /** Needs an order that is not paid yet, or one that waits for staff; else it is about one that is completed. */
  readonly needs?: 'unpaid' | 'parked';
  /** What customers are told. */
  readonly onlyStaff?: string;
};

const { customerId: _, ...PURCHASE } = ORDER;
/** Callers use the same key: an answer that is kept for one is not for another. */
function purchase(idempotencyKey: string, customerId?: string) {
  return {
    input: { ...PURCHASE, customerId },
    idempotencyKey,
  };
}
function theOrder({ orderId }: Subject) {
  return { orderId };
}
function event({ orderId }: Subject, caller: string) {
  return {
    input: {
      orderId,
      version: 9,
      eventId: caller,
      eventType: 'ORDER_COMPLETED',
      status: 'COMPLETED',
      occurredAt: '2026-01-01T00:00:00Z',
    },
  };
}

const RESUMING = {
  field: 'Mutation.resumeOrder',
  door: 'http',
  variables: theOrder,
  onlyStaff: 'Only staff resume orders',
} as const;
const CHANGING = { door: 'http', onlyStaff: 'Only staff change the catalogue' } as const;

export const OPERATIONS: { readonly [label: string]: Operation } = {
  order: { field: 'Query.order', door: 'http', variables: theOrder },
  ordersByCustomer: {
    field: 'Query.ordersByCustomer',
    door: 'http',
    variables: () => ({}),
    customerArgument: 'customerId',
  },
  'ordersByCustomer of owner': {
    field: 'Query.ordersByCustomer',
    door: 'http',
    variables: ({ customerId }) => ({ customerId, limit: 100 }),
    customerArgument: 'customerId',
  },
  products: { field: 'Query.products', door: 'http', variables: () => ({}) },
  createOrder: {
    field: 'Mutation.createOrder',
    door: 'http',
    variables: () => purchase('for me'),
    customerArgument: 'input.customerId',
  },
  'createOrder for owner': {
    field: 'Mutation.createOrder',
    door: 'http',
    variables: ({ customerId }) => purchase('for the owner', customerId),
    customerArgument: 'input.customerId',
  },
  cancelOrder: { field: 'Mutation.cancelOrder', door: 'http', variables: theOrder, needs: 'unpaid' },
  'cancelOrder when paid': { field: 'Mutation.cancelOrder', door: 'http', variables: theOrder },
  refundOrder: {
    field: 'Mutation.refundOrder',
    door: 'http',
    variables: ({ orderId }, caller) => ({ orderId, refundId: caller, amount: 1 }),
    onlyStaff: 'Only staff refund orders',
  },
  // Only the owner has an order that has failed.
  ordersByStatus: {
    field: 'Query.ordersByStatus',
    door: 'http',
    variables: () => ({ status: 'FAILED' }),
    onlyStaff: 'Only staff list the orders of a status',
  },
  resumeOrder: { ...RESUMING, needs: 'parked' },
  'resumeOrder when done': RESUMING,
  addProduct: {
    ...CHANGING,
    field: 'Mutation.addProduct',
    variables: (_, caller) => ({
      input: { productId: `of ${caller}`, name: 'Mug', price: 12.5, currency: 'USD', available: 1 },
    }),
  },
  changePrice: {
    ...CHANGING,
    field: 'Mutation.changePrice',
    variables: () => ({ productId: 'mouse', price: 39.9, currentPrice: 39.9 }),
  },
  restockProduct: {
    ...CHANGING,
    field: 'Mutation.restockProduct',
    variables: (_, caller) => ({ productId: 'mouse', restockId: caller, quantity: 1 }),
  },
  productHistory: {
    field: 'Query.productHistory',
    door: 'http',
    variables: () => ({ productId: 'mouse' }),
    onlyStaff: 'Only staff see what was changed about a product',
  },
  publishOrderStatus: { field: 'Mutation.publishOrderStatus', door: 'http', variables: event },
  orderStatus: { field: 'Subscription.orderStatus', door: 'realtime', variables: theOrder },
  "orderStatus on key's link": { field: 'Subscription.orderStatus', door: 'keysLink', variables: theOrder },
};
