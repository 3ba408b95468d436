/**
 * The rules for an order's input that its GraphQL types cannot say. Customer ids are checked with the caller, and prices
 * with the products, whose currency says how many decimals there may be.
 */
import type { CreateOrderInput, OrderItemInput } from '../../domain/schema.generated.ts';
import { fail } from '../fail.ts';

const maximumItems = 50;
const maximumQuantity = 1000;

/** Ends the field with `InvalidInput`, naming the field and the rule, unless the input keeps every rule. */
export function checkInput(input: CreateOrderInput): void {
  checkLength(input.paymentMethodId, 255, 'input.paymentMethodId');
  if (input.items.length < 1 || input.items.length > maximumItems) {
    fail('InvalidInput', `input.items: must have 1 to ${maximumItems} items`);
  }
  input.items.forEach((item, index) => checkItem(item, `input.items[${index}]`));
  checkEachProductOnce(input.items);
}

/** Ends the field with `InvalidInput` unless the text has 1 to `maximum` characters. */
export function checkLength(text: string, maximum: number, field: string): void {
  if (text.length < 1 || text.length > maximum) {
    fail('InvalidInput', `${field}: must have 1 to ${maximum} characters`);
  }
}

function checkItem(item: OrderItemInput, field: string): void {
  checkLength(item.productId, 64, `${field}.productId`);
  if (item.quantity < 1 || item.quantity > maximumQuantity) {
    fail('InvalidInput', `${field}.quantity: must be from 1 to ${maximumQuantity}`);
  }
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
