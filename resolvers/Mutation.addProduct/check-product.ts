/** The rules for a new product that its GraphQL types cannot say. */
import { isCurrency } from '../../domain/currencies.ts';
import { isPayable } from '../../domain/money.ts';
import type { AddProductInput } from '../../domain/schema.generated.ts';
import { checkPrice } from '../check-price.ts';
import { checkText } from '../check-text.ts';
import { decimalsIn } from '../decimals-in.ts';
import { fail } from '../fail.ts';

const MAX_NAME_CHARACTERS = 200;
const MAX_AVAILABLE = 1_000_000;

/** Ends the field with `InvalidInput`, naming the field and the rule, unless the input keeps every rule. */
export function checkProduct({ productId, name, price, currency, available }: AddProductInput): void {
  checkText(productId, 64, 'input.productId');
  checkText(name, MAX_NAME_CHARACTERS, 'input.name');
  if (!isCurrency(currency)) fail('InvalidInput', 'input.currency: must be one of ISO 4217, such as USD');
  checkPrice(price, 'input.price');
  if (!isPayable(price, currency)) fail('InvalidInput', `input.price: must have ${decimalsIn(currency)}`);
  if (available < 0 || available > MAX_AVAILABLE) {
    fail('InvalidInput', `input.available: must be from 0 to ${MAX_AVAILABLE}`);
  }
}
