/**
 * Changes a product's stock: `read-stock` finds the product, and whether this restock has been counted, and
 * `write-restock` writes. They get three tries, since orders may take from the stock in between.
 */
import type { StoredProduct } from '../domain/product-event.ts';
import type { MutationRestockProductArgs } from '../domain/schema.generated.ts';
import { staffOf } from './caller.ts';
import { changedProduct, ONLY_STAFF } from './change-product.ts';
import type { ChangingContext } from './change-product.ts';
import { checkText } from './check-text.ts';
import { fail } from './fail.ts';

const MAX_QUANTITY = 1_000_000;

type RestockContext = ChangingContext<MutationRestockProductArgs>;

export function request(ctx: RestockContext): Record<string, never> {
  staffOf(ctx, ONLY_STAFF);
  const { productId, restockId, quantity } = ctx.args;
  checkText(productId, 64, 'productId');
  checkText(restockId, 64, 'restockId');
  if (quantity === 0) fail('InvalidInput', 'quantity: must not be 0');
  if (quantity < -MAX_QUANTITY || quantity > MAX_QUANTITY) {
    fail('InvalidInput', `quantity: must be from -${MAX_QUANTITY} to ${MAX_QUANTITY}`);
  }
  return {};
}

export function response(ctx: RestockContext): StoredProduct {
  return changedProduct(ctx);
}
