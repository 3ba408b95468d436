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
  const cases: readonly {
    readonly productId: string;
    readonly price: number;
    readonly total: number;
    readonly charged: number;
    readonly inMail: string;
  }[] = [
    { productId: 'tea', price: 1000, total: 2000, charged: 2000, inMail: '¥2,000' },
    { productId: 'honey', price: 12.34, total: 24.68, charged: 2468, inMail: 'HUF\u00a024.68' },
    { productId: 'dates', price: 1.234, total: 2.468, charged: 2468, inMail: 'KWD\u00a02.468' },
    { productId: 'flat', price: 1.2345, total: 2.469, charged: 24_690, inMail: 'CLF\u00a02.4690' },
  ];
  for (const { productId, price, total, charged, inMail } of cases) {
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
  const refusals: readonly {
    readonly which: string;
    readonly items: { readonly productId: string; readonly price: number }[];
    readonly errorType: string;
    readonly message: string;
  }[] = [
    {
      which: 'with a decimal in yen',
      items: [{ productId: 'tea', price: 1000.4 }],
      errorType: 'InvalidInput',
      message: 'input.items[0].price: must have no decimals',
    },
    {
      which: 'with three decimals in forints',
      items: [{ productId: 'honey', price: 12.341 }],
      errorType: 'InvalidInput',
      message: 'input.items[0].price: must have at most two decimals',
    },
    {
      which: 'with four decimals in dinars',
      items: [{ productId: 'dates', price: 1.2341 }],
      errorType: 'InvalidInput',
      message: 'input.items[0].price: must have at most three decimals',
    },
    {
      which: 'with five decimals in UF',
      items: [{ productId: 'flat', price: 1.23451 }],
      errorType: 'InvalidInput',
      message: 'input.items[0].price: must have at most four decimals',
    },
    {
      which: 'in cents where yen have none',
      items: [{ productId: 'tea', price: 10 }],
      errorType: 'PriceMismatch',
      message: 'input.items[0].price: tea costs 1000 JPY',
    },
    {
      which: 'that is a fils off',
      items: [{ productId: 'dates', price: 1.235 }],
      errorType: 'PriceMismatch',
      message: 'input.items[0].price: dates costs 1.234 KWD',
    },
    {
      which: 'beside one in another currency',
      items: [
        { productId: 'keyboard', price: 89.99 },
        { productId: 'tea', price: 1000 },
      ],
      errorType: 'InvalidInput',
      message: 'input.items: must all be sold in the same currency',
    },
    {
      which: 'of a product whose own has too many decimals',
      items: [{ productId: 'too-fine', price: 1001 }],
      errorType: 'InvalidInput',
      message: "input.items[0].productId: too-fine can't be sold: its price must have no decimals",
    },
    ...['lower-case', 'gold', 'odd'].map((productId) => ({
      which: `in a currency that is none (${productId})`,
      items: [{ productId, price: 10 }],
      errorType: 'InvalidInput',
      message: `input.items[0].productId: ${productId} can't be sold: the currency of its price is not one of ISO 4217`,
    })),
  ];
  for (const { which, items, errorType, message } of refusals) {
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
