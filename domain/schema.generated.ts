export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  AWSDateTime: { input: string; output: string; }
  AWSEmail: { input: string; output: string; }
};

export type AddProductInput = {
  /** How many can be ordered, 0 to 1,000,000. */
  available: Scalars['Int']['input'];
  /** ISO 4217. */
  currency: Scalars['String']['input'];
  /** 1 to 200 characters. */
  name: Scalars['String']['input'];
  /** More than 0, with no more decimals than the currency has (JPY none, USD two, KWD three). */
  price: Scalars['Float']['input'];
  /** 1 to 64 characters. It can't be changed. */
  productId: Scalars['ID']['input'];
};

export type CreateOrderInput = {
  /**
   * 1 to 64 characters. A signed-in customer may leave it out. Staff and the API key may name anyone; a customer who names
   * another one gets `Unauthorized`.
   */
  customerId?: InputMaybe<Scalars['ID']['input']>;
  /** Where to send the confirmation. Without an address, the customer gets no mail. */
  email?: InputMaybe<Scalars['AWSEmail']['input']>;
  /** 1 to 50 items, each product once. */
  items: Array<OrderItemInput>;
  /** The payment provider's token, such as `pm_card_visa` in the sandbox. 1 to 255 characters of ASCII without spaces. */
  paymentMethodId: Scalars['ID']['input'];
};

export type Mutation = {
  /**
   * Adds a product to the catalogue. For staff and the API key; `Unauthorized` for others. `Conflict` if there is one of this
   * id, also if the same call was sent before.
   */
  addProduct?: Maybe<Product>;
  /**
   * Cancels an order while its payment isn't taken, also while it waits for the customer or the bank. The saga then undoes what was reserved, and the order ends as
   * `CANCELLED`. Too late, or cancelled before: `Conflict`. `OrderNotFound` as for `order`.
   */
  cancelOrder?: Maybe<Order>;
  /**
   * Changes what a product costs. Orders keep the price at which they were placed. For staff and the API key; `Unauthorized` for
   * others. `PriceMismatch` if it costs something else than `currentPrice` by now: somebody else has changed it. If it costs
   * `price` already, nothing changes. `ProductNotFound` if there is no such product; `Conflict` if it was busy, then send it again.
   */
  changePrice?: Maybe<Product>;
  /**
   * Places an order and returns it as `PENDING`. The saga does the rest and reports through `orderStatus`.
   * The same `idempotencyKey` (or header `x-idempotency-key`) with the same input returns the first order again for
   * 10 minutes. With another input it fails with `IdempotencyKeyReused`. A customer who places too many orders a minute, has
   * too many unpaid ones, or whose cards are refused too often gets `TooManyOrders`, with `retryAfterSeconds` in `errorInfo`.
   * A first order that is returned again doesn't count.
   */
  createOrder?: Maybe<Order>;
  /** Tells subscribers what happened to an order. Only the function `publish-status` calls it, with its IAM role. */
  publishOrderStatus?: Maybe<OrderEvent>;
  /**
   * Gives back a part of what a completed order has cost, or all of it. For staff and the API key; `Unauthorized` for others.
   * Returns the order with the refund as `REQUESTED`. A saga does the rest and reports through `orderStatus`.
   * The same `refundId` with the same input returns the order again and refunds nothing more; with another input it fails with
   * `IdempotencyKeyReused`. `RefundExceedsPayment` if less than `amount` is left, `Conflict` if the order isn't completed,
   * `OrderNotFound` as for `order`.
   */
  refundOrder?: Maybe<Order>;
  /**
   * Puts goods into a product's stock, or takes some out that can't be sold. Orders that are placed at the same time are
   * counted, too. For staff and the API key; `Unauthorized` for others. The same `restockId` with the same quantity changes the
   * stock once, however often it is sent within a year; with another quantity it fails with `IdempotencyKeyReused`.
   * `ProductNotFound` if there is no such product; `Conflict` if it was busy, then send it again.
   */
  restockProduct?: Maybe<Product>;
  /**
   * Lets an order go on that needs attention, once its cause is mended: in its own `direction`, or with `undo` back, if that is
   * `FORWARD`; then it's refunded and ends as `FAILED`. For staff and the API key; `Unauthorized` for others. Of several calls one
   * succeeds; the others fail with `Conflict`, as for an order that doesn't need attention. `OrderNotFound` as for `order`.
   */
  resumeOrder?: Maybe<Order>;
};


export type MutationAddProductArgs = {
  input: AddProductInput;
};


export type MutationCancelOrderArgs = {
  orderId: Scalars['ID']['input'];
};


export type MutationChangePriceArgs = {
  currentPrice: Scalars['Float']['input'];
  price: Scalars['Float']['input'];
  productId: Scalars['ID']['input'];
};


