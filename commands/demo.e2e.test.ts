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

  const demo = (): Promise<Outcome> => runCommand('demo', '--url', endpoint.url, '--api-key', GOOD_KEY);

  it('shows an order that completes, one that fails and why, and that the stock is right', async () => {
    const { code, stdout, stderr } = await demo();
    assert.equal(stderr, '');
    const shown = stdout
      .replaceAll(/^ *\d+ ms/gm, 'T')
      .trim()
      .split('\n');
    assert.deepEqual(shown, [
      'A card that works  keyboard, 89.99 USD, pm_card_visa',
      'T  order order-1',
      'T   1  ORDER_CREATED         PENDING',
      'T   2  INVENTORY_RESERVED    INVENTORY_RESERVED',
      'T   3  PAYMENT_PROCESSED     PAYMENT_PROCESSED',
      'T   4  ORDER_COMPLETED       COMPLETED',
      '',
      'A card that is declined  mouse, 39.90 USD, pm_card_chargeDeclined',
      'T  order order-2',
      'T   1  ORDER_CREATED         PENDING',
      'T   2  INVENTORY_RESERVED    INVENTORY_RESERVED',
      'T   3  COMPENSATION_STARTED  COMPENSATING',
      'T   4  INVENTORY_RELEASED    COMPENSATING',
      'T   5  ORDER_FAILED          FAILED              PaymentDeclined at ProcessPayment: The card was declined.',
      '',
      'Stock',
      '     70 before     69 after  keyboard        one is sold',
      '     30 before     30 after  mouse           the reserved one is back',
    ]);
    assert.equal(code, 0);
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
    replace('products', () => []);
    assert.deepEqual(await demo(), { code: 1, stdout: '', stderr: 'Nothing in the catalogue is in stock.\n' });
  });
});
