/**
 * The rules for an order's input that its GraphQL types cannot say. Customer ids are checked with the caller, and prices
 * with the products, whose currency says how many decimals there may be.
 */
import type { CreateOrderInput, OrderItemInput } from '../../domain/schema.generated.ts';
import { checkText } from '../check-text.ts';
import { fail } from '../fail.ts';

const MAX_ITEMS = 50;
const MAX_QUANTITY = 1000;
const MAX_EMAIL_CHARACTERS = 254;
/** In minor units of any currency (ISO 4217 has at most four decimals) this is a whole number that stays exact. */
const MAX_TOTAL_MINOR = 900_000_000_000;

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
  if (total > MAX_TOTAL_MINOR) fail('InvalidInput', `input.items: must cost at most ${MAX_TOTAL_MINOR} together`);
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
  // JSON can hold a number like 1e400, for which there is only an infinite one, or null.
  if (!Number.isFinite(item.price)) fail('InvalidInput', `${field}.price: must be a finite number`);
  if (item.price > MAX_TOTAL_MINOR) fail('InvalidInput', `${field}.price: must be at most ${MAX_TOTAL_MINOR}`);
  if (item.price <= 0) fail('InvalidInput', `${field}.price: must be greater than 0`);
}

function checkEachProductOnce(items: OrderItemInput[]): void {
  const productIds = items.map((item) => item.productId);
  productIds.forEach((productId, index) => {
    if (productIds.indexOf(productId) < index) {
      fail('InvalidInput', `input.items[${index}].productId: ${productId} must appear once`);
    }
  });
}
