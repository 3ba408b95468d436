/** The mail that tells a customer of their order. */
import { toAmount, toMinor } from '../../../domain/money.ts';
import type { StoredOrder } from '../../../domain/order.ts';
import { mailOf, money } from './mail.ts';
import type { Mail } from './mail.ts';

export function orderMail(order: StoredOrder): Mail {
  const { currency, orderId } = order;
  const total = money(order.totalAmount, currency);
  return mailOf({
    subject: `Your order of ${total} is confirmed`,
    title: 'Your order is confirmed',
    opening: 'Thank you for your order. It is paid, and on its way to you.',
    rows: order.items.map(({ productId, quantity, price }) => ({
      title: `${quantity} × ${productId}`,
      amount: money(toAmount(toMinor(price, currency) * quantity, currency), currency),
    })),
    total: { title: 'Total', amount: total },
    footer: [`Status: ${order.status.replaceAll('_', ' ').toLowerCase()}`, `Order ${orderId}`],
  });
}
