/** The examples in the docstrings of the client run as they stand, but for the address and the key. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { GOOD_KEY, startOrdersEndpoint, type OrdersEndpoint } from './testing/orders-endpoint.ts';

const run = promisify(execFile);
const source = readFileSync(new URL('./orders-client.ts', import.meta.url), 'utf8');

/** The code of each `@example` with the name of what it is about. */
const examples = [...source.matchAll(/@example\n([\s\S]*?)\*\/\s+(?:export (?:async )?function )?(\w+)/g)].map(
  ([, lines, name]) => ({
    name: name ?? '',
    code: (lines ?? '').replaceAll(/^ *\* ?/gm, ''),
  }),
);

const OUTPUT: Record<string, RegExp> = {
  createOrder: /^order-\d+ PENDING\n$/,
  cancelOrder: /^(CANCELLED|The order is COMPLETED\.)\n$/,
  order: /^OrderNotFound There is no order no-such-order.\n$/,
  ordersByCustomer: /^(order-\d+ 89.99\n)+$/,
  products: /^keyboard 89.99 \d+\nmouse 39.9 30\n$/,
  orderStatus: /^1 PENDING\n2 INVENTORY_RESERVED\n3 PAYMENT_PROCESSED\n4 COMPLETED\n$/,
  createOrdersClient: /^$/,
};

describe('an example in a docstring', () => {
  let endpoint: OrdersEndpoint;
  beforeAll(async () => {
    endpoint = await startOrdersEndpoint({ runsOrders: true });
    endpoint.book.createOrder();
  });
  afterAll(() => endpoint.close());

  it('stands at every function that does something', () => {
    assert.deepEqual(new Set(examples.map(({ name }) => name)), new Set(Object.keys(OUTPUT)));
  });

  for (const { name, code } of examples) {
    it(`runs: ${name}`, async () => {
      const here = code.replace('http://localhost:4000/graphql', endpoint.url).replace('da2-local', GOOD_KEY);
      const options = { cwd: import.meta.dirname };
      const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', here], options);
      assert.match(stdout, OUTPUT[name] ?? /^no output is known$/);
    });
  }
});
