/** The HTML of the page on which one plays customers and banks of the stub of Stripe. It needs no script. */
import { createHash } from 'node:crypto';
import type { Intent, Refund } from '../../functions/shared/payment-gateway/testing/stripe-answers.ts';
import type { StripeStub } from '../../functions/shared/payment-gateway/testing/stripe-stub.ts';
import type { Delivering, Delivery } from '../../functions/shared/payment-gateway/testing/stripe-webhooks.ts';

const STYLE = `
:root { color-scheme: light dark; --ink: #1b2430; --paper: #f3f5f8; --card: #fff; --line: #71809a; --act: #14532d; --act-ink: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8ecf2; --paper: #12171e; --card: #1b232d; --line: #8a99b3; --act: #86efac; --act-ink: #0b2614; }
}
* { box-sizing: border-box; }
body { margin: 0; padding: 1rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; }
h1 { font-size: 1.5rem; } h2 { margin: 2rem 0 .75rem; font-size: 1.125rem; } h3 { margin: 0; font-size: 1rem; }
ul { list-style: none; margin: 0; padding: 0; }
li { margin: 0 0 .75rem; padding: 1rem; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; overflow-wrap: anywhere; }
li ul { margin-top: .75rem; }
p { margin: .25rem 0; }
form { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: .5rem; }
button, nav a { min-height: 2.75rem; padding: .5rem 1rem; font: inherit; font-weight: 600; color: var(--ink); background: transparent; border: 2px solid var(--line); border-radius: .5rem; cursor: pointer; }
nav a { display: inline-block; text-decoration: none; }
button.first, button[aria-pressed=true] { color: var(--act-ink); background: var(--act); border-color: var(--act); }
:focus-visible { outline: 3px solid currentColor; outline-offset: 3px; }
`;

export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
    'img-src data:',
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; '),
  'cache-control': 'no-store',
};

/** How many of the last deliveries are shown. */
const SHOWN = 12;

const DELIVERING: { readonly [how in Delivering]: string } = {
  once: 'Once',
  twice: 'Twice',
  held: 'Late and in reverse order',
  never: 'Never',
};

/** Everything that is at the stub, the latest first, with what the customer and the bank can do about it. */
export function stripePage(stub: Pick<StripeStub, 'intents' | 'refunds' | 'webhooks'>): string {
  const { intents, refunds, webhooks } = stub;
  const payments = [...intents.values()].toReversed().map((intent) => payment(intent, refunds));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Stub of Stripe</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Stub of Stripe</h1>
<p>Here you are the customer, and the bank. No money moves.</p>
<nav><a href="/">Reload</a></nav>
<h2>Payments</h2>
${list(payments) || '<p>None yet: place an order.</p>'}
<h2>Webhooks from now on</h2>
${deliveringForm(webhooks.delivering())}
<h2>The last deliveries</h2>
${webhooks.deliveries.slice(-SHOWN).toReversed().map(delivery).join('\n') || '<p>None yet.</p>'}
</main>
</body>
</html>
`;
}

function payment(intent: Intent, refunds: readonly Refund[]): string {
  const { id, amount, currency, status, payment_method: method, metadata } = intent;
  const own = refunds.filter(({ payment_intent }) => payment_intent === id).map(refund);
  return (
    `<h3>${status}</h3><p>${amount} ${escaped(currency)}, as Stripe counts it${method ? `, by ${escaped(method)}` : ''}</p>` +
    `<p>Payment ${id} of order ${escaped(metadata.orderId)}</p>${buttons({ payment: id }, choicesFor(status))}${list(own)}`
  );
}

function refund({ id, amount, status, metadata }: Refund): string {
  const choices: Choices = status === 'succeeded' ? [['bounce', 'The bank sends it back']] : [];
  const named = metadata.refundId === undefined ? '' : ` (${escaped(metadata.refundId)})`;
  return `<h3>Refund of ${amount}${named}: ${escaped(status)}</h3>${buttons({ refund: id }, choices)}`;
}

/** What can be done, and the words for it; what goes well comes first. */
type Choices = readonly (readonly [act: string, words: string])[];

function choicesFor(status: Intent['status']): Choices {
  if (status === 'requires_action') {
    return [
      ['confirm', 'The customer confirms'],
      ['decline', 'The customer refuses'],
    ];
  }
  if (status === 'processing') {
    return [
      ['pay', 'The bank pays'],
      ['reject', 'The bank refuses'],
    ];
  }
  return [];
}

function delivery({ event, status }: Delivery): string {
  return `<p><code>${escaped(event.type)}</code> ${status}</p>`;
}

function deliveringForm(now: Delivering): string {
  const choices = Object.entries(DELIVERING).map(
    ([how, words]) => `<button name="deliver" value="${how}" aria-pressed="${how === now}">${words}</button>`,
  );
  return form(choices.join(''));
}

function buttons(subject: { readonly [name: string]: string }, choices: Choices): string {
  if (choices.length === 0) return '';
  const hidden = Object.entries(subject).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${value}">`,
  );
  const rest = choices.map(
    ([act, words], index) =>
      `<button${index === 0 ? ' class="first"' : ''} name="act" value="${act}">${words}</button>`,
  );
  return form([...hidden, ...rest].join(''));
}

function form(content: string): string {
  return `<form method="post" action="/">${content}</form>`;
}

function list(entries: readonly string[]): string {
  return entries.length === 0 ? '' : `<ul>${entries.map((entry) => `<li>${entry}</li>`).join('')}</ul>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
