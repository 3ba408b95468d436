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
  /** Needs an order that is not paid yet; else it is about one that is. */
  readonly unpaid?: boolean;
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
  cancelOrder: { field: 'Mutation.cancelOrder', door: 'http', variables: theOrder, unpaid: true },
  'cancelOrder when paid': { field: 'Mutation.cancelOrder', door: 'http', variables: theOrder },
  refundOrder: {
    field: 'Mutation.refundOrder',
    door: 'http',
    variables: ({ orderId }, caller) => ({ orderId, refundId: caller, amount: 1 }),
  },
  publishOrderStatus: { field: 'Mutation.publishOrderStatus', door: 'http', variables: event },
  orderStatus: { field: 'Subscription.orderStatus', door: 'realtime', variables: theOrder },
  "orderStatus on key's link": { field: 'Subscription.orderStatus', door: 'keysLink', variables: theOrder },
};