export type MutationCreateOrderArgs = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: CreateOrderInput;
};


export type MutationPublishOrderStatusArgs = {
  input: PublishOrderStatusInput;
};


export type MutationRefundOrderArgs = {
  amount: Scalars['Float']['input'];
  orderId: Scalars['ID']['input'];
  refundId: Scalars['ID']['input'];
  restock?: InputMaybe<Array<RestockInput>>;
};


export type MutationRestockProductArgs = {
  productId: Scalars['ID']['input'];
  quantity: Scalars['Int']['input'];
  restockId: Scalars['ID']['input'];
};


export type MutationResumeOrderArgs = {
  orderId: Scalars['ID']['input'];
  undo?: InputMaybe<Scalars['Boolean']['input']>;
};

export type Notification = {
  /** Why none was sent. */
  error?: Maybe<Scalars['String']['output']>;
  /** True only if a notification was sent. */
  sent: Scalars['Boolean']['output'];
};

export type Order = {
  /** Set once undoing got stuck. */
  compensationFailure?: Maybe<OrderFailure>;
  createdAt: Scalars['AWSDateTime']['output'];
  /** ISO 4217. */
  currency: Scalars['String']['output'];
  customerId: Scalars['ID']['output'];
  /** Set while the order needs attention: the way that it will go when it is resumed. */
  direction?: Maybe<OrderDirection>;
  /** Set once a step failed for good. */
  failure?: Maybe<OrderFailure>;
  /** Set once going forward got stuck. */
  forwardFailure?: Maybe<OrderFailure>;
  /** What happened to the order, oldest first. */
  history: Array<OrderEvent>;
  items: Array<OrderItem>;
  /** Set some time after the order is completed: when the notification was sent, or given up. */
  notification?: Maybe<Notification>;
  orderId: Scalars['ID']['output'];
  /** Set once the payment waits for somebody or is taken. */
  payment?: Maybe<Payment>;
  status: OrderStatus;
  /** Exact sum of price times quantity, in `currency`. */
  totalAmount: Scalars['Float']['output'];
  updatedAt: Scalars['AWSDateTime']['output'];
  /** 1 when created, one more with every event. */
  version: Scalars['Int']['output'];
};

export type OrderConnection = {
  items: Array<Order>;
  /** Pass it back for the next page; null on the last one. */
  nextToken?: Maybe<Scalars['String']['output']>;
};

/** The way that an order goes. */
export type OrderDirection =
  /** Back, until everything is undone. */
  | 'BACKWARD'
  /** To its completion. After the payment it goes no other way, unless staff turn it back. */
  | 'FORWARD';

export type OrderEvent = {
  /**
   * Which member of staff caused it: the `sub` of their user, or `api-key`. Only staff and the API key get it, and only in
   * `Order.history`. Null for what a customer or the saga has caused.
   */
  actor?: Maybe<Scalars['ID']['output']>;
  /** Names the order in logs, traces and the payment provider's records; null for orders of older versions of the service. */
  correlationId?: Maybe<Scalars['ID']['output']>;
  eventId: Scalars['ID']['output'];
  eventType: OrderEventType;
  failure?: Maybe<OrderFailure>;
  occurredAt: Scalars['AWSDateTime']['output'];
  orderId: Scalars['ID']['output'];
  /** Which refund it is about; null for other events. */
  refundId?: Maybe<Scalars['ID']['output']>;
  status: OrderStatus;
  /** The order's version after this event; versions have no gaps. */
  version: Scalars['Int']['output'];
};

/** What can happen to an order; one event for each version of it. `REFUND_…` is about the refund of `refundId`. */
export type OrderEventType =
  | 'CANCELLATION_REQUESTED'
  | 'COMPENSATION_STARTED'
  | 'INVENTORY_RELEASED'
  | 'INVENTORY_RESERVED'
  | 'NOTIFICATION_GIVEN_UP'
  | 'NOTIFICATION_SENT'
  | 'ORDER_CANCELLED'
  | 'ORDER_COMPLETED'
  | 'ORDER_CREATED'
  | 'ORDER_FAILED'
  | 'ORDER_PARKED'
  | 'PAYMENT_AWAITS_CUSTOMER'
  | 'PAYMENT_AWAITS_PROVIDER'
  | 'PAYMENT_PROCESSED'
  | 'PAYMENT_REFUNDED'
  | 'REFUND_FAILED'
  | 'REFUND_ISSUED'
  | 'REFUND_NOTIFICATION_GIVEN_UP'
  | 'REFUND_NOTIFICATION_SENT'
  | 'REFUND_REQUESTED'
  | 'RESUME_REQUESTED'
  | 'UNDOING_REQUESTED';

