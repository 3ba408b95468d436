/** Orders in memory, which a test moves from status to status. */
import { ordersErrorFrom } from '../errors.ts';
import type {
  CreateOrderInput,
  OrderEvent,
  OrderPage,
  OrderWithHistory,
  StaffOrderPage,
  PaymentAction,
  ProductPage,
} from '../types.ts';
import { createCatalogue, type Catalogue } from './catalogue.ts';

export type StoredOrder = OrderWithHistory;
export type Move = {
  readonly eventType: OrderEvent['eventType'];
  readonly status: OrderEvent['status'];
  readonly failure?: OrderEvent['failure'];
  readonly refundId?: string;
  /** What it sets on the order. */
  readonly payment?: StoredOrder['payment'];
};

const PAYMENT = {
  paymentId: 'payment-1',
  refunded: false,
  refunds: [],
  awaits: null,
  expiresAt: null,
  clientSecret: null,
  actionUrl: null,
} satisfies StoredOrder['payment'];

/** From the moment in which the money is taken. */
export const ONCE_PAID: readonly Move[] = [
  { eventType: 'PAYMENT_PROCESSED', status: 'PAYMENT_PROCESSED', payment: PAYMENT },
  { eventType: 'ORDER_COMPLETED', status: 'COMPLETED' },
  { eventType: 'NOTIFICATION_SENT', status: 'COMPLETED' },
];
export const TO_COMPLETED: readonly Move[] = [
  { eventType: 'INVENTORY_RESERVED', status: 'INVENTORY_RESERVED' },
  ...ONCE_PAID,
];

/** Until the customer has a say, who confirms the payment with this. */
export function toAwaitingCustomer(action: PaymentAction): readonly Move[] {
  const payment = { ...PAYMENT, awaits: 'CUSTOMER', expiresAt: '2026-01-01T00:15:00.000Z', ...action } as const;
  return [
    { eventType: 'INVENTORY_RESERVED', status: 'INVENTORY_RESERVED' },
    { eventType: 'PAYMENT_AWAITS_CUSTOMER', status: 'AWAITING_PAYMENT', payment },
  ];
}
export const DECLINED = { code: 'PaymentDeclined', step: 'ProcessPayment', message: 'The card was declined.' };
export const TO_FAILED: readonly Move[] = [
  { eventType: 'INVENTORY_RESERVED', status: 'INVENTORY_RESERVED' },
  { eventType: 'COMPENSATION_STARTED', status: 'COMPENSATING', failure: DECLINED },
  { eventType: 'INVENTORY_RELEASED', status: 'COMPENSATING', failure: DECLINED },
  { eventType: 'ORDER_FAILED', status: 'FAILED', failure: DECLINED },
];

/** What staff have to look at. */
export const TO_PARKED: readonly Move[] = [{ eventType: 'ORDER_PARKED', status: 'NEEDS_ATTENTION' }];

export const TO_CANCELLED: readonly Move[] = [
  { eventType: 'CANCELLATION_REQUESTED', status: 'COMPENSATING' },
  { eventType: 'ORDER_CANCELLED', status: 'CANCELLED' },
];

export const AN_ORDER: CreateOrderInput = {
  customerId: 'ada',
  items: [{ productId: 'keyboard', quantity: 1, price: 89.99 }],
  paymentMethodId: 'pm_card_visa',
};

/** Tests may put functions of their own in place of these. */
export type OrderBook = {
  createOrder: (input?: CreateOrderInput, idempotencyKey?: string | null) => StoredOrder;
  /** Writes the next event into the order's history and returns it. */
  record: (orderId: string, move: Move) => OrderEvent;
  /** Throws `OrderNotFound`. */
  order: (orderId: string) => StoredOrder;
  ordersByCustomer: (customerId: string, limit: number, nextToken?: string | null) => OrderPage;
  products: (limit: number, nextToken?: string | null) => ProductPage;
  /** Oldest first. */
  ordersByStatus: (status: OrderEvent['status'], limit: number) => StaffOrderPage;
  readonly catalogue: Catalogue;
};

export function createOrderBook(): OrderBook {
  const orders = new Map<string, StoredOrder>();
  const orderIdByKey = new Map<string, string>();
  const catalogue = createCatalogue();

  const find = (orderId: string): StoredOrder => {
    const order = orders.get(orderId);
    if (order) return order;
    const message = `There is no order ${orderId}.`;
    throw ordersErrorFrom([{ errorType: 'OrderNotFound', message, errorInfo: { orderId } }]);
  };

  const createOrder: OrderBook['createOrder'] = (input = AN_ORDER, idempotencyKey) => {
    const firstId = idempotencyKey ? orderIdByKey.get(idempotencyKey) : undefined;
    if (firstId) return find(firstId);
    const order = newOrder(`order-${orders.size + 1}`, input);
    orders.set(order.orderId, order);
    if (idempotencyKey) orderIdByKey.set(idempotencyKey, order.orderId);
    return order;
  };

  const record: OrderBook['record'] = (orderId, { eventType, status, failure = null, refundId = null, payment }) => {
    const { history, ...order } = find(orderId);
    const version = order.version + 1;
    const event = {
      orderId,
      refundId,
      version,
      eventId: `e${version}`,
      eventType,
      status,
      failure,
      actor: null,
      occurredAt: NOW,
    };
    history.push(event);
    orders.set(orderId, { ...order, version, status, failure, history, ...(payment && { payment }) });
    return event;
  };

  return {
    catalogue,
    ordersByStatus: (status, limit) => ({
      items: [...orders.values()]
        .filter((order) => order.status === status)
        .slice(0, limit)
        .map((order) => ({ direction: 'FORWARD', forwardFailure: null, compensationFailure: null, ...order })),
      nextToken: null,
    }),
    createOrder,
    record,
    order: find,
    ordersByCustomer: (customerId, limit, nextToken) => {
      const all = [...orders.values()].filter((order) => order.customerId === customerId).reverse();
      return pageOf(all, limit, nextToken);
    },
    products: (limit, nextToken) => {
      const all = catalogue.products().map((product) => {
        const items = [...orders.values()]
          .filter(({ status }) => !['FAILED', 'CANCELLED'].includes(status))
          .flatMap((order) => order.items);
        const taken = items.filter(({ productId }) => productId === product.productId);
        return { ...product, available: product.available - taken.reduce((sum, { quantity }) => sum + quantity, 0) };
      });
      return pageOf(all, limit, nextToken);
    },
  };
}

function pageOf<Item>(all: readonly Item[], limit: number, nextToken: string | null | undefined) {
  const from = Number(nextToken ?? 0);
  const hasMore = all.length > from + limit;
  return { items: all.slice(from, from + limit), nextToken: hasMore ? `${from + limit}` : null };
}

const NOW = '2026-01-01T00:00:00.000Z';

function newOrder(orderId: string, { customerId, items }: CreateOrderInput): StoredOrder {
  const created = {
    orderId,
    refundId: null,
    version: 1,
    eventId: 'e1',
    eventType: 'ORDER_CREATED',
    status: 'PENDING',
  } as const;
  return {
    orderId,
    customerId: customerId ?? 'nobody',
    status: 'PENDING',
    version: 1,
    items,
    totalAmount: items.reduce((sum, { price, quantity }) => sum + price * quantity, 0),
    currency: 'USD',
    payment: null,
    notification: null,
    failure: null,
    createdAt: NOW,
    updatedAt: NOW,
    history: [{ ...created, failure: null, actor: null, occurredAt: NOW }],
  };
}
