/**
 * Lets the sagas know of which payment or refund Stripe has news. They ask Stripe what became of it: a delivery decides
 * nothing, so it doesn't matter whether it comes twice, late, early, in another order, or never.
 */
import type { LambdaFunctionURLEvent, LambdaFunctionURLResult } from 'aws-lambda';
import { logger } from '../shared/telemetry/logger.ts';
import { aboutOrder } from '../shared/telemetry/order-scope.ts';
import { newsIn } from './news.ts';
import type { News } from './news.ts';
import { verifyingDeliveries } from './verify-delivery.ts';
import type { Delivery } from './verify-delivery.ts';

type Request = Pick<LambdaFunctionURLEvent, 'headers' | 'body' | 'isBase64Encoded'>;

type Outside = {
  /** Returns what Secrets Manager has: one signing secret, or several with commas between. */
  readonly readSecret: () => Promise<string>;
  readonly tell: (news: News) => Promise<void>;
  /** Called for a delivery with a signature that isn't Stripe's. Programs that try addresses send none. */
  readonly onRejected: () => void;
};

const TAKEN: LambdaFunctionURLResult = { statusCode: 200, body: '{}' };

/** Says nothing of why: anybody may ask. */
const REJECTED: LambdaFunctionURLResult = { statusCode: 400, body: '{}' };

/** The returned function throws when it can't read the secret or reach the sagas: Stripe tries again after a 5xx, for days. */
export function takingDeliveries({ readSecret, tell, onRejected }: Outside) {
  const verify = verifyingDeliveries(readSecret);

  return async (request: Request): Promise<LambdaFunctionURLResult> => {
    const delivery = deliveryIn(request);
    const event = delivery && (await verify(delivery));
    if (event === undefined) {
      logger.warn('A delivery was rejected');
      if (delivery) onRejected();
      return REJECTED;
    }
    const news = newsIn(event);
    if (news === undefined) return TAKEN;
    return aboutOrder(news, async () => {
      await tell(news);
      logger.info('The sagas of an order were told that Stripe has news');
      return TAKEN;
    });
  };
}

/** Undefined for what can't be Stripe's. The body is what the signature is about, byte for byte. */
function deliveryIn({ headers, body, isBase64Encoded }: Request): Delivery | undefined {
  const signature = headers['stripe-signature'];
  if (!signature || !body) return undefined;
  return { signature, body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8') };
}
