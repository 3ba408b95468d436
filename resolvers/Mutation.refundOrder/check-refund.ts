/** The rules for a refund: what its GraphQL types cannot say, and what its order allows. */
import { MAX_REFUNDS, refundableAmount, refundsOf, restockedQuantity } from '../../domain/refunds.ts';
import { isPayable, toMinor } from '../../domain/money.ts';
import type { StoredOrder } from '../../domain/order.ts';
import type { MutationRefundOrderArgs, RestockInput } from '../../domain/schema.generated.ts';
import { decimalsIn } from '../decimals-in.ts';
import { fail } from '../fail.ts';

/** With the order's id before it, it names an execution of the refund's saga, which may have 80 characters. */
const MAX_ID_CHARACTERS = 36;
const ID_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Ends the field with `InvalidInput`, naming the argument and the rule, unless each keeps every rule. */
export function checkRefund({ refundId, amount, restock }: MutationRefundOrderArgs): void {
  const isNamable = refundId.split('').every((character) => ID_CHARACTERS.indexOf(character) >= 0);
  if (!isNamable || refundId.length < 1 || refundId.length > MAX_ID_CHARACTERS) {
    fail('InvalidInput', `refundId: must have 1 to ${MAX_ID_CHARACTERS} letters of ASCII, digits, - and _`);
  }
  if (!Number.isFinite(amount)) fail('InvalidInput', 'amount: must be a finite number');
  if (amount <= 0) fail('InvalidInput', 'amount: must be greater than 0');
  const items = restock ?? [];
  items.forEach(({ productId, quantity }, index) => {
    if (quantity < 1) fail('InvalidInput', `restock[${index}].quantity: must be at least 1`);
    if (items.findIndex((item) => item.productId === productId) < index) {
      fail('InvalidInput', `restock[${index}].productId: ${productId} must appear once`);
    }
  });
}

/** Ends the field unless the order, which is completed, has this much left to refund and to put back. */
export function checkAgainstOrder(order: StoredOrder, { amount, restock }: MutationRefundOrderArgs): void {
  const { currency } = order;
  if (!isPayable(amount, currency)) fail('InvalidInput', `amount: must have ${decimalsIn(currency)}`);
  if (refundsOf(order).length >= MAX_REFUNDS)
    fail('Conflict', `The order has ${MAX_REFUNDS} refunds, and takes no more`);
  const left = refundableAmount(order);
  if (toMinor(amount, currency) > toMinor(left, currency)) {
    fail('RefundExceedsPayment', `amount: must be at most ${left} ${currency}, which is what is left to refund`);
  }
  const items = restock ?? [];
  items.forEach((item, index) => checkRestock(order, item, `restock[${index}]`));
}

function checkRestock(order: StoredOrder, { productId, quantity }: RestockInput, field: string): void {
  const ordered = order.items.find((item) => item.productId === productId);
  if (!ordered) return fail('InvalidInput', `${field}.productId: ${productId} is not in the order`);
  const left = ordered.quantity - restockedQuantity(order, productId);
  if (quantity > left)
    fail('InvalidInput', `${field}.quantity: must be at most ${left}, which is what is left to return`);
}
