/** What staff do with the catalogue, while customers order from it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { AddProductInput, Product } from '@ordersaga/client';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, it } from 'vitest';
import { readCatalogue } from '../commands/catalogue.ts';
import { readArchive } from '../commands/chaos/published.ts';
import { parseRecord } from '../commands/json.ts';
import { ORDER, settled, useCloud } from './testing/cloud.ts';
import { insist, refused, signedInAs } from './testing/staff.ts';

const schema = parseRecord(
  readFileSync(new URL('../docs/events/product-event.v1.schema.json', import.meta.url), 'utf8'),
);
const ajv = new Ajv2020({ allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

const cloud = await useCloud();
const alice = await signedInAs('alice', cloud);
const bob = await signedInAs('bob', cloud);

const MUG: AddProductInput = { productId: 'mug', name: 'Mug', price: 12.5, currency: 'USD', available: 100 };

async function addNew(productId: string): Promise<Product> {
  return alice.addProduct({ ...MUG, productId });
}

async function productOf(wanted: string): Promise<Product | undefined> {
  return (await readCatalogue(alice)).find(({ productId }) => productId === wanted);
}

async function stockOf(wanted: string): Promise<number | undefined> {
  return (await productOf(wanted))?.available;
}

async function historyOf(productId: string) {
  return (await alice.productHistory({ productId, limit: 100 })).items;
}

function buy(productId: string, quantity: number, price = MUG.price) {
  return { ...ORDER, items: [{ productId, quantity, price }] };
}

/** What the bus has been told about a product, once that is so many events. */
async function toldOf(wanted: string, count: number) {
  for (;;) {
    const copies = (await readArchive(cloud)).filter(({ detail }) => detail['productId'] === wanted);
    if (copies.length >= count) return copies;
    await setTimeout(20);
  }
}

describe('addProduct', () => {
  it('fills an empty catalogue: the product can be ordered', async () => {
    assert.deepEqual(await alice.addProduct(MUG), MUG);
    const { orderId } = await cloud.orders.createOrder(buy('mug', 2));
    assert.equal((await settled(cloud.orders, orderId)).status, 'COMPLETED');
    assert.equal(await stockOf('mug'), 98);
  });

  it('adds a product once, and changes nothing about one that is there', async () => {
    await addNew('plate');
    const again = { ...MUG, productId: 'plate', price: 1 };
    await assert.rejects(
      bob.addProduct(again),
      refused('Conflict', 'input.productId: there is a product plate already'),
    );
    const seeded = { ...MUG, productId: 'keyboard' };
    await assert.rejects(
      bob.addProduct(seeded),
      refused('Conflict', 'input.productId: there is a product keyboard already'),
    );
    assert.equal((await historyOf('plate')).length, 1);
    assert.deepEqual(await historyOf('keyboard'), []);
    assert.deepEqual([(await productOf('plate'))?.price, (await productOf('keyboard'))?.price], [12.5, 89.99]);
  });

  const wrong: readonly (readonly [string, Partial<AddProductInput>, string])[] = [
    ['an empty id', { productId: '' }, 'input.productId: must have 1 to 64 characters'],
    ['a name of 201 characters', { name: 'm'.repeat(201) }, 'input.name: must have 1 to 200 characters'],
    ['a name of blanks', { name: ' ' }, 'input.name: must not be blank'],
    ['a name with a line break', { name: 'a\nmug' }, 'input.name: must not have control characters'],
    ['a price of 0', { price: 0 }, 'input.price: must be greater than 0'],
    ['a price below 0', { price: -1 }, 'input.price: must be greater than 0'],
    ['a price with parts of a cent', { price: 12.505 }, 'input.price: must have at most two decimals'],
    ['a price with parts of a yen', { price: 12.5, currency: 'JPY' }, 'input.price: must have no decimals'],
    ['a price that is too high', { price: 1e12 }, 'input.price: must be at most 900000000000'],
    ['no currency', { currency: 'usd' }, 'input.currency: must be one of ISO 4217, such as USD'],
    ['a stock below 0', { available: -1 }, 'input.available: must be from 0 to 1000000'],
    ['a stock that is too large', { available: 1_000_001 }, 'input.available: must be from 0 to 1000000'],
  ];
  it('names the field and the rule, and adds nothing', async () => {
    for (const [title, change, message] of wrong) {
      const input = { ...MUG, productId: 'wrong', ...change };
      await assert.rejects(alice.addProduct(input), refused('InvalidInput', message), title);
    }
    assert.equal(await stockOf('wrong'), undefined);
    assert.deepEqual(await historyOf('wrong'), []);
  });
});

