/**
 * The rules for an order's input that its GraphQL types cannot say. Customer ids are checked with the caller, and prices
 * with the products, whose currency says how many decimals there may be.
 */
import type { CreateOrderInput, OrderItemInput } from '../../domain/schema.generated.ts';
import { checkPrice, MAX_PRICE } from '../check-price.ts';
import { checkText } from '../check-text.ts';
import { fail } from '../fail.ts';

const MAX_ITEMS = 50;
const MAX_QUANTITY = 1000;
const MAX_EMAIL_CHARACTERS = 254;

/** Ends the field with `InvalidInput`, naming the field and the rule, unless the input keeps every rule. */
export function checkInput(input: CreateOrderInput): void {
  checkToken(input.paymentMethodId, 'input.paymentMethodId');
  if (input.email) checkText(input.email, MAX_EMAIL_CHARACTERS, 'input.email');
  if (input.items.length < 1 || input.items.length > MAX_ITEMS) {
    fail('InvalidInput', `input.items: must have 1 to ${MAX_ITEMS} items`);
  }
  input.items.forEach((item, index) => checkItem(item, `input.items[${index}]`));
  checkEachProductOnce(input.items);
  const total = input.items.reduce((sum, item) => sum + item.price * item.quantity, 0);
  if (total > MAX_PRICE) fail('InvalidInput', `input.items: must cost at most ${MAX_PRICE} together`);
}

/** Payment providers' tokens are ASCII; the order's idempotency record relies on it. */
function checkToken(token: string, field: string): void {
  checkText(token, 255, field);
  if (token.split('').some((character) => character < '!' || character > '~')) {
    fail('InvalidInput', `${field}: must have no spaces and no characters outside ASCII`);
  }
}

function checkItem(item: OrderItemInput, field: string): void {
  checkText(item.productId, 64, `${field}.productId`);
  if (item.quantity < 1 || item.quantity > MAX_QUANTITY) {
    fail('InvalidInput', `${field}.quantity: must be from 1 to ${MAX_QUANTITY}`);
  }
  checkPrice(item.price, `${field}.price`);
}

function checkEachProductOnce(items: OrderItemInput[]): void {
  const productIds = items.map((item) => item.productId);
  productIds.forEach((productId, index) => {
    if (productIds.indexOf(productId) < index) {
      fail('InvalidInput', `input.items[${index}].productId: ${productId} must appear once`);
    }
  });
}