/** Why an order failed, or why it is stuck. */
export type OrderFailure = {
  /** `OutOfStock`, `PaymentDeclined`, or the name of a technical error. */
  code: Scalars['String']['output'];
  message: Scalars['String']['output'];
  /** The step of the saga that failed. */
  step: Scalars['String']['output'];
};

export type OrderFailureInput = {
  code: Scalars['String']['input'];
  message: Scalars['String']['input'];
  step: Scalars['String']['input'];
};

export type OrderItem = {
  /** The price of one when the order was placed. */
  price: Scalars['Float']['output'];
  productId: Scalars['ID']['output'];
  quantity: Scalars['Int']['output'];
};

export type OrderItemInput = {
  /**
   * The price that the customer saw, with no more decimals than the product's currency has (JPY none, USD two, KWD three).
   * `PriceMismatch` if the catalogue has another one.
   */
  price: Scalars['Float']['input'];
  productId: Scalars['ID']['input'];
  /** 1 to 1000. */
  quantity: Scalars['Int']['input'];
};

/** The status of an order. `domain/order-status.ts` lists every move between these. */
export type OrderStatus =
  /**
   * The payment is begun, and somebody else has a say: the customer, who confirms it (`payment.clientSecret` or
   * `payment.actionUrl`), or the bank, which takes its time.
   */
  | 'AWAITING_PAYMENT'
  /** Everything is undone, because the customer cancelled. Final. */
  | 'CANCELLED'
  /** A step failed for good, or the order was cancelled. What was done is being undone. */
  | 'COMPENSATING'
  /** Done. Final. The notification of the customer follows as a version of its own. */
  | 'COMPLETED'
  /** Everything is undone; `failure` says why. Final. */
  | 'FAILED'
  /** The stock is set aside for this order. */
  | 'INVENTORY_RESERVED'
  /**
   * The order is stuck. `direction` says which way it was going, and `forwardFailure` or `compensationFailure` says why.
   * Staff look into it and resume it with `resumeOrder`.
   */
  | 'NEEDS_ATTENTION'
  /** The payment is taken. */
  | 'PAYMENT_PROCESSED'
  /** Accepted; nothing has been reserved or paid. */
  | 'PENDING';

export type Payment = {
  /** Where the customer confirms the payment, if that needs no library. For the order's owner, as `clientSecret`. */
  actionUrl?: Maybe<Scalars['String']['output']>;
  /** Set while the payment waits. */
  awaits?: Maybe<PaymentAwaits>;
  /**
   * For the provider's library in the customer's browser. Only the order's owner gets it, while `awaits` is `CUSTOMER`; staff
   * don't.
   */
  clientSecret?: Maybe<Scalars['String']['output']>;
  /** When the wait ends. A payment that the customer has not confirmed by then is cancelled. */
  expiresAt?: Maybe<Scalars['AWSDateTime']['output']>;
  paymentId: Scalars['ID']['output'];
  /** Whether all of it was given back. */
  refunded: Scalars['Boolean']['output'];
  /** What staff have given back, or asked to give back, oldest first. */
  refunds: Array<Refund>;
};

/** Whom a payment waits for. */
export type PaymentAwaits =
  /** The customer, who has to confirm it until `expiresAt`. */
  | 'CUSTOMER'
  /** The bank. That takes days for some ways to pay. */
  | 'PROVIDER';

export type Product = {
  /** How many can still be ordered. */
  available: Scalars['Int']['output'];
  /** ISO 4217. */
  currency: Scalars['String']['output'];
  name: Scalars['String']['output'];
  price: Scalars['Float']['output'];
  productId: Scalars['ID']['output'];
};

export type ProductConnection = {
  items: Array<Product>;
  /** Pass it back for the next page; null on the last one. */
  nextToken?: Maybe<Scalars['String']['output']>;
};

/** One change of a product by staff. What orders take out of the stock isn't among them. */
export type ProductEvent = {
  /** Who has changed it: the `sub` of a member of staff, or `api-key`. */
  actor: Scalars['ID']['output'];
  eventId: Scalars['ID']['output'];
  eventType: ProductEventType;
  occurredAt: Scalars['AWSDateTime']['output'];
  /** Of `PRICE_CHANGED`: what it cost before. */
  previousPrice?: Maybe<Scalars['Float']['output']>;
  /** Of `PRODUCT_ADDED` and `PRICE_CHANGED`: what it costs from then on. */
  price?: Maybe<Scalars['Float']['output']>;
  productId: Scalars['ID']['output'];
  /** Of `PRODUCT_ADDED` and `PRODUCT_RESTOCKED`: what came into the stock, or if less than 0, was taken out. */
  quantity?: Maybe<Scalars['Int']['output']>;
  /** Of `PRODUCT_RESTOCKED`. */
  restockId?: Maybe<Scalars['ID']['output']>;
  /** 1 for the first of the product's events, one more with each; versions have no gaps. */
  version: Scalars['Int']['output'];
};

