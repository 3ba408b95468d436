/**
 * Changes a product's price: `read-priced-product` finds the product and decides, and `write-price` writes. They get three
 * tries, since orders may take from its stock in between.
 */
import type { StoredProduct } from '../domain/product-event.ts';
import type { MutationChangePriceArgs } from '../domain/schema.generated.ts';
import { staffOf } from './caller.ts';
import { changedProduct, ONLY_STAFF } from './change-product.ts';
import type { ChangingContext } from './change-product.ts';
import { checkPrice } from './check-price.ts';
import { checkText } from './check-text.ts';

type ChangePriceContext = ChangingContext<MutationChangePriceArgs>;

export function request(ctx: ChangePriceContext): Record<string, never> {
  staffOf(ctx, ONLY_STAFF);
  checkText(ctx.args.productId, 64, 'productId');
  checkPrice(ctx.args.price, 'price');
  return {};
}

export function response(ctx: ChangePriceContext): StoredProduct {
  return changedProduct(ctx);
}