describe('changePrice', () => {
  it('is what new orders pay, while orders that are placed keep their price', async () => {
    await addNew('vase');
    const { orderId } = await cloud.orders.createOrder(buy('vase', 1));
    assert.equal((await alice.changePrice({ productId: 'vase', price: 15, currentPrice: 12.5 })).price, 15);
    await assert.rejects(
      cloud.orders.createOrder(buy('vase', 1)),
      refused('PriceMismatch', 'input.items[0].price: vase costs 15 USD'),
    );
    const later = await cloud.orders.createOrder(buy('vase', 1, 15));
    assert.equal((await settled(cloud.orders, orderId)).totalAmount, 12.5);
    assert.equal((await settled(cloud.orders, later.orderId)).totalAmount, 15);
  });

  it('can be sent again, and changes the price once', async () => {
    await addNew('bowl');
    const change = { productId: 'bowl', price: 15, currentPrice: 12.5 };
    for (const _ of [1, 2, 3]) assert.equal((await alice.changePrice(change)).price, 15);
    assert.equal((await historyOf('bowl')).length, 2);
  });

  it('lets one of several members of staff win, and tells the others', async () => {
    await addNew('spoon');
    const prices = [1, 2, 3, 4, 5, 6];
    const answers = await Promise.allSettled(
      prices.map((price) => insist(() => alice.changePrice({ productId: 'spoon', price, currentPrice: 12.5 }))),
    );
    const won = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.price] : []));
    assert.equal(won.length, 1);
    for (const answer of answers) {
      if (answer.status === 'rejected') {
        refused('PriceMismatch', `currentPrice: spoon costs ${won[0]} USD`)(answer.reason);
      }
    }
    const [last, ...others] = await historyOf('spoon');
    assert.deepEqual([last?.price, last?.previousPrice, others.length], [won[0], 12.5, 1]);
  });

  it('names the argument and the rule, and changes nothing', async () => {
    await addNew('fork');
    const change = { productId: 'fork', price: 15, currentPrice: 12.5 };
    for (const [wrong, errorType, message] of [
      [{ productId: '' }, 'InvalidInput', 'productId: must have 1 to 64 characters'],
      [{ productId: 'nothing' }, 'ProductNotFound', 'productId: there is no product nothing'],
      [{ price: 0 }, 'InvalidInput', 'price: must be greater than 0'],
      [{ price: 12.505 }, 'InvalidInput', 'price: must have at most two decimals'],
      [{ currentPrice: 12 }, 'PriceMismatch', 'currentPrice: fork costs 12.5 USD'],
    ] as const) {
      await assert.rejects(alice.changePrice({ ...change, ...wrong }), refused(errorType, message));
    }
    assert.equal((await historyOf('fork')).length, 1);
  });
});

