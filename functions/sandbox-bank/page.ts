/** The HTML of the bank's page. It needs no script, and nothing from elsewhere. */
import { createHash } from 'node:crypto';
import { decimalsOf } from '../../domain/currencies.ts';
import { toAmount } from '../../domain/money.ts';
import type { Entry } from '../shared/payment-gateway/sandbox-ledger.ts';

export type PageResponse = {
  readonly statusCode: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
};

const STYLE = `
:root { color-scheme: light dark; --ink: #1b2430; --paper: #f3f5f8; --card: #fff; --line: #71809a; --act: #14532d; --act-ink: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8ecf2; --paper: #12171e; --card: #1b232d; --line: #8a99b3; --act: #86efac; --act-ink: #0b2614; }
}
* { box-sizing: border-box; }
body { margin: 0; padding: 1rem; background: var(--paper); color: var(--ink); font: 1.0625rem/1.5 system-ui, sans-serif; }
main { max-width: 30rem; margin: 6vh auto 0; padding: 1.5rem; background: var(--card); border: 1px solid var(--line); border-radius: .75rem; }
h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.25; }
dl { margin: 0 0 1.5rem; }
dt { font-size: .9375rem; }
dd { margin: 0 0 .75rem; font-weight: 600; overflow-wrap: anywhere; }
form { display: flex; flex-wrap: wrap; gap: .75rem; }
button { flex: 1 1 9rem; min-height: 3rem; padding: .5rem 1rem; font: inherit; font-weight: 600; color: var(--ink); background: transparent; border: 2px solid var(--line); border-radius: .5rem; cursor: pointer; }
button[value=CONFIRMED] { color: var(--act-ink); background: var(--act); border-color: var(--act); }
:focus-visible { outline: 3px solid currentColor; outline-offset: 3px; }
small { display: block; margin-top: 1.5rem; font-size: .9375rem; }
`;

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
    'img-src data:',
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; '),
  // The address has the payment's secret. With `no-referrer`, browsers would hide even from the page's own server where the
  // form comes from.
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

/** The payment with what can be decided about it, or what was. */
export function paymentPage(entry: Entry): PageResponse {
  const { title, words } = stateOf(entry);
  const isOpen = entry.state === 'OPEN';
  return page(200, title, `${words}${details(entry)}${isOpen ? FORM : ''}`);
}

export const NOTHING_HERE = page(404, 'Nothing here', '<p>This address leads nowhere.</p>');

export const NOT_UNDERSTOOD = page(
  400,
  'Not understood',
  '<p>The bank takes <code>decision=CONFIRMED</code> or <code>decision=REFUSED</code>. Nothing has been decided.</p>',
);

export function notSupported(allowed: readonly string[]): PageResponse {
  const { headers, ...rest } = page(405, 'Not supported', '<p>This page can only be read, or decided on.</p>');
  return { ...rest, headers: { ...headers, allow: allowed.join(', ') } };
}

function stateOf({ state, decision }: Entry): { readonly title: string; readonly words: string } {
  if (state === 'OPEN') return { title: 'Do you want to pay?', words: '' };
  if (state === 'TAKEN') {
    return { title: 'You have confirmed', words: status('The shop has the money. You can close this page.') };
  }
  if (decision === 'REFUSED') {
    return { title: 'You have refused', words: status('Nothing is paid. You can close this page.') };
  }
  return { title: 'It is too late', words: status('The shop has cancelled this payment. Nothing is paid.') };
}

function status(text: string): string {
  return `<p role="status">${text}</p>`;
}

function details({ amountMinor, currency, metadata, paymentId }: Entry): string {
  const amount = `${toAmount(amountMinor, currency).toFixed(decimalsOf(currency))} ${currency}`;
  const rows = [
    ['Amount', amount],
    ['Order', metadata.orderId],
    ['Payment', paymentId],
  ];
  const list = rows.map(([name = '', value = '']) => `<dt>${name}</dt><dd>${escaped(value)}</dd>`);
  return `<dl>${list.join('')}</dl>`;
}

/** Sent to the page's own address, which has the payment and its secret. */
const FORM =
  '<form method="post">' +
  '<button name="decision" value="CONFIRMED">Confirm</button><button name="decision" value="REFUSED">Refuse</button>' +
  '</form>';

function page(statusCode: number, title: string, content: string): PageResponse {
  const body = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Sandbox bank</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${content}
<small>This is the bank of Ordersaga’s sandbox. No money moves.</small>
</main>
</body>
</html>
`;
  return { statusCode, headers: HEADERS, body };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
