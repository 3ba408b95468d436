/** Adds a product to the catalogue, with its first event, in one transaction. */
import { util } from '@aws-appsync/utils';
import type { Context, DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { productEvent } from '../domain/product-event.ts';
import type { StoredProduct } from '../domain/product-event.ts';
import type { MutationAddProductArgs } from '../domain/schema.generated.ts';
import { staffOf } from './caller.ts';
import { ONLY_STAFF } from './change-product.ts';
import { fail } from './fail.ts';
import { isLostRace } from './lost-race.ts';
import type { Transaction } from './lost-race.ts';
import { checkProduct } from './Mutation.addProduct/check-product.ts';
import { occurrenceOf } from './occurrence.ts';
import { putNew } from './put-new.ts';
import { tableName } from './table-name.ts';

type AddProductContext = Context<
  MutationAddProductArgs,
  { product: StoredProduct },
  undefined,
  undefined,
  Transaction | null
>;

export function request(ctx: AddProductContext): DynamoDBTransactWriteItemsRequest {
  const actor = staffOf(ctx, ONLY_STAFF);
  const { input } = ctx.args;
  checkProduct(input);
  const { productId, name, price, currency, available } = input;
  const payload = { name, price, currency, quantity: available };
  const event = productEvent({ ...input, version: 0 }, 'PRODUCT_ADDED', payload, { ...occurrenceOf(ctx), actor });
  const { orderId, version, ...eventAttributes } = event;
  const attributes = { name, price, currency, available, version };
  ctx.stash.product = { productId, ...attributes };
  return {
    operation: 'TransactWriteItems',
    transactItems: [
      putNew(tableName(ctx, 'PRODUCTS_TABLE'), { productId }, attributes),
      putNew(tableName(ctx, 'OUTBOX_TABLE'), { orderId, version }, eventAttributes),
    ],
  };
}

export function response(ctx: AddProductContext): StoredProduct {
  const { product } = ctx.stash;
  if (!ctx.error) return product;
  if (isLostRace(ctx.result)) {
    return fail('Conflict', `input.productId: there is a product ${product.productId} already`);
  }
  return util.error(ctx.error.message, ctx.error.type);
}
