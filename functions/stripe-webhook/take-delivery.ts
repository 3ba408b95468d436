/**
 * Wakes the sagas of the order whose payment Stripe has news of. They ask Stripe what became of it: a delivery decides
 * nothing, so it doesn't matter whether it comes twice, late, early, in another order, or never.
 */
import type { LambdaFunctionURLEvent, LambdaFunctionURLResult } from 'aws-lambda';
import { isObject } from '../../domain/is-object.ts';
import { logger } from '../shared/telemetry/logger.ts';
import { verifyingDeliveries } from './verify-delivery.ts';
import type { Delivery } from './verify-delivery.ts';

type Request = Pick<LambdaFunctionURLEvent, 'headers' | 'body' | 'isBase64Encoded'>;

type Outside = {
  /** Returns what Secrets Manager has: one signing secret, or several with commas between. */
  readonly readSecret: () => Promise<string>;
  readonly wake: (orderId: string) => Promise<void>;
};

const TAKEN: LambdaFunctionURLResult = { statusCode: 200, body: '{}' };

/** Says nothing of why: anybody may ask. */
const REJECTED: LambdaFunctionURLResult = { statusCode: 400, body: '{}' };

/** What a payment that waits can come to. Of charges and refunds, Stripe has events besides; they say no more than these. */
const NEWS = new Set([
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.canceled',
  'payment_intent.processing',
]);

/** The returned function throws when it can't read the secret or wake a saga: Stripe tries again after a 5xx, for days. */
export function takingDeliveries({ readSecret, wake }: Outside) {
  const verify = verifyingDeliveries(readSecret);

  return async (request: Request): Promise<LambdaFunctionURLResult> => {
    const delivery = deliveryIn(request);
    const event = delivery && (await verify(delivery));
    if (event === undefined) {
      logger.warn('A delivery was rejected');
      return REJECTED;
    }
    const orderId = orderToWake(event);
    if (orderId === undefined) return TAKEN;
    await wake(orderId);
    logger.info('The sagas of an order were woken', { orderId });
    return TAKEN;
  };
}

/** Undefined for what can't be Stripe's. The body is what the signature is about, byte for byte. */
function deliveryIn({ headers, body, isBase64Encoded }: Request): Delivery | undefined {
  const signature = headers['stripe-signature'];
  if (!signature || !body) return undefined;
  return { signature, body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8') };
}

/** Undefined for other events, and for payments that somebody else has begun in the same Stripe account. */
function orderToWake(event: unknown): string | undefined {
  if (!isObject(event) || !NEWS.has(String(event['type']))) return undefined;
  const { data } = event;
  const intent = isObject(data) ? data['object'] : undefined;
  const metadata = isObject(intent) ? intent['metadata'] : undefined;
  const orderId = isObject(metadata) ? metadata['orderId'] : undefined;
  return typeof orderId === 'string' && ORDER_ID.test(orderId) ? orderId : undefined;
}

const ORDER_ID = /^[\w-]{1,100}$/;
