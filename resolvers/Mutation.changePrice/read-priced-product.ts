/** Reads the product, and decides whether it may get this price. */
import { util } from '@aws-appsync/utils';
import type { DynamoDBGetItemRequest } from '@aws-appsync/utils';
import { isCurrency } from '../../domain/currencies.ts';
import { isPayable, toAmount, toMinor } from '../../domain/money.ts';
import type { StoredProduct } from '../../domain/product-event.ts';
import type { MutationChangePriceArgs } from '../../domain/schema.generated.ts';
import { foundProduct, skipOnceChanged } from '../change-product.ts';
import type { ChangingContext } from '../change-product.ts';
import { decimalsIn } from '../decimals-in.ts';
import { fail, failIfDataSourceFailed } from '../fail.ts';

export function request(ctx: ChangingContext<MutationChangePriceArgs>): DynamoDBGetItemRequest {
  skipOnceChanged(ctx);
  const { productId } = ctx.args;
  return { operation: 'GetItem', key: util.dynamodb.toMapValues({ productId }), consistentRead: true };
}

export function response(ctx: ChangingContext<MutationChangePriceArgs, StoredProduct | null>): null {
  failIfDataSourceFailed(ctx);
  const { productId, price, currentPrice } = ctx.args;
  const product = foundProduct(ctx.result, productId);
  const { currency } = product;
  if (!isCurrency(currency)) fail('InvalidInput', `productId: the currency of ${productId} is not one of ISO 4217`);
  if (!isPayable(price, currency)) fail('InvalidInput', `price: must have ${decimalsIn(currency)}`);
  ctx.stash.product = product;
  if (product.price === price) ctx.stash.changed = product;
  else if (product.price !== currentPrice) {
    // AppSync shows no number as it was read from DynamoDB.
    const costs = toAmount(toMinor(product.price, currency), currency);
    fail('PriceMismatch', `currentPrice: ${productId} costs ${costs} ${currency}`);
  }
  return null;
}
