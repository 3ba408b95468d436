/**
 * Reads the products, the caller's earlier result and what counts against the caller's limits in one go. Takes that result, or
 * checks products, prices and limits, in this order.
 */
import { util } from '@aws-appsync/utils';
import type { DynamoDBBatchGetItemRequest } from '@aws-appsync/utils';
import { isCurrency } from '../../domain/currencies.ts';
import type { Tally } from '../../domain/caller-limits.ts';
import { isPayable, toAmount, toMinor } from '../../domain/money.ts';
import type { OrderItem, Product } from '../../domain/schema.generated.ts';
import { failIfKeysAreUnread } from '../batch.ts';
import type { BatchResult } from '../batch.ts';
import { decimalsIn } from '../decimals-in.ts';
import { fail, failIfDataSourceFailed } from '../fail.ts';
import { tableName } from '../table-name.ts';
import { answerOf } from './idempotency.ts';
import type { IdempotencyRecord } from './idempotency.ts';
import type { CreateOrderContext, LimitedCaller } from './stash.ts';
import { checkTally } from './tally.ts';

type Row = Product | IdempotencyRecord | Tally;
type MaybeRow = Row | null | undefined;
type Tables = DynamoDBBatchGetItemRequest['tables'];

export function request(ctx: CreateOrderContext): DynamoDBBatchGetItemRequest {
  const { wanted, record, limited } = ctx.stash;
  const tables: Tables = {};
  tables[tableName(ctx, 'PRODUCTS_TABLE')] = keysOf(wanted.items.map(({ productId }) => ({ productId })));
  if (record) tables[tableName(ctx, 'IDEMPOTENCY_TABLE')] = keysOf([{ id: record.id }]);
  if (limited) tables[tableName(ctx, 'CALLER_LIMITS_TABLE')] = keysOf([{ customerId: limited.customerId }]);
  return { operation: 'BatchGetItem', tables };
}

/** To be read as they were last written. */
function keysOf(keys: { readonly [attribute: string]: string }[]): Tables[string] {
  return { keys: keys.map((key) => util.dynamodb.toMapValues(key)), consistentRead: true };
}

export function response(ctx: CreateOrderContext<BatchResult<Row>>): null {
  failIfDataSourceFailed(ctx);
  failIfKeysAreUnread(ctx.result);
  const { wanted, record, limited } = ctx.stash;
  const products = ctx.result.data[tableName(ctx, 'PRODUCTS_TABLE')] ?? [];
  const records = ctx.result.data[tableName(ctx, 'IDEMPOTENCY_TABLE')] ?? [];
  if (record && isRecord(records[0])) ctx.stash.answer = answerOf(records[0], record);
  if (ctx.stash.answer) return null;

  const currencies = wanted.items.map((item, index) => checkProduct(products[index], item, `input.items[${index}]`));
  ctx.stash.currency = currencies[0] ?? '';
  if (currencies.some((currency) => currency !== ctx.stash.currency)) {
    fail('InvalidInput', 'input.items: must all be sold in the same currency');
  }
  if (limited) readTally(ctx, limited, ctx.result.data[tableName(ctx, 'CALLER_LIMITS_TABLE')] ?? []);
  return null;
}

function readTally(ctx: CreateOrderContext, limited: LimitedCaller, [tally]: readonly MaybeRow[]): void {
  if (!isTally(tally)) return;
  ctx.stash.tally = tally;
  checkTally(ctx, limited, tally);
}

/** The currency of the product, once it is known to exist at this price. */
function checkProduct(product: MaybeRow, item: OrderItem, field: string): string {
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

function isProduct(row: MaybeRow): row is Product {
  return !!row && Object.hasOwn(row, 'productId');
}

function isRecord(row: MaybeRow): row is IdempotencyRecord {
  return !!row && Object.hasOwn(row, 'validation');
}

function isTally(row: MaybeRow): row is Tally {
  return !!row && Object.hasOwn(row, 'customerId');
}
