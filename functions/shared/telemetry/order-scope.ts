/** The order that running code works on: its ids are in every line of the log meanwhile, and in the trace. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { annotating } from './annotate-trace.ts';

export type OrderIds = {
  readonly orderId?: string | undefined;
  readonly refundId?: string | undefined;
  /** Absent for an order of older code. */
  readonly correlationId?: string | undefined;
};

const scope = new AsyncLocalStorage<OrderIds>();

/** Does the work under the ids of its order, and returns what it returns. Several orders may be in work side by side. */
export function aboutOrder<Answer>(ids: OrderIds, work: () => Promise<Answer>): Promise<Answer> {
  const known = knownOf(ids);
  return scope.run(known, () => annotating({ name: 'order', annotations: known }, work));
}

/** None where the code isn't about one order. */
export function idsInScope(): OrderIds {
  return scope.getStore() ?? {};
}

function knownOf({ orderId, refundId, correlationId }: OrderIds): { readonly [id: string]: string } {
  return {
    ...(orderId ? { orderId } : {}),
    ...(refundId ? { refundId } : {}),
    ...(correlationId ? { correlationId } : {}),
  };
}
