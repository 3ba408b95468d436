/** What createOrder takes, and what it rejects, and how. */
import type { CreateOrderInput } from '../schema.generated.ts';

/** An order that createOrder takes. */
export const ORDER = {
  customerId: 'ada',
  paymentMethodId: 'pm_card_visa',
  items: [{ productId: 'keyboard', quantity: 1, price: 89.99 }],
} satisfies CreateOrderInput;

/** An order with this change to its only item. */
export function item(change: object) {
  return {
    ...ORDER,
    items: [{ productId: 'keyboard', quantity: 1, price: 89.99, ...change }],
  };
}

/** Orders that createOrder rejects. */
export const BAD_ORDERS: readonly {
  readonly title: string;
  readonly input: CreateOrderInput;
  readonly errorType: string;
  readonly message: RegExp | string;
}[] = [
  {
    title: 'no items',
    input: { ...ORDER, items: [] },
    errorType: 'InvalidInput',
    message: 'input.items: must have 1 to 50 items',
  },
  {
    title: '51 items',
    input: { ...ORDER, items: Array.from({ length: 51 }, (_, n) => ({ productId: `p${n}`, quantity: 1, price: 1 })) },
    errorType: 'InvalidInput',
    message: 'input.items: must have 1 to 50 items',
  },
  {
    title: 'a quantity of zero',
    input: item({ quantity: 0 }),
    errorType: 'InvalidInput',
    message: 'input.items[0].quantity: must be from 1 to 1000',
  },
  {
    title: 'a negative quantity',
    input: item({ quantity: -1 }),
    errorType: 'InvalidInput',
    message: 'input.items[0].quantity: must be from 1 to 1000',
  },
  {
    title: 'a quantity over 1000',
    input: item({ quantity: 1001 }),
    errorType: 'InvalidInput',
    message: 'input.items[0].quantity: must be from 1 to 1000',
  },
  {
    title: 'an unknown product',
    input: item({ productId: 'unicorn' }),
    errorType: 'ProductNotFound',
    message: 'input.items[0].productId: there is no product unicorn',
  },
  {
    title: 'a wrong price',
    input: item({ price: 1 }),
    errorType: 'PriceMismatch',
    message: 'input.items[0].price: keyboard costs 89.99 USD',
  },
  {
    title: 'a price with three decimals',
    input: item({ price: 89.991 }),
    errorType: 'InvalidInput',
    message: 'input.items[0].price: must have at most two decimals',
  },
  {
    title: 'a price of zero',
    input: item({ price: 0 }),
    errorType: 'InvalidInput',
    message: 'input.items[0].price: must be greater than 0',
  },
  {
    title: 'an empty customer id',
    input: { ...ORDER, customerId: '' },
    errorType: 'InvalidInput',
    message: 'input.customerId: must have 1 to 64 characters',
  },
  {
    title: 'an overlong customer id',
    input: { ...ORDER, customerId: 'x'.repeat(65) },
    errorType: 'InvalidInput',
    message: 'input.customerId: must have 1 to 64 characters',
  },
  {
    title: 'no customer id with an API key',
    input: { ...ORDER, customerId: null },
    errorType: 'InvalidInput',
    message: 'input.customerId: is required with an API key',
  },
  {
    title: 'an empty product id',
    input: item({ productId: '' }),
    errorType: 'InvalidInput',
    message: 'input.items[0].productId: must have 1 to 64 characters',
  },
  {
    title: 'an overlong product id',
    input: item({ productId: 'x'.repeat(65) }),
    errorType: 'InvalidInput',
    message: 'input.items[0].productId: must have 1 to 64 characters',
  },
  {
    title: 'the same product twice',
    input: { ...ORDER, items: [...ORDER.items, ...ORDER.items] },
    errorType: 'InvalidInput',
    message: 'input.items[1].productId: keyboard must appear once',
  },
  {
    title: 'an empty payment method',
    input: { ...ORDER, paymentMethodId: '' },
    errorType: 'InvalidInput',
    message: 'input.paymentMethodId: must have 1 to 255 characters',
  },
  {
    title: 'a price beyond all money',
    input: item({ price: 1e12 }),
    errorType: 'InvalidInput',
    message: 'input.items[0].price: must be at most 900000000000',
  },
  {
    title: 'a total that is too large to be exact',
    input: item({ price: 9e11, quantity: 2 }),
    errorType: 'InvalidInput',
    message: 'input.items: must cost at most 900000000000 together',
  },
  {
    title: 'a payment method with a space',
    input: { ...ORDER, paymentMethodId: 'pm card' },
    errorType: 'InvalidInput',
    message: 'input.paymentMethodId: must have no spaces and no characters outside ASCII',
  },
  {
    title: 'a payment method outside ASCII',
    input: { ...ORDER, paymentMethodId: 'pm_cärd' },
    errorType: 'InvalidInput',
    message: 'input.paymentMethodId: must have no spaces and no characters outside ASCII',
  },
  {
    title: 'an overlong payment method',
    input: { ...ORDER, paymentMethodId: 'x'.repeat(256) },
    errorType: 'InvalidInput',
    message: 'input.paymentMethodId: must have 1 to 255 characters',
  },
];