describe('restockProduct', () => {
  it('counts once for the same id, however often and how many at a time it is sent', async () => {
    await addNew('cup');
    const delivery = { productId: 'cup', restockId: 'delivery-1', quantity: 20 };
    await Promise.all([1, 2, 3, 4, 5, 6].map(() => insist(() => alice.restockProduct(delivery))));
    assert.equal((await bob.restockProduct(delivery)).available, 120);
    assert.equal(await stockOf('cup'), 120);
    await assert.rejects(
      alice.restockProduct({ ...delivery, quantity: 21 }),
      refused('IdempotencyKeyReused', 'restockId: was used for another quantity of the product'),
    );
    await addNew('saucer');
    assert.equal((await alice.restockProduct({ ...delivery, productId: 'saucer' })).available, 120);
  });

  it('loses nothing of what orders take and give back at the same time', async () => {
    const { available } = await addNew('busy');
    const restocks = Array.from({ length: 8 }, (_, index) => ({ restockId: `r${index}`, quantity: 5 - index }));
    const [placed] = await Promise.all([
      Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          insist(() =>
            cloud.orders.createOrder({
              ...buy('busy', 3),
              paymentMethodId: index % 3 === 0 ? 'pm_card_chargeDeclined' : 'pm_card_visa',
            }),
          ),
        ),
      ),
      ...restocks
        .filter(({ quantity }) => quantity !== 0)
        .map((restock) => insist(() => alice.restockProduct({ productId: 'busy', ...restock }))),
    ]);
    const ended = await Promise.all(placed.map(({ orderId }) => settled(cloud.orders, orderId)));
    const sold = ended.filter(({ status }) => status === 'COMPLETED').length * 3;
    assert.equal(sold, 24);
    const restocked = restocks.reduce((sum, { quantity }) => sum + quantity, 0);
    assert.equal(await stockOf('busy'), available + restocked - sold);
    const versions = (await historyOf('busy')).map(({ version }) => version);
    assert.deepEqual(versions, [8, 7, 6, 5, 4, 3, 2, 1]);
  });

  it('takes goods out, but never more than there are', async () => {
    await addNew('broken');
    const out = { productId: 'broken', restockId: 'broken', quantity: -40 };
    assert.equal((await alice.restockProduct(out)).available, 60);
    await assert.rejects(
      alice.restockProduct({ ...out, restockId: 'more', quantity: -61 }),
      refused('InvalidInput', 'quantity: must be at least -60, which takes out all that are left'),
    );
    const all = [1, 2, 3].map((number) =>
      insist(() => alice.restockProduct({ ...out, restockId: `all-${number}`, quantity: -60 })),
    );
    const answers = await Promise.allSettled(all);
    assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.equal(await stockOf('broken'), 0);
  });

  it('names the argument and the rule, and changes nothing', async () => {
    await addNew('pot');
    await cloud.dynamodb.send(
      new UpdateCommand({
        TableName: cloud.tableName('Products'),
        Key: { productId: 'pot' },
        UpdateExpression: 'SET available = :available',
        ExpressionAttributeValues: { ':available': 999_999_990 },
      }),
    );
    const restock = { productId: 'pot', restockId: 'one', quantity: 1 };
    for (const [wrong, errorType, message] of [
      [{ productId: 'nothing' }, 'ProductNotFound', 'productId: there is no product nothing'],
      [{ restockId: '' }, 'InvalidInput', 'restockId: must have 1 to 64 characters'],
      [{ quantity: 0 }, 'InvalidInput', 'quantity: must not be 0'],
      [{ quantity: 1_000_001 }, 'InvalidInput', 'quantity: must be from -1000000 to 1000000'],
      [{ quantity: -1_000_001 }, 'InvalidInput', 'quantity: must be from -1000000 to 1000000'],
      [{ quantity: 11 }, 'InvalidInput', 'quantity: must be at most 10, which makes a stock of 1000000000'],
    ] as const) {
      await assert.rejects(alice.restockProduct({ ...restock, ...wrong }), refused(errorType, message));
    }
    assert.equal((await historyOf('pot')).length, 1);
    assert.equal(await stockOf('pot'), 999_999_990);
  });

  it('works for products that came in another way', async () => {
    const before = (await stockOf('desk')) ?? 0;
    await cloud.orders.restockProduct({ productId: 'desk', restockId: 'one', quantity: 7 });
    assert.equal(await stockOf('desk'), before + 7);
    const [event, ...others] = await historyOf('desk');
    assert.deepEqual([event?.version, event?.actor, others], [1, 'api-key', []]);
  });
});

describe('what staff have changed', () => {
  it('is recorded with who did it, newest first and in pages, and goes to the bus by the documented schema', async () => {
    await addNew('tray');
    await bob.changePrice({ productId: 'tray', price: 13, currentPrice: 12.5 });
    await alice.restockProduct({ productId: 'tray', restockId: 'delivery-9', quantity: -1 });
    const history = await historyOf('tray');
    assert.deepEqual(
      history.map(({ eventType, actor, price, previousPrice, quantity, restockId }) => [
        eventType,
        actor,
        price ?? previousPrice ?? restockId,
        quantity,
      ]),
      [
        ['PRODUCT_RESTOCKED', 'alice', 'delivery-9', -1],
        ['PRICE_CHANGED', 'bob', 13, null],
        ['PRODUCT_ADDED', 'alice', 12.5, 100],
      ],
    );
    const first = await alice.productHistory({ productId: 'tray', limit: 2 });
    const rest = await alice.productHistory({ productId: 'tray', limit: 2, nextToken: first.nextToken });
    assert.deepEqual([...first.items, ...rest.items], history);
    await assert.rejects(
      alice.productHistory({ productId: 'mug', nextToken: first.nextToken }),
      refused('InvalidInput', 'nextToken: must be one that productHistory has returned'),
    );

    const copies = await toldOf('tray', 3);
    for (const { source, detail, 'detail-type': type } of copies) {
      assert.ok(validate(detail), JSON.stringify([detail, validate.errors]));
      assert.deepEqual([source, type], ['ordersaga.products', detail['eventType']]);
      const event = history.find(({ eventId }) => eventId === detail['eventId']);
      assert.deepEqual([event?.version, event?.actor], [detail['productVersion'], detail['actor']]);
    }
  });

  it('is no event of an order, and subscribers of orders are told nothing of it', async () => {
    await addNew('jar');
    await toldOf('jar', 1);
    await assert.rejects(cloud.orders.order('product#jar'), refused('OrderNotFound', 'There is no order product#jar'));
    const { payload } = await cloud.invoke('SweepOrders', {});
    assert.equal(payload['undelivered'], 0);
  });
});