export type ProductEventConnection = {
  items: Array<ProductEvent>;
  /** Pass it back for the next page; null on the last one. */
  nextToken?: Maybe<Scalars['String']['output']>;
};

/** What staff can change about a product. */
export type ProductEventType =
  | 'PRICE_CHANGED'
  | 'PRODUCT_ADDED'
  | 'PRODUCT_RESTOCKED';

export type PublishOrderStatusInput = {
  correlationId?: InputMaybe<Scalars['ID']['input']>;
  eventId: Scalars['ID']['input'];
  eventType: OrderEventType;
  failure?: InputMaybe<OrderFailureInput>;
  occurredAt: Scalars['AWSDateTime']['input'];
  orderId: Scalars['ID']['input'];
  refundId?: InputMaybe<Scalars['ID']['input']>;
  status: OrderStatus;
  version: Scalars['Int']['input'];
};

export type Query = {
  /** One order. `OrderNotFound` if it doesn't exist or belongs to another customer. */
  order?: Maybe<Order>;
  /**
   * A customer's orders, newest first. `limit` is 1 to 100. A signed-in customer may leave out `customerId`. Only staff and
   * the API key may name another customer; anyone else gets `Unauthorized`.
   */
  ordersByCustomer?: Maybe<OrderConnection>;
  /**
   * The orders of a status, for staff and the API key; `Unauthorized` for others. Without `status`, those that need attention.
   * Orders that something is left to do for come oldest first, those that are over newest first. `limit` is 1 to 100. A page
   * may have fewer orders than that though there is a next one: an order that has moved on since the index was read is left out.
   */
  ordersByStatus?: Maybe<OrderConnection>;
  /**
   * What staff have changed about a product, newest first, for staff and the API key; `Unauthorized` for others. `limit` is 1 to
   * 100. Empty for a product that there isn't.
   */
  productHistory?: Maybe<ProductEventConnection>;
  /** The catalogue, in no particular order: what can be ordered, at which price, and how many are left. `limit` is 1 to 100. */
  products?: Maybe<ProductConnection>;
};


export type QueryOrderArgs = {
  orderId: Scalars['ID']['input'];
};


export type QueryOrdersByCustomerArgs = {
  customerId?: InputMaybe<Scalars['ID']['input']>;
  limit?: InputMaybe<Scalars['Int']['input']>;
  nextToken?: InputMaybe<Scalars['String']['input']>;
};


export type QueryOrdersByStatusArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  nextToken?: InputMaybe<Scalars['String']['input']>;
  status?: InputMaybe<OrderStatus>;
};


export type QueryProductHistoryArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  nextToken?: InputMaybe<Scalars['String']['input']>;
  productId: Scalars['ID']['input'];
};


export type QueryProductsArgs = {
  limit?: InputMaybe<Scalars['Int']['input']>;
  nextToken?: InputMaybe<Scalars['String']['input']>;
};

export type Refund = {
  /** In the order's currency. */
  amount: Scalars['Float']['output'];
  failure?: Maybe<OrderFailure>;
  /** Set some time after the refund is issued: when the customer's mail was sent, or given up. */
  notification?: Maybe<Notification>;
  refundId: Scalars['ID']['output'];
  requestedAt: Scalars['AWSDateTime']['output'];
  /** What goes back into the stock when the refund is issued. */
  restock: Array<RestockedItem>;
  /** Whether that has gone back into the stock. */
  restocked: Scalars['Boolean']['output'];
  status: RefundStatus;
};

export type RefundStatus =
  /** The provider does not give it back; `failure` says why. The amount can be refunded again, under another id. */
  | 'FAILED'
  /** The provider gives the money back. Banks take some days to show it. */
  | 'ISSUED'
  /** Staff have asked for it. */
  | 'REQUESTED';

export type RestockInput = {
  /** A product of the order. */
  productId: Scalars['ID']['input'];
  /** 1 to the number of these that the order had and no other refund has put back. */
  quantity: Scalars['Int']['input'];
};

export type RestockedItem = {
  productId: Scalars['ID']['output'];
  quantity: Scalars['Int']['output'];
};

export type Subscription = {
  /**
   * Every event of one order from now on. Drop events with a `version` that you have seen, and read `history` at a gap: an
   * event that couldn't be delivered in its turn comes later. `OrderNotFound` as for `order`.
   */
  orderStatus?: Maybe<OrderEvent>;
};


export type SubscriptionOrderStatusArgs = {
  orderId: Scalars['ID']['input'];
};
