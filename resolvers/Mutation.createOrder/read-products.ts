/** Reads the products and the caller's earlier result in one go. Takes that result, or checks products and prices. */
import { util } from '@aws-appsync/utils';
import type { DynamoDBBatchGetItemRequest } from '@aws-appsync/utils';
import { isCurrency } from '../../domain/currencies.ts';
import { isPayable, toAmount, toMinor } from '../../domain/money.ts';
import type { OrderItem, Product } from '../../domain/schema.generated.ts';
import { decimalsIn } from '../decimals-in.ts';
import { fail, failIfDataSourceFailed } from '../fail.ts';
import { tableName } from '../table-name.ts';
import { answerOf } from './idempotency.ts';
import type { IdempotencyRecord } from './idempotency.ts';
import type { CreateOrderContext } from './stash.ts';

type Row = Product | IdempotencyRecord | null | undefined;
type Batch = {
  readonly data: { readonly [table: string]: readonly Row[] };
  /** Keys that DynamoDB had no capacity for. Their items are null in `data`, like those that don't exist. */
  readonly unprocessedKeys?: { readonly [table: string]: readonly unknown[] | null } | null;
};

export function request(ctx: CreateOrderContext): DynamoDBBatchGetItemRequest {
  const { wanted, record } = ctx.stash;
  const productKeys = wanted.items.map((item) => util.dynamodb.toMapValues({ productId: item.productId }));
  const products = { [tableName(ctx, 'PRODUCTS_TABLE')]: { keys: productKeys, consistentRead: true } };
  if (!record) return { operation: 'BatchGetItem', tables: products };

  const recordKeys = [util.dynamodb.toMapValues({ id: record.id })];
  const records = { [tableName(ctx, 'IDEMPOTENCY_TABLE')]: { keys: recordKeys, consistentRead: true } };
  return { operation: 'BatchGetItem', tables: { ...products, ...records } };
}

export function response(ctx: CreateOrderContext<Batch>): null {
  failIfDataSourceFailed(ctx);
  failIfPartsAreUnread(ctx.result);
  const { wanted, record } = ctx.stash;
  const products = ctx.result.data[tableName(ctx, 'PRODUCTS_TABLE')] ?? [];
  const records = ctx.result.data[tableName(ctx, 'IDEMPOTENCY_TABLE')] ?? [];
  if (record && isRecord(records[0])) ctx.stash.answer = answerOf(records[0], record);
  if (ctx.stash.answer) return null;

  const currencies = wanted.items.map((item, index) => checkProduct(products[index], item, `input.items[${index}]`));
  ctx.stash.currency = currencies[0] ?? '';
  if (currencies.some((currency) => currency !== ctx.stash.currency)) {
    fail('InvalidInput', 'input.items: must all be sold in the same currency');
  }
  return null;
}

/** A resolver can't ask again; the client can. */
function failIfPartsAreUnread({ unprocessedKeys }: Batch): void {
  const unread = Object.values(unprocessedKeys ? unprocessedKeys : {});
  if (unread.some((keys) => (keys ? keys.length > 0 : false))) {
    fail('Conflict', 'The database is busy and the order was not placed; please send it again');
  }
}

/** The currency of the product, once it is known to exist at this price. */
function checkProduct(product: Row, item: OrderItem, field: string): string {
  if (!isProduct(product)) return fail('ProductNotFound', `${field}.productId: there is no product ${item.productId}`);
  const { currency } = product;
  checkCatalogue(product, `${field}.productId: ${item.productId} can't be sold`);
  if (!isPayable(item.price, currency)) fail('InvalidInput', `${field}.price: must have ${decimalsIn(currency)}`);
  const priceMinor = toMinor(product.price, currency);
  if (priceMinor !== toMinor(item.price, currency)) {
    fail('PriceMismatch', `${field}.price: ${item.productId} costs ${toAmount(priceMinor, currency)} ${currency}`);
  }
  return currency;
}

/** A product that was entered wrongly isn't sold at a rounded price. */
function checkCatalogue({ price, currency }: Product, refusal: string): void {
  if (!isCurrency(currency)) fail('InvalidInput', `${refusal}: the currency of its price is not one of ISO 4217`);
  if (!isPayable(price, currency)) fail('InvalidInput', `${refusal}: its price must have ${decimalsIn(currency)}`);
}

function isProduct(row: Row): row is Product {
  return !!row && Object.hasOwn(row, 'productId');
}

function isRecord(row: Row): row is IdempotencyRecord {
  return !!row && Object.hasOwn(row, 'validation');
}
