/** Writes the price and its event. */
import type { DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import type { MutationChangePriceArgs } from '../../domain/schema.generated.ts';
import { afterChange, skipOnceChanged, writeChange } from '../change-product.ts';
import type { ChangingContext } from '../change-product.ts';
import type { Transaction } from '../lost-race.ts';

export function request(ctx: ChangingContext<MutationChangePriceArgs>): DynamoDBTransactWriteItemsRequest {
  skipOnceChanged(ctx);
  const { product } = ctx.stash;
  const { price } = ctx.args;
  return writeChange(ctx, {
    changed: { ...product, price },
    eventType: 'PRICE_CHANGED',
    payload: { price, previousPrice: product.price, currency: product.currency },
    assignment: { expression: '#price = :price', names: { '#price': 'price' }, values: { ':price': price } },
  });
}

export function response(ctx: ChangingContext<MutationChangePriceArgs, Transaction | null>): null {
  return afterChange(ctx);
}
