/** The errors that a client or the saga can act on, by name. Keeps to what APPSYNC_JS allows. */

/** `errorType` of a GraphQL error. */
export type ApiErrorType =
  | 'InvalidInput'
  | 'ProductNotFound'
  | 'PriceMismatch'
  | 'IdempotencyKeyReused'
  | 'RefundExceedsPayment'
  | 'OrderNotFound'
  /**
   * Another call was faster, the database was busy, or the order has come too far. The message says whether sending it
   * again can help.
   */
  | 'Conflict'
  /** The caller has reached a limit. `errorInfo.retryAfterSeconds` says when to send it again. */
  | 'TooManyOrders'
  | 'Unauthorized';

/** Names of the errors that end a step for good: a retry cannot help. The state machine never retries these. */
export const BUSINESS_ERROR_NAMES = [
  'OutOfStock',
  'PaymentDeclined',
  'PaymentExpired',
  'MoveNotAllowed',
  'OrderPaid',
  'RefundRefused',
  'OrderMissing',
] as const;

export type BusinessErrorName = (typeof BUSINESS_ERROR_NAMES)[number];

/**
 * Names of the errors that say nothing about the order: a service takes no more calls just now, other orders kept
 * writing the same product, or the order waits for a deployment that is under way. The state machine retries these for
 * hours.
 */
export const BUSY_ERROR_NAMES = ['Throttled', 'TooManyWriters', 'LaterSchemaVersion'] as const;

export type BusyErrorName = (typeof BUSY_ERROR_NAMES)[number];

/** Names of the errors for which staff have to look at once: neither a retry nor undoing the order is right. */
export const PARKING_ERROR_NAMES = ['PaymentUnsettled'] as const;

export type ParkingErrorName = (typeof PARKING_ERROR_NAMES)[number];

/** The provider has begun with a charge and can't close it before it has decided, which takes days for some ways to pay. */
export const STILL_OPEN_ERROR_NAME = 'PaymentStillOpen';
