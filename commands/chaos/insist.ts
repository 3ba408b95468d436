/** Asks again until there is an answer, while calls fail and the cloud is killed and started again. */

import { setTimeout as delay } from 'node:timers/promises';
import { OrdersError } from '@ordersaga/client';

/** What a client that knows the contract gives up on; everything else may be different next time. */
const FINAL_ERRORS = [
  'InvalidInput',
  'ProductNotFound',
  'PriceMismatch',
  'IdempotencyKeyReused',
  'RefundExceedsPayment',
  'OrderNotFound',
  'Unauthorized',
];

/** A cloud that was killed is back within seconds, or minutes on a busy machine; this is patience for many times that. */
const PATIENCE_MS = 300_000;

export async function insist<T>(call: () => Promise<T>, onFailure = (): void => {}): Promise<T> {
  const until = Date.now() + PATIENCE_MS;
  for (let pauseMs = 20; ; pauseMs = Math.min(pauseMs * 2, 500)) {
    try {
      return await call();
    } catch (error) {
      const isFinal = error instanceof OrdersError && FINAL_ERRORS.includes(error.errorType ?? '');
      if (isFinal || Date.now() > until) throw error;
      onFailure();
      await delay(pauseMs);
    }
  }
}
