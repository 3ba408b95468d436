/** By what an order is found in logs, traces and the payment provider's records. Keeps to what APPSYNC_JS allows. */

export type OrderIds = {
  readonly orderId: string;
  /** Of the request that created the order. Absent for an order of older code. */
  readonly correlationId?: string;
};

/** Of an order, or of something that is about one. */
export function idsOf({ orderId, correlationId }: OrderIds): OrderIds {
  return { orderId, ...(correlationId ? { correlationId } : {}) };
}
