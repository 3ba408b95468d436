/** Calls of Stripe: whose errors they throw, and under which keys they go out. */
import { randomUUID } from 'node:crypto';
import { ourError } from './stripe-errors.ts';

/** Throws our errors for Stripe's. */
export async function oursInstead<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    throw ourError(error);
  }
}

/** A key that was never used. Its words help readers of Stripe's logs. */
export function newKey(effect: string, id: string): { readonly idempotencyKey: string } {
  return { idempotencyKey: `${effect}-${id}-${randomUUID()}` };
}
