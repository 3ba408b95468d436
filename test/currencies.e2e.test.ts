/** Orders in currencies of 0, 2, 3 and 4 decimals, from the price check to the charge and the mail. */
import assert from 'node:assert/strict';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { OrdersError } from '@ordersaga/client';
import { beforeAll, describe, it } from 'vitest';
import { readInbox } from '../commands/inbox.ts';
import { ORDER, settled, useCloud } from './testing/cloud.ts';

const cloud = await useCloud();
const { orders } = cloud;

const PRODUCTS = [
  { productId: 'tea', price: 1000, currency: 'JPY' },
  { productId: 'honey', price: 12.34, currency: 'HUF' },
  { productId: 'dates', price: 1.234, currency: 'KWD' },
  { productId: 'flat', price: 1.2345, currency: 'CLF' },
  { productId: 'too-fine', price: 1000.5, currency: 'JPY' },
  { productId: 'lower-case', price: 10, currency: 'usd' },
  { productId: 'gold', price: 10, currency: 'XAU' },
  { productId: 'odd', price: 10, currency: 'toString' },
];

beforeAll(async () => {
  for (const product of PRODUCTS) {
    const Item = { ...product, name: product.productId, available: 100 };
    await cloud.dynamodb.send(new PutCommand({ TableName: cloud.tableName('Products'), Item }));
  }
});

function place(
  items: { readonly productId: string; readonly price: number; readonly quantity?: number }[],
  email?: string,
) {
  return orders.createOrder({ ...ORDER, email, items: items.map((item) => ({ quantity: 1, ...item })) });
}

describe('an order in another currency', () => {
  const cases: [string, number, number, number, string][] = [
    ['tea', 1000, 2000, 2000, '¥2,000'],
    ['honey', 12.34, 24.68, 2468, 'HUF\u00a024.68'],
    ['dates', 1.234, 2.468, 2468, 'KWD\u00a02.468'],
    ['flat', 1.2345, 2.469, 24_690, 'CLF\u00a02.4690'],
  ];
  for (const [productId, price, total, charged, inMail] of cases) {
    it(`is added up, charged and told of exactly: 2 × ${productId} for ${price}`, async () => {
      const { orderId, totalAmount } = await place([{ productId, price, quantity: 2 }], `${productId}@example.com`);
      await settled(orders, orderId);
      assert.equal(totalAmount, total);
      const ledger = (await cloud.scan('Payments')).filter((entry) => entry['orderId'] === orderId);
      assert.deepEqual(
        ledger.map((entry) => [entry['kind'], entry['amountMinor']]),
        [['CHARGE', charged]],
      );
      const mail = (await readInbox(cloud)).find(({ text }) => text.includes(orderId));
      assert.ok(mail?.text.includes(`Total: ${inMail}`), mail?.text);
    });
  }
});

describe('a price', () => {
  const refusals: [string, { readonly productId: string; readonly price: number }[], string, string][] = [
    [
      'with a decimal in yen',
      [{ productId: 'tea', price: 1000.4 }],
      'InvalidInput',
      'input.items[0].price: must have no decimals',
    ],
    [
      'with three decimals in forints',
      [{ productId: 'honey', price: 12.341 }],
      'InvalidInput',
      'input.items[0].price: must have at most two decimals',
    ],
    [
      'with four decimals in dinars',
      [{ productId: 'dates', price: 1.2341 }],
      'InvalidInput',
      'input.items[0].price: must have at most three decimals',
    ],
    [
      'with five decimals in UF',
      [{ productId: 'flat', price: 1.23451 }],
      'InvalidInput',
      'input.items[0].price: must have at most four decimals',
    ],
    [
      'in cents where yen have none',
      [{ productId: 'tea', price: 10 }],
      'PriceMismatch',
      'input.items[0].price: tea costs 1000 JPY',
    ],
    [
      'that is a fils off',
      [{ productId: 'dates', price: 1.235 }],
      'PriceMismatch',
      'input.items[0].price: dates costs 1.234 KWD',
    ],
    [
      'beside one in another currency',
      [
        { productId: 'keyboard', price: 89.99 },
        { productId: 'tea', price: 1000 },
      ],
      'InvalidInput',
      'input.items: must all be sold in the same currency',
    ],
    [
      'of a product whose own has too many decimals',
      [{ productId: 'too-fine', price: 1001 }],
      'InvalidInput',
      "input.items[0].productId: too-fine can't be sold: its price must have no decimals",
    ],
    ...['lower-case', 'gold', 'odd'].map(
      (productId): [string, { productId: string; price: number }[], string, string] => [
        `in a currency that is none (${productId})`,
        [{ productId, price: 10 }],
        'InvalidInput',
        `input.items[0].productId: ${productId} can't be sold: the currency of its price is not one of ISO 4217`,
      ],
    ),
  ];
  for (const [which, items, errorType, message] of refusals) {
    it(`${which} is refused, and nothing is written`, async () => {
      const ordersBefore = (await cloud.scan('Orders')).length;
      await assert.rejects(place(items), (error) => {
        assert.ok(error instanceof OrdersError);
        assert.deepEqual([error.errorType, error.message], [errorType, message]);
        return true;
      });
      assert.equal((await cloud.scan('Orders')).length, ordersBefore);
    });
  }
});

describe('the payment method of an order', () => {
  it('is gone once it is completed, failed or cancelled, from every table', async () => {
    for (const paymentMethodId of ['pm_card_visa', 'pm_card_chargeDeclined', 'pm_sandbox_unavailable_twice']) {
      const { orderId } = await orders.createOrder({ ...ORDER, paymentMethodId });
      const { status, version, history } = await settled(orders, orderId);
      assert.ok(['COMPLETED', 'FAILED'].includes(status));
      assert.equal(history.length, version);
      for (const table of ['Orders', 'Outbox', 'Payments']) {
        const items = (await cloud.scan(table)).filter((item) => JSON.stringify(item).includes(orderId));
        assert.ok(items.length > 0, table);
        assert.ok(!JSON.stringify(items).includes(paymentMethodId), `${paymentMethodId} in ${table}`);
      }
    }
  });
});
