/** The mail that tells a customer of a refund. */
import type { StoredOrder } from '../../../domain/order.ts';
import type { Refund } from '../../../domain/schema.generated.ts';
import { mailOf, money } from './mail.ts';
import type { Mail } from './mail.ts';

export function refundMail({ orderId, totalAmount, currency }: StoredOrder, { refundId, amount }: Refund): Mail {
  const refunded = money(amount, currency);
  return mailOf({
    subject: `You get ${refunded} back`,
    title: 'Your refund is on its way',
    opening: `We give ${refunded} back to you, the way that you paid. Your bank may need some days to show it.`,
    rows: [{ title: 'Your order', amount: money(totalAmount, currency) }],
    total: { title: 'Refund', amount: refunded },
    footer: [`Refund ${refundId}`, `Order ${orderId}`],
  });
}
