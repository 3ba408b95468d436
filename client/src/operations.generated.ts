/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type AddProductInput = {
  /** How many can be ordered, 0 to 1,000,000. */
  available: number;
  /** ISO 4217. */
  currency: string;
  /** 1 to 200 characters. */
  name: string;
  /** More than 0, with no more decimals than the currency has (JPY none, USD two, KWD three). */
  price: number;
  /** 1 to 64 characters. It can't be changed. */
  productId: string;
};

export type CreateOrderInput = {
  /**
   * 1 to 64 characters. A signed-in customer may leave it out. Staff and the API key may name anyone; a customer who names
   * another one gets `Unauthorized`.
   */
  customerId?: string | null | undefined;
  /** Where to send the confirmation. Without an address, the customer gets no mail. */
  email?: string | null | undefined;
  /** 1 to 50 items, each product once. */
  items: Array<OrderItemInput>;
  /** The payment provider's token, such as `pm_card_visa` in the sandbox. 1 to 255 characters of ASCII without spaces. */
  paymentMethodId: string;
};

/** The way that an order goes. */
export type OrderDirection =
  /** Back, until everything is undone. */
  | 'BACKWARD'
  /** To its completion. After the payment it goes no other way, unless staff turn it back. */
  | 'FORWARD';

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

export type OrderItemInput = {
  /**
   * The price that the customer saw, with no more decimals than the product's currency has (JPY none, USD two, KWD three).
   * `PriceMismatch` if the catalogue has another one.
   */
  price: number;
  productId: string;
  /** 1 to 1000. */
  quantity: number;
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

/** Whom a payment waits for. */
export type PaymentAwaits =
  /** The customer, who has to confirm it until `expiresAt`. */
  | 'CUSTOMER'
  /** The bank. That takes days for some ways to pay. */
  | 'PROVIDER';

/** What staff can change about a product. */
export type ProductEventType =
  | 'PRICE_CHANGED'
  | 'PRODUCT_ADDED'
  | 'PRODUCT_RESTOCKED';

export type RefundStatus =
  /** The provider does not give it back; `failure` says why. The amount can be refunded again, under another id. */
  | 'FAILED'
  /** The provider gives the money back. Banks take some days to show it. */
  | 'ISSUED'
  /** Staff have asked for it. */
  | 'REQUESTED';

export type RestockInput = {
  /** A product of the order. */
  productId: string;
  /** 1 to the number of these that the order had and no other refund has put back. */
  quantity: number;
};

export type OrderFieldsFragment = { orderId: string, customerId: string, status: OrderStatus, version: number, totalAmount: number, currency: string, createdAt: string, updatedAt: string, items: Array<{ productId: string, quantity: number, price: number }>, payment: { paymentId: string, refunded: boolean, awaits: PaymentAwaits | null, expiresAt: string | null, refunds: Array<{ refundId: string, amount: number, status: RefundStatus, restocked: boolean, requestedAt: string, restock: Array<{ productId: string, quantity: number }>, failure: { code: string, step: string, message: string } | null, notification: { sent: boolean, error: string | null } | null }> } | null, notification: { sent: boolean, error: string | null } | null, failure: { code: string, step: string, message: string } | null };

export type OrderEventFieldsFragment = { orderId: string, refundId: string | null, version: number, eventId: string, eventType: OrderEventType, status: OrderStatus, occurredAt: string, failure: { code: string, step: string, message: string } | null };

export type CreateOrderMutationVariables = Exact<{
  input: CreateOrderInput;
  idempotencyKey?: string | null | undefined;
}>;


export type CreateOrderMutation = { createOrder: { orderId: string, customerId: string, status: OrderStatus, version: number, totalAmount: number, currency: string, createdAt: string, updatedAt: string, items: Array<{ productId: string, quantity: number, price: number }>, payment: { paymentId: string, refunded: boolean, awaits: PaymentAwaits | null, expiresAt: string | null, refunds: Array<{ refundId: string, amount: number, status: RefundStatus, restocked: boolean, requestedAt: string, restock: Array<{ productId: string, quantity: number }>, failure: { code: string, step: string, message: string } | null, notification: { sent: boolean, error: string | null } | null }> } | null, notification: { sent: boolean, error: string | null } | null, failure: { code: string, step: string, message: string } | null } | null };

export type CancelOrderMutationVariables = Exact<{
  orderId: string;
}>;


export type CancelOrderMutation = { cancelOrder: { orderId: string, customerId: string, status: OrderStatus, version: number, totalAmount: number, currency: string, createdAt: string, updatedAt: string, items: Array<{ productId: string, quantity: number, price: number }>, payment: { paymentId: string, refunded: boolean, awaits: PaymentAwaits | null, expiresAt: string | null, refunds: Array<{ refundId: string, amount: number, status: RefundStatus, restocked: boolean, requestedAt: string, restock: Array<{ productId: string, quantity: number }>, failure: { code: string, step: string, message: string } | null, notification: { sent: boolean, error: string | null } | null }> } | null, notification: { sent: boolean, error: string | null } | null, failure: { code: string, step: string, message: string } | null } | null };

export type RefundOrderMutationVariables = Exact<{
  orderId: string;
  refundId: string;
  amount: number;
  restock?: Array<RestockInput> | RestockInput | null | undefined;
}>;


export type RefundOrderMutation = { refundOrder: { orderId: string, customerId: string, status: OrderStatus, version: number, totalAmount: number, currency: string, createdAt: string, updatedAt: string, items: Array<{ productId: string, quantity: number, price: number }>, payment: { paymentId: string, refunded: boolean, awaits: PaymentAwaits | null, expiresAt: string | null, refunds: Array<{ refundId: string, amount: number, status: RefundStatus, restocked: boolean, requestedAt: string, restock: Array<{ productId: string, quantity: number }>, failure: { code: string, step: string, message: string } | null, notification: { sent: boolean, error: string | null } | null }> } | null, notification: { sent: boolean, error: string | null } | null, failure: { code: string, step: string, message: string } | null } | null };

export type OrderQueryVariables = Exact<{
  orderId: string;
}>;


export type OrderQuery = { order: { orderId: string, customerId: string, status: OrderStatus, version: number, totalAmount: number, currency: string, createdAt: string, updatedAt: string, payment: { clientSecret: string | null, actionUrl: string | null, paymentId: string, refunded: boolean, awaits: PaymentAwaits | null, expiresAt: string | null, refunds: Array<{ refundId: string, amount: number, status: RefundStatus, restocked: boolean, requestedAt: string, restock: Array<{ productId: string, quantity: number }>, failure: { code: string, step: string, message: string } | null, notification: { sent: boolean, error: string | null } | null }> } | null, history: Array<{ actor: string | null, orderId: string, refundId: string | null, version: number, eventId: string, eventType: OrderEventType, status: OrderStatus, occurredAt: string, failure: { code: string, step: string, message: string } | null }>, items: Array<{ productId: string, quantity: number, price: number }>, notification: { sent: boolean, error: string | null } | null, failure: { code: string, step: string, message: string } | null } | null };

export type OrdersByCustomerQueryVariables = Exact<{
  customerId?: string | null | undefined;
  limit?: number | null | undefined;
  nextToken?: string | null | undefined;
}>;


export type OrdersByCustomerQuery = { ordersByCustomer: { nextToken: string | null, items: Array<{ orderId: string, customerId: string, status: OrderStatus, version: number, totalAmount: number, currency: string, createdAt: string, updatedAt: string, items: Array<{ productId: string, quantity: number, price: number }>, payment: { paymentId: string, refunded: boolean, awaits: PaymentAwaits | null, expiresAt: string | null, refunds: Array<{ refundId: string, amount: number, status: RefundStatus, restocked: boolean, requestedAt: string, restock: Array<{ productId: string, quantity: number }>, failure: { code: string, step: string, message: string } | null, notification: { sent: boolean, error: string | null } | null }> } | null, notification: { sent: boolean, error: string | null } | null, failure: { code: string, step: string, message: string } | null }> } | null };

export type ProductsQueryVariables = Exact<{
  limit?: number | null | undefined;
  nextToken?: string | null | undefined;
}>;


export type ProductsQuery = { products: { nextToken: string | null, items: Array<{ productId: string, name: string, price: number, currency: string, available: number }> } | null };

export type OrderStatusSubscriptionVariables = Exact<{
  orderId: string;
}>;


export type OrderStatusSubscription = { orderStatus: { orderId: string, refundId: string | null, version: number, eventId: string, eventType: OrderEventType, status: OrderStatus, occurredAt: string, failure: { code: string, step: string, message: string } | null } | null };

export type OrdersByStatusQueryVariables = Exact<{
  status?: OrderStatus | null | undefined;
  limit?: number | null | undefined;
  nextToken?: string | null | undefined;
}>;


export type OrdersByStatusQuery = { ordersByStatus: { nextToken: string | null, items: Array<{ direction: OrderDirection | null, orderId: string, customerId: string, status: OrderStatus, version: number, totalAmount: number, currency: string, createdAt: string, updatedAt: string, forwardFailure: { code: string, step: string, message: string } | null, compensationFailure: { code: string, step: string, message: string } | null, items: Array<{ productId: string, quantity: number, price: number }>, payment: { paymentId: string, refunded: boolean, awaits: PaymentAwaits | null, expiresAt: string | null, refunds: Array<{ refundId: string, amount: number, status: RefundStatus, restocked: boolean, requestedAt: string, restock: Array<{ productId: string, quantity: number }>, failure: { code: string, step: string, message: string } | null, notification: { sent: boolean, error: string | null } | null }> } | null, notification: { sent: boolean, error: string | null } | null, failure: { code: string, step: string, message: string } | null }> } | null };

export type ResumeOrderMutationVariables = Exact<{
  orderId: string;
  undo?: boolean | null | undefined;
}>;


export type ResumeOrderMutation = { resumeOrder: { orderId: string, customerId: string, status: OrderStatus, version: number, totalAmount: number, currency: string, createdAt: string, updatedAt: string, items: Array<{ productId: string, quantity: number, price: number }>, payment: { paymentId: string, refunded: boolean, awaits: PaymentAwaits | null, expiresAt: string | null, refunds: Array<{ refundId: string, amount: number, status: RefundStatus, restocked: boolean, requestedAt: string, restock: Array<{ productId: string, quantity: number }>, failure: { code: string, step: string, message: string } | null, notification: { sent: boolean, error: string | null } | null }> } | null, notification: { sent: boolean, error: string | null } | null, failure: { code: string, step: string, message: string } | null } | null };

export type ProductFieldsFragment = { productId: string, name: string, price: number, currency: string, available: number };

export type AddProductMutationVariables = Exact<{
  input: AddProductInput;
}>;


export type AddProductMutation = { addProduct: { productId: string, name: string, price: number, currency: string, available: number } | null };

export type ChangePriceMutationVariables = Exact<{
  productId: string;
  price: number;
  currentPrice: number;
}>;


export type ChangePriceMutation = { changePrice: { productId: string, name: string, price: number, currency: string, available: number } | null };

export type RestockProductMutationVariables = Exact<{
  productId: string;
  restockId: string;
  quantity: number;
}>;


export type RestockProductMutation = { restockProduct: { productId: string, name: string, price: number, currency: string, available: number } | null };

export type ProductHistoryQueryVariables = Exact<{
  productId: string;
  limit?: number | null | undefined;
  nextToken?: string | null | undefined;
}>;


export type ProductHistoryQuery = { productHistory: { nextToken: string | null, items: Array<{ productId: string, version: number, eventId: string, eventType: ProductEventType, actor: string, price: number | null, previousPrice: number | null, quantity: number | null, restockId: string | null, occurredAt: string }> } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const OrderFieldsFragmentDoc = new TypedDocumentString(`
    fragment OrderFields on Order {
  orderId
  customerId
  status
  version
  items {
    productId
    quantity
    price
  }
  totalAmount
  currency
  payment {
    paymentId
    refunded
    awaits
    expiresAt
    refunds {
      refundId
      amount
      status
      restock {
        productId
        quantity
      }
      restocked
      requestedAt
      failure {
        code
        step
        message
      }
      notification {
        sent
        error
      }
    }
  }
  notification {
    sent
    error
  }
  failure {
    code
    step
    message
  }
  createdAt
  updatedAt
}
    `, {"fragmentName":"OrderFields"}) as unknown as TypedDocumentString<OrderFieldsFragment, unknown>;
export const OrderEventFieldsFragmentDoc = new TypedDocumentString(`
    fragment OrderEventFields on OrderEvent {
  orderId
  refundId
  version
  eventId
  eventType
  status
  failure {
    code
    step
    message
  }
  occurredAt
}
    `, {"fragmentName":"OrderEventFields"}) as unknown as TypedDocumentString<OrderEventFieldsFragment, unknown>;
export const ProductFieldsFragmentDoc = new TypedDocumentString(`
    fragment ProductFields on Product {
  productId
  name
  price
  currency
  available
}
    `, {"fragmentName":"ProductFields"}) as unknown as TypedDocumentString<ProductFieldsFragment, unknown>;
export const CreateOrderDocument = new TypedDocumentString(`
    mutation CreateOrder($input: CreateOrderInput!, $idempotencyKey: String) {
  createOrder(input: $input, idempotencyKey: $idempotencyKey) {
    ...OrderFields
  }
}
    fragment OrderFields on Order {
  orderId
  customerId
  status
  version
  items {
    productId
    quantity
    price
  }
  totalAmount
  currency
  payment {
    paymentId
    refunded
    awaits
    expiresAt
    refunds {
      refundId
      amount
      status
      restock {
        productId
        quantity
      }
      restocked
      requestedAt
      failure {
        code
        step
        message
      }
      notification {
        sent
        error
      }
    }
  }
  notification {
    sent
    error
  }
  failure {
    code
    step
    message
  }
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<CreateOrderMutation, CreateOrderMutationVariables>;
export const CancelOrderDocument = new TypedDocumentString(`
    mutation CancelOrder($orderId: ID!) {
  cancelOrder(orderId: $orderId) {
    ...OrderFields
  }
}
    fragment OrderFields on Order {
  orderId
  customerId
  status
  version
  items {
    productId
    quantity
    price
  }
  totalAmount
  currency
  payment {
    paymentId
    refunded
    awaits
    expiresAt
    refunds {
      refundId
      amount
      status
      restock {
        productId
        quantity
      }
      restocked
      requestedAt
      failure {
        code
        step
        message
      }
      notification {
        sent
        error
      }
    }
  }
  notification {
    sent
    error
  }
  failure {
    code
    step
    message
  }
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<CancelOrderMutation, CancelOrderMutationVariables>;
export const RefundOrderDocument = new TypedDocumentString(`
    mutation RefundOrder($orderId: ID!, $refundId: ID!, $amount: Float!, $restock: [RestockInput!]) {
  refundOrder(
    orderId: $orderId
    refundId: $refundId
    amount: $amount
    restock: $restock
  ) {
    ...OrderFields
  }
}
    fragment OrderFields on Order {
  orderId
  customerId
  status
  version
  items {
    productId
    quantity
    price
  }
  totalAmount
  currency
  payment {
    paymentId
    refunded
    awaits
    expiresAt
    refunds {
      refundId
      amount
      status
      restock {
        productId
        quantity
      }
      restocked
      requestedAt
      failure {
        code
        step
        message
      }
      notification {
        sent
        error
      }
    }
  }
  notification {
    sent
    error
  }
  failure {
    code
    step
    message
  }
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<RefundOrderMutation, RefundOrderMutationVariables>;
export const OrderDocument = new TypedDocumentString(`
    query Order($orderId: ID!) {
  order(orderId: $orderId) {
    ...OrderFields
    payment {
      clientSecret
      actionUrl
    }
    history {
      ...OrderEventFields
      actor
    }
  }
}
    fragment OrderFields on Order {
  orderId
  customerId
  status
  version
  items {
    productId
    quantity
    price
  }
  totalAmount
  currency
  payment {
    paymentId
    refunded
    awaits
    expiresAt
    refunds {
      refundId
      amount
      status
      restock {
        productId
        quantity
      }
      restocked
      requestedAt
      failure {
        code
        step
        message
      }
      notification {
        sent
        error
      }
    }
  }
  notification {
    sent
    error
  }
  failure {
    code
    step
    message
  }
  createdAt
  updatedAt
}
fragment OrderEventFields on OrderEvent {
  orderId
  refundId
  version
  eventId
  eventType
  status
  failure {
    code
    step
    message
  }
  occurredAt
}`) as unknown as TypedDocumentString<OrderQuery, OrderQueryVariables>;
export const OrdersByCustomerDocument = new TypedDocumentString(`
    query OrdersByCustomer($customerId: ID, $limit: Int, $nextToken: String) {
  ordersByCustomer(customerId: $customerId, limit: $limit, nextToken: $nextToken) {
    items {
      ...OrderFields
    }
    nextToken
  }
}
    fragment OrderFields on Order {
  orderId
  customerId
  status
  version
  items {
    productId
    quantity
    price
  }
  totalAmount
  currency
  payment {
    paymentId
    refunded
    awaits
    expiresAt
    refunds {
      refundId
      amount
      status
      restock {
        productId
        quantity
      }
      restocked
      requestedAt
      failure {
        code
        step
        message
      }
      notification {
        sent
        error
      }
    }
  }
  notification {
    sent
    error
  }
  failure {
    code
    step
    message
  }
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<OrdersByCustomerQuery, OrdersByCustomerQueryVariables>;
export const ProductsDocument = new TypedDocumentString(`
    query Products($limit: Int, $nextToken: String) {
  products(limit: $limit, nextToken: $nextToken) {
    items {
      productId
      name
      price
      currency
      available
    }
    nextToken
  }
}
    `) as unknown as TypedDocumentString<ProductsQuery, ProductsQueryVariables>;
export const OrderStatusDocument = new TypedDocumentString(`
    subscription OrderStatus($orderId: ID!) {
  orderStatus(orderId: $orderId) {
    ...OrderEventFields
  }
}
    fragment OrderEventFields on OrderEvent {
  orderId
  refundId
  version
  eventId
  eventType
  status
  failure {
    code
    step
    message
  }
  occurredAt
}`) as unknown as TypedDocumentString<OrderStatusSubscription, OrderStatusSubscriptionVariables>;
export const OrdersByStatusDocument = new TypedDocumentString(`
    query OrdersByStatus($status: OrderStatus, $limit: Int, $nextToken: String) {
  ordersByStatus(status: $status, limit: $limit, nextToken: $nextToken) {
    items {
      ...OrderFields
      direction
      forwardFailure {
        code
        step
        message
      }
      compensationFailure {
        code
        step
        message
      }
    }
    nextToken
  }
}
    fragment OrderFields on Order {
  orderId
  customerId
  status
  version
  items {
    productId
    quantity
    price
  }
  totalAmount
  currency
  payment {
    paymentId
    refunded
    awaits
    expiresAt
    refunds {
      refundId
      amount
      status
      restock {
        productId
        quantity
      }
      restocked
      requestedAt
      failure {
        code
        step
        message
      }
      notification {
        sent
        error
      }
    }
  }
  notification {
    sent
    error
  }
  failure {
    code
    step
    message
  }
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<OrdersByStatusQuery, OrdersByStatusQueryVariables>;
export const ResumeOrderDocument = new TypedDocumentString(`
    mutation ResumeOrder($orderId: ID!, $undo: Boolean) {
  resumeOrder(orderId: $orderId, undo: $undo) {
    ...OrderFields
  }
}
    fragment OrderFields on Order {
  orderId
  customerId
  status
  version
  items {
    productId
    quantity
    price
  }
  totalAmount
  currency
  payment {
    paymentId
    refunded
    awaits
    expiresAt
    refunds {
      refundId
      amount
      status
      restock {
        productId
        quantity
      }
      restocked
      requestedAt
      failure {
        code
        step
        message
      }
      notification {
        sent
        error
      }
    }
  }
  notification {
    sent
    error
  }
  failure {
    code
    step
    message
  }
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<ResumeOrderMutation, ResumeOrderMutationVariables>;
export const AddProductDocument = new TypedDocumentString(`
    mutation AddProduct($input: AddProductInput!) {
  addProduct(input: $input) {
    ...ProductFields
  }
}
    fragment ProductFields on Product {
  productId
  name
  price
  currency
  available
}`) as unknown as TypedDocumentString<AddProductMutation, AddProductMutationVariables>;
export const ChangePriceDocument = new TypedDocumentString(`
    mutation ChangePrice($productId: ID!, $price: Float!, $currentPrice: Float!) {
  changePrice(productId: $productId, price: $price, currentPrice: $currentPrice) {
    ...ProductFields
  }
}
    fragment ProductFields on Product {
  productId
  name
  price
  currency
  available
}`) as unknown as TypedDocumentString<ChangePriceMutation, ChangePriceMutationVariables>;
export const RestockProductDocument = new TypedDocumentString(`
    mutation RestockProduct($productId: ID!, $restockId: ID!, $quantity: Int!) {
  restockProduct(
    productId: $productId
    restockId: $restockId
    quantity: $quantity
  ) {
    ...ProductFields
  }
}
    fragment ProductFields on Product {
  productId
  name
  price
  currency
  available
}`) as unknown as TypedDocumentString<RestockProductMutation, RestockProductMutationVariables>;
export const ProductHistoryDocument = new TypedDocumentString(`
    query ProductHistory($productId: ID!, $limit: Int, $nextToken: String) {
  productHistory(productId: $productId, limit: $limit, nextToken: $nextToken) {
    items {
      productId
      version
      eventId
      eventType
      actor
      price
      previousPrice
      quantity
      restockId
      occurredAt
    }
    nextToken
  }
}
    `) as unknown as TypedDocumentString<ProductHistoryQuery, ProductHistoryQueryVariables>;