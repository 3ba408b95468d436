/** What the mails have in common: they read well in any client, without images and outside style sheets. */
import { decimalsOf } from '../../../domain/currencies.ts';

export type Mail = { readonly subject: string; readonly text: string; readonly html: string };

type Row = { readonly title: string; readonly amount: string };

type Content = {
  readonly subject: string;
  readonly title: string;
  readonly opening: string;
  readonly rows: readonly Row[];
  readonly total: Row;
  /** Lines below, in small letters. */
  readonly footer: readonly string[];
};

/** The same as text and as HTML. */
export function mailOf({ subject, title, opening, rows, total, footer }: Content): Mail {
  const lines = [...rows, total].map((row) => `${row.title}: ${row.amount}`);
  const text = [opening, '', ...lines, '', ...footer, ''].join('\n');
  return { subject, text, html: page({ title, opening, rows, total, footer }) };
}

/** All decimals of the currency: left alone, `Intl` rounds forints and Iraqi dinars to whole ones. */
export function money(amount: number, currency: string): string {
  const digits = decimalsOf(currency);
  const decimals = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat('en-US', { style: 'currency', currency, ...decimals }).format(amount);
}

function page({ title, opening, rows, total, footer }: Omit<Content, 'subject'>): string {
  const cell = 'padding:8px 0;border-bottom:1px solid #e5e7eb';
  const line = (row: Row, style = cell) =>
    `<tr><td style="${style}">${escape(row.title)}</td><td style="${style};text-align:right">${escape(row.amount)}</td></tr>`;
  return [
    '<!doctype html><html lang="en"><body style="margin:0;background:#f3f4f6">',
    '<div style="max-width:560px;margin:0 auto;padding:32px;background:#fff;color:#111827;font:16px/1.5 sans-serif">',
    `<h1 style="font-size:20px;margin:0 0 16px">${escape(title)}</h1><p>${escape(opening)}</p>`,
    '<table style="width:100%;border-collapse:collapse">',
    ...rows.map((row) => line(row)),
    line(total, 'padding:12px 0;font-weight:bold'),
    `</table><p style="color:#6b7280;font-size:13px">${footer.map(escape).join('<br>')}</p></div></body></html>`,
  ].join('\n');
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
