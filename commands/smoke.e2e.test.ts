/** What the smoke test finds. */
import assert from 'node:assert/strict';
import { GOOD_KEY, startOrdersEndpoint, type OrdersEndpoint } from '@ordersaga/client/testing';
import { afterEach, beforeEach, describe, it } from 'vitest';
import type { Outcome } from './testing/outcome-of.ts';
import { runCommand } from './testing/run-command.ts';

describe('the smoke test', () => {
  let endpoint: OrdersEndpoint;
  beforeEach(async () => void (endpoint = await startOrdersEndpoint()));
  afterEach(() => endpoint.close());

  const replaceCreateOrder = (createOrder: OrdersEndpoint['book']['createOrder']): void => {
    Object.assign(endpoint.book, { createOrder });
  };

  const smoke = (): Promise<Outcome> => runCommand('smoke', '--url', endpoint.url, '--api-key', GOOD_KEY);
  const linesOf = ({ stdout }: Outcome): string[] =>
    stdout
      .replaceAll(/ +\d+ ms/g, '')
      .trim()
      .split('\n');

  it('ticks off each check and ends with 0', async () => {
    const outcome = await smoke();
    assert.deepEqual(linesOf(outcome), [
      '✔ an order without a key is created  order-1',
      '✔ an order with a key is created  order-2',
      '✔ the same key answers the same order  order-2',
      '✔ another key makes another order  order-3',
      '✔ the customer has these orders and no more  3 orders',
    ]);
    assert.deepEqual([outcome.code, outcome.stderr], [0, '']);
  });

  it('crosses the check that fails and ends with 1', async () => {
    const { createOrder } = endpoint.book;
    replaceCreateOrder((input) => createOrder(input));
    const outcome = await smoke();
    assert.deepEqual(linesOf(outcome), [
      '✔ an order without a key is created  order-1',
      '✔ an order with a key is created  order-2',
      '✖ the same key answers the same order  The first order was order-2, this one is order-3.',
      '✔ another key makes another order  order-4',
      '✖ the customer has these orders and no more  There are 4 orders instead of 3.',
    ]);
    assert.equal(outcome.code, 1);
  });

  it('finds a second order that nobody was told of', async () => {
    const { createOrder } = endpoint.book;
    replaceCreateOrder((input, key) => {
      if (key) createOrder(input);
      return createOrder(input, key);
    });
    const outcome = await smoke();
    assert.equal(
      linesOf(outcome).at(-1),
      '✖ the customer has these orders and no more  There are 6 orders instead of 3.',
    );
    assert.equal(outcome.code, 1);
  });
});
