/** The examples in the docstrings and in the README run as they stand, but for the address and the key. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { TO_PARKED } from './testing/order-book.ts';
import { GOOD_KEY, startOrdersEndpoint, type OrdersEndpoint } from './testing/orders-endpoint.ts';

const run = promisify(execFile);
const source = ['./orders-client.ts', './staff-operations.ts']
  .map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'))
  .join('\n');

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const [, readmeExample = ''] = /```ts\n([\s\S]*?)```/.exec(README) ?? [];

/** The code of each `@example` with the name of the function that it shows. */
const examples = [...source.matchAll(/@example\n([\s\S]*?)\*\/\s+(?:export (?:async )?function )?(\w+)/g)].map(
  ([, lines, name]) => ({
    name: name ?? '',
    code: (lines ?? '').replaceAll(/^ *\* ?/gm, ''),
  }),
);

const OUTPUT: Record<string, RegExp> = {
  createOrder: /^order-\d+ PENDING\n$/,
  cancelOrder: /^(CANCELLED|The order is COMPLETED\.)\n$/,
  refundOrder: /^PENDING\nINVENTORY_RESERVED\nPAYMENT_PROCESSED\nCOMPLETED\nscratched 10 REQUESTED\n$/,
  order: /^OrderNotFound There is no order no-such-order.\n$/,
  ordersByCustomer: /^(order-\d+ 89.99\n)+$/,
  products: /^keyboard 89.99 \d+\nmouse \d+.9 \d+\n(mug .*\n)?$/,
  orderStatus: /^1 PENDING\n2 INVENTORY_RESERVED\n3 PAYMENT_PROCESSED\n4 COMPLETED\n$/,
  confirmPayment: /^paid\n$/,
  createOrdersClient: /^$/,
  ordersByStatus: /^order-1 FORWARD undefined\n$/,
  resumeOrder: /^OrderNotFound There is no order no-such-order.\n$/,
  addProduct: /^Mug 100\n$/,
  changePrice: /^34.9\n$/,
  restockProduct: /^(\d+)\n\1\n$/,
  productHistory: /^PRODUCT_RESTOCKED 5 api-key\n$/,
};

describe('an example in a docstring', () => {
  let endpoint: OrdersEndpoint;
  beforeAll(async () => {
    endpoint = await startOrdersEndpoint({ runsOrders: true });
    const { orderId } = endpoint.book.createOrder();
    for (const move of TO_PARKED) endpoint.book.record(orderId, move);
  });
  afterAll(() => endpoint.close());

  it('stands at every function that does something', () => {
    assert.deepEqual(new Set(examples.map(({ name }) => name)), new Set(Object.keys(OUTPUT)));
  });

  const outputOf = async (code: string): Promise<string> => {
    const here = code.replace('http://localhost:4000/graphql', endpoint.url).replace('da2-local', GOOD_KEY);
    const options = { cwd: import.meta.dirname };
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', here], options);
    return stdout;
  };

  for (const { name, code } of examples) {
    it(`runs: ${name}`, async () => {
      assert.match(await outputOf(code), OUTPUT[name] ?? /^no output is known$/);
    });
  }

  it('runs: the README’s', async () => {
    const events = '1 PENDING\n2 INVENTORY_RESERVED\n3 PAYMENT_PROCESSED\n4 COMPLETED';
    const end = 'the newest with 5 events\nConflict The order is COMPLETED\\.';
    const expected = new RegExp(`^keyboard 89.99 \\d+\nmouse 34.9 50\nmug 12.5 100\n${events}\n\\d+ orders, ${end}\n$`);
    assert.match(await outputOf(readmeExample), expected);
  });
});
