/** What the demo shows. */
import assert from 'node:assert/strict';
import { AN_ORDER, DECLINED, GOOD_KEY, startOrdersEndpoint, type OrdersEndpoint } from '@ordersaga/client/testing';
import { afterEach, beforeEach, describe, it } from 'vitest';
import type { Outcome } from './testing/outcome-of.ts';
import { runCommand } from './testing/run-command.ts';

type OrderBook = OrdersEndpoint['book'];

describe('the demo', () => {
  let endpoint: OrdersEndpoint;
  beforeEach(async () => void (endpoint = await startOrdersEndpoint({ runsOrders: true })));
  afterEach(() => endpoint.close());

  /** What the API does from now on. */
  const replace = <Name extends keyof OrderBook>(name: Name, method: OrderBook[Name]): void => {
    Object.assign(endpoint.book, { [name]: method });
  };

  const demo = (...options: readonly string[]): Promise<Outcome> =>
    runCommand('demo', '--url', endpoint.url, '--api-key', GOOD_KEY, ...options);

  /** What it prints, with `T` for each time. */
  const linesOf = ({ stdout }: Outcome): string[] =>
    stdout
      .replaceAll(/^ *\d+ ms/gm, 'T')
      .trim()
      .split('\n');

  it('shows an order that completes, one that fails and why, and that the stock is right', async () => {
    const outcome = await demo();
    assert.deepEqual([outcome.code, outcome.stderr], [0, '']);
    assert.deepEqual(linesOf(outcome), [
      'A card that works  keyboard, 89.99 USD, pm_card_visa',
      'T  order order-1',
      'T   1  ORDER_CREATED            PENDING',
      'T   2  INVENTORY_RESERVED       INVENTORY_RESERVED',
      'T   3  PAYMENT_PROCESSED        PAYMENT_PROCESSED',
      'T   4  ORDER_COMPLETED          COMPLETED',
      '',
      'A card that is declined  mouse, 39.90 USD, pm_card_chargeDeclined',
      'T  order order-2',
      'T   1  ORDER_CREATED            PENDING',
      'T   2  INVENTORY_RESERVED       INVENTORY_RESERVED',
      'T   3  COMPENSATION_STARTED     COMPENSATING',
      'T   4  INVENTORY_RELEASED       COMPENSATING',
      'T   5  ORDER_FAILED             FAILED              PaymentDeclined at ProcessPayment: The card was declined.',
      '',
      'Stock',
      '     70 before     69 after  keyboard        one is sold',
      '     30 before     30 after  mouse           the reserved one is back',
    ]);
  });

  it('shows an order that waits for its customer, who confirms at the bank', async () => {
    const outcome = await demo('--card', '3ds');
    assert.deepEqual([outcome.code, outcome.stderr], [0, '']);
    assert.deepEqual(linesOf(outcome), [
      'A card whose customer confirms  keyboard, 89.99 USD, pm_card_authenticationRequired',
      'T  order order-1',
      'T   1  ORDER_CREATED            PENDING',
      'T   2  INVENTORY_RESERVED       INVENTORY_RESERVED',
      'T   3  PAYMENT_AWAITS_CUSTOMER  AWAITING_PAYMENT',
      `T  bank  ${new URL('/bank/order-1', endpoint.url).href}`,
      'T  confirmed there',
      'T   4  PAYMENT_PROCESSED        PAYMENT_PROCESSED',
      'T   5  ORDER_COMPLETED          COMPLETED',
      '',
      'Stock',
      '     70 before     69 after  keyboard        one is sold',
    ]);
  });

  it('knows no other card, and says so in a line', async () => {
    const stderr = '--card must be 3ds; it is "4ds". Try --help.\n';
    assert.deepEqual(await demo('--card', '4ds'), { code: 2, stdout: '', stderr });
  });

  it('ends with 1 when an order ends in another way', async () => {
    const { createOrder } = endpoint.book;
    replace('createOrder', (input) => {
      const order = createOrder(input);
      endpoint.book.record(order.orderId, { eventType: 'ORDER_FAILED', status: 'FAILED', failure: DECLINED });
      return endpoint.book.order(order.orderId);
    });
    const { code, stdout } = await demo();
    assert.match(stdout, /It should have become COMPLETED within 60 s\./);
    assert.equal(code, 1);
  });

  it('ends with 1 when the stock is not what it should be', async () => {
    const { createOrder } = endpoint.book;
    replace('createOrder', (input) => {
      const { items } = AN_ORDER;
      createOrder({ ...AN_ORDER, items: items.map((item) => ({ ...item, productId: 'mouse' })) });
      return createOrder(input);
    });
    const { code, stdout } = await demo();
    assert.match(stdout, /30 before +28 after +mouse +this is wrong/);
    assert.equal(code, 1);
  });

  it('ends with 1 and one line when nothing is in stock', async () => {
    replace('products', () => ({ items: [], nextToken: null }));
    assert.deepEqual(await demo(), { code: 1, stdout: '', stderr: 'Nothing in the catalogue is in stock.\n' });
  });
});
