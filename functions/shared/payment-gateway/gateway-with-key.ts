/** A gateway whose key may be replaced at any time. Functions stay warm for hours, and a new key needs no deployment. */
import type { PaymentGateway } from './payment-gateway.ts';
import { PaymentKeyRefused } from './provider-errors.ts';

/** How long a key is used without looking for a newer one: the old one may stay valid for a while. */
const KEY_LIFETIME_MS = 5 * 60_000;

type Opened = { readonly key: string; readonly gateway: PaymentGateway; readonly readAt: number };

/**
 * The gateway that `open` makes of the key, which is read when it is first needed and again after five minutes. When the
 * provider rejects the key, it is read once more; if it is another one now, the call is repeated.
 */
export function gatewayWithKey(
  readKey: () => Promise<string>,
  open: (key: string) => Promise<PaymentGateway>,
): PaymentGateway {
  let opened: Opened | undefined;

  const reopen = async (): Promise<Opened> => {
    const key = await readKey();
    const gateway = opened?.key === key ? opened.gateway : await open(key);
    return (opened = { key, gateway, readAt: Date.now() });
  };

  const ask = async <Answer>(question: (gateway: PaymentGateway) => Promise<Answer>): Promise<Answer> => {
    const isFresh = opened !== undefined && Date.now() - opened.readAt < KEY_LIFETIME_MS;
    const { key, gateway } = opened && isFresh ? opened : await reopen();
    try {
      return await question(gateway);
    } catch (error) {
      if (!(error instanceof PaymentKeyRefused)) throw error;
      const newest = await reopen();
      if (newest.key === key) throw error;
      return question(newest.gateway);
    }
  };

  return {
    prepare: (request) => ask((gateway) => gateway.prepare(request)),
    confirm: (charge) => ask((gateway) => gateway.confirm(charge)),
    close: (paymentId) => ask((gateway) => gateway.close(paymentId)),
    refund: (request) => ask((gateway) => gateway.refund(request)),
    refundPart: (request) => ask((gateway) => gateway.refundPart(request)),
  };
}
