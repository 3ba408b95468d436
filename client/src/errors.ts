/** How a call of the orders API fails. */

/** An entry of `errors` in a response of AppSync. */
export type OrdersErrorEntry = {
  /** `InvalidInput`, `PriceMismatch`, `UnauthorizedException`, …; null for a document that isn't valid. */
  readonly errorType: string | null;
  readonly message: string;
  readonly path: readonly (string | number)[] | null;
  /** What the resolver added, such as the field that is wrong. */
  readonly errorInfo: unknown;
};

/**
 * The API rejected a call, or the client could not make it: then `errorType` is `NetworkError`, `UnexpectedAnswer`,
 * `TokenUnavailable` or `ConnectionLost`. The error's own members are those of its first entry.
 */
export class OrdersError extends Error {
  override readonly name = 'OrdersError';
  readonly errorType: string | null;
  readonly path: readonly (string | number)[] | null;
  readonly errorInfo: unknown;
  /** With `TooManyOrders`: how long to wait before the order is sent again. Null for other errors. */
  readonly retryAfterSeconds: number | null;
  readonly errors: readonly OrdersErrorEntry[];

  constructor(errors: readonly [OrdersErrorEntry, ...OrdersErrorEntry[]], options?: ErrorOptions) {
    const [{ errorType, message, path, errorInfo }] = errors;
    super(message, options);
    this.errorType = errorType;
    this.path = path;
    this.errorInfo = errorInfo;
    this.retryAfterSeconds = retryAfterSecondsIn(errorInfo);
    this.errors = errors;
  }
}

function retryAfterSecondsIn(errorInfo: unknown): number | null {
  if (typeof errorInfo !== 'object' || errorInfo === null || !('retryAfterSeconds' in errorInfo)) return null;
  return typeof errorInfo.retryAfterSeconds === 'number' ? errorInfo.retryAfterSeconds : null;
}

/** An entry as it comes over the wire, which may lack members. */
export type WireError = Partial<OrdersErrorEntry>;

/** The error for the `errors` of a response. */
export function ordersErrorFrom([first, ...others]: readonly WireError[]): OrdersError {
  return new OrdersError([entryOf(first ?? {}), ...others.map(entryOf)]);
}

/** The error for a failure that AppSync knows nothing of. */
export function failure(errorType: string, message: string, cause?: unknown): OrdersError {
  return new OrdersError([entryOf({ errorType, message })], { cause });
}

function entryOf({ errorType, message, path, errorInfo }: WireError): OrdersErrorEntry {
  return {
    errorType: errorType ?? null,
    message: message ?? errorType ?? 'AppSync answered with an error that says nothing.',
    path: path ?? null,
    errorInfo: errorInfo ?? null,
  };
}
