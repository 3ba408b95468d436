/**
 * `npm run demo`: one order that succeeds and one whose card is declined, with every push as it arrives. With `--card 3ds`,
 * one that waits until its customer confirms the payment.
 */
import { styleText } from 'node:util';
import type { OrderEvent, OrdersClient, OrderStatus, Product } from '@ordersaga/client';
import { decimalsOf } from '../domain/currencies.ts';
import { isFinal } from '../domain/order-status.ts';
import { runAgainstEndpoint } from './against-endpoint.ts';
import { readCatalogue } from './catalogue.ts';
import { UsageError } from './command-line.ts';

const HELP = `Places an order that succeeds and one whose card is declined, and prints what happens to them.

  npm run demo -- [options]

  --card 3ds      places one order instead, with a card that asks its customer to confirm (3-D Secure). The customer's bank
                  is the sandbox's, and the demo confirms on its page.
`;

/** How long an order may take, in milliseconds. */
const PATIENCE_MS = 60_000;

type Scene = {
  readonly title: string;
  readonly paymentMethodId: string;
  readonly product: Product;
  readonly expected: OrderStatus;
};

const GOOD_CARD = { title: 'A card that works', paymentMethodId: 'pm_card_visa', expected: 'COMPLETED' } as const;
const DECLINED_CARD = {
  title: 'A card that is declined',
  paymentMethodId: 'pm_card_chargeDeclined',
  expected: 'FAILED',
} as const;

const CONFIRMED_CARD = {
  title: 'A card whose customer confirms',
  paymentMethodId: 'pm_card_authenticationRequired',
  expected: 'COMPLETED',
} as const;

/** The scenes by the value of `--card`. */
const SCENES = { '': [GOOD_CARD, DECLINED_CARD], '3ds': [CONFIRMED_CARD] } as const;

function choose({ card = '' }: { readonly [option: string]: string | undefined }) {
  if (card !== '' && card !== '3ds') throw new UsageError(`--card must be 3ds; it is "${card}". Try --help.`);
  return (client: OrdersClient): Promise<boolean> => play(client, SCENES[card]);
}

async function play(client: OrdersClient, cards: readonly Omit<Scene, 'product'>[]): Promise<boolean> {
  const inStock = (await readCatalogue(client)).filter(({ available }) => available > 0);
  const [first, ...others] = inStock.sort((one, other) => other.available - one.available);
  if (!first) {
    process.stderr.write('Nothing in the catalogue is in stock.\n');
    return false;
  }

  const scenes = cards.map((card, index): Scene => ({ ...card, product: [first, ...others][index] ?? first }));
  let isGood = true;
  for (const scene of scenes) isGood = (await placeAndWatch(client, scene)) && isGood;
  return (await compareStock(client, scenes)) && isGood;
}

/** True when the order ends as expected. */
async function placeAndWatch(client: OrdersClient, scene: Scene): Promise<boolean> {
  const { title, paymentMethodId, expected } = scene;
  const { productId, price, currency } = scene.product;
  console.log(
    `\n${styleText('bold', title)}  ${productId}, ${price.toFixed(decimalsOf(currency))} ${currency}, ${paymentMethodId}`,
  );
  const startedAt = performance.now();
  const items = [{ productId, price, quantity: 1 }];
  const { orderId } = await client.createOrder({ customerId: 'demo', items, paymentMethodId });
  console.log(`${elapsed(startedAt)}  order ${orderId}`);

  const patience = setTimeout(() => client.close(), PATIENCE_MS);
  let last: OrderEvent | undefined;
  for await (const event of client.orderStatus(orderId)) {
    last = event;
    console.log(`${elapsed(startedAt)}  ${lineOf(event)}`);
    if (event.eventType === 'PAYMENT_AWAITS_CUSTOMER') await confirmAtBank(client, orderId, startedAt);
  }
  clearTimeout(patience);

  if (last?.status === expected) return true;
  console.log(styleText('red', `  It should have become ${expected} within ${PATIENCE_MS / 1000} s.`));
  return false;
}

/** Does what the customer does on the page of the sandbox's bank. */
async function confirmAtBank(client: OrdersClient, orderId: string, startedAt: number): Promise<void> {
  const { payment } = await client.order(orderId);
  if (!payment?.actionUrl) {
    console.log("  The payment has no address to confirm it at: the demo can't play the customer of this provider.");
    client.close();
    return;
  }
  console.log(`${elapsed(startedAt)}  bank  ${payment.actionUrl}`);
  const body = new URLSearchParams({ decision: 'CONFIRMED' });
  const { status } = await fetch(payment.actionUrl, { method: 'POST', body });
  console.log(`${elapsed(startedAt)}  ${status === 200 ? 'confirmed there' : `the bank answers ${status}`}`);
}

function elapsed(since: number): string {
  return styleText('dim', `${`${Math.round(performance.now() - since)}`.padStart(7)} ms`);
}

const COLOURS: Partial<Record<OrderStatus, 'green' | 'yellow' | 'red'>> = {
  AWAITING_PAYMENT: 'yellow',
  COMPLETED: 'green',
  COMPENSATING: 'yellow',
  FAILED: 'red',
};

function lineOf({ version, eventType, status, failure }: OrderEvent): string {
  const why = isFinal(status) && failure ? `  ${failure.code} at ${failure.step}: ${failure.message}` : '';
  const colouredStatus = styleText(COLOURS[status] ?? 'reset', status.padEnd(18));
  return `${`${version}`.padStart(2)}  ${eventType.padEnd(23)}  ${colouredStatus}${why}`.trimEnd();
}

/** Shows the stock before and after; true when only what was sold is missing. */
async function compareStock(client: OrdersClient, scenes: readonly Scene[]): Promise<boolean> {
  const after = new Map((await readCatalogue(client)).map(({ productId, available }) => [productId, available]));
  console.log(`\n${styleText('bold', 'Stock')}`);
  const isRight = [...new Set(scenes.map(({ product }) => product))].map(({ productId, available }) => {
    const ofProduct = scenes.filter(({ product }) => product.productId === productId);
    const soldCount = ofProduct.filter(({ expected }) => expected === 'COMPLETED').length;
    const isAsExpected = after.get(productId) === available - soldCount;
    const comment = isAsExpected ? (soldCount > 0 ? 'one is sold' : 'the reserved one is back') : 'this is wrong';
    const counts = `${`${available}`.padStart(7)} before  ${`${after.get(productId) ?? 'none'}`.padStart(5)} after`;
    console.log(`${counts}  ${productId.padEnd(14)}  ${styleText(isAsExpected ? 'green' : 'red', comment)}`);
    return isAsExpected;
  });
  return isRight.every(Boolean);
}

await runAgainstEndpoint({ help: HELP, options: ['card'], choose });
