/** The mail that tells a customer of their order, as text and as HTML. */
import { decimalsOf } from '../../../domain/currencies.ts';
import { toAmount, toMinor } from '../../../domain/money.ts';
import type { StoredOrder } from '../../../domain/order.ts';

export type OrderMail = { readonly subject: string; readonly text: string; readonly html: string };

/** Reads well in any client: no images, no outside style sheets, and the text says the same. */
export function orderMail(order: StoredOrder): OrderMail {
  const rows = order.items.map(({ productId, quantity, price }) => ({
    title: `${quantity} × ${productId}`,
    amount: money(toAmount(toMinor(price, order.currency) * quantity, order.currency), order.currency),
  }));
  const total = money(order.totalAmount, order.currency);
  const status = order.status.replaceAll('_', ' ').toLowerCase();
  const opening = 'Thank you for your order. It is paid, and on its way to you.';
  return {
    subject: `Your order of ${total} is confirmed`,
    text: [
      opening,
      '',
      ...rows.map(({ title, amount }) => `${title}: ${amount}`),
      `Total: ${total}`,
      '',
      `Status: ${status}`,
      `Order ${order.orderId}`,
      '',
    ].join('\n'),
    html: page(opening, rows, total, `Status: ${status} · Order ${order.orderId}`),
  };
}

type Row = { readonly title: string; readonly amount: string };

/** All decimals of the currency: left alone, `Intl` rounds forints and Iraqi dinars to whole ones. */
function money(amount: number, currency: string): string {
  const digits = decimalsOf(currency);
  const decimals = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat('en-US', { style: 'currency', currency, ...decimals }).format(amount);
}

function page(opening: string, rows: readonly Row[], total: string, footer: string): string {
  const cell = 'padding:8px 0;border-bottom:1px solid #e5e7eb';
  const line = ({ title, amount }: Row, style = cell) =>
    `<tr><td style="${style}">${escape(title)}</td><td style="${style};text-align:right">${escape(amount)}</td></tr>`;
  return [
    '<!doctype html><html lang="en"><body style="margin:0;background:#f3f4f6">',
    '<div style="max-width:560px;margin:0 auto;padding:32px;background:#fff;color:#111827;font:16px/1.5 sans-serif">',
    `<h1 style="font-size:20px;margin:0 0 16px">Your order is confirmed</h1><p>${escape(opening)}</p>`,
    '<table style="width:100%;border-collapse:collapse">',
    ...rows.map((row) => line(row)),
    line({ title: 'Total', amount: total }, 'padding:12px 0;font-weight:bold'),
    `</table><p style="color:#6b7280;font-size:13px">${escape(footer)}</p></div></body></html>`,
  ].join('\n');
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
