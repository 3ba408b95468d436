/** The errors that a client or the saga can act on, by name. Keeps to what APPSYNC_JS allows. */

/** `errorType` of a GraphQL error. */
export type ApiErrorType =
  | 'InvalidInput'
  | 'ProductNotFound'
  | 'PriceMismatch'
  | 'IdempotencyKeyReused'
  | 'OrderNotFound'
  /**
   * Somebody else was faster, the database was busy, or the order has come too far: the message says whether sending it
   * again can help.
   */
  | 'Conflict'
  | 'Unauthorized';

/** Names of the errors that end a step for good: trying again cannot help. The state machine never retries these. */
export const BUSINESS_ERROR_NAMES = [
  'OutOfStock',
  'PaymentDeclined',
  'MoveNotAllowed',
  'OrderPaid',
  'OrderMissing',
] as const;

export type BusinessErrorName = (typeof BUSINESS_ERROR_NAMES)[number];
