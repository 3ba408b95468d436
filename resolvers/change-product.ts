/** Changing a product that is there: read, decide, write, and once more from the start if another writer was faster. */
import { runtime, util } from '@aws-appsync/utils';
import type { Context, DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { productEvent } from '../domain/product-event.ts';
import type { ProductChange, StoredProduct } from '../domain/product-event.ts';
import type { ProductEventType } from '../domain/schema.generated.ts';
import { staffOf } from './caller.ts';
import { fail } from './fail.ts';
import { isLostRace } from './lost-race.ts';
import type { Transaction } from './lost-race.ts';
import { occurrenceOf } from './occurrence.ts';
import { putNew } from './put-new.ts';
import type { TransactItem } from './put-new.ts';
import { tableName } from './table-name.ts';

/** Said to customers. */
export const ONLY_STAFF = 'Only staff change the catalogue';

/** What the functions of such a pipeline pass on to each other. */
type ChangingStash = {
  /** The product as it was last read. */
  product: StoredProduct;
  /** The product once it is as the caller wants it; then nothing more is read or written. */
  changed?: StoredProduct;
};

type Arguments = { productId: string };
export type ChangingContext<Args extends Arguments, Result = unknown> = Context<
  Args,
  ChangingStash,
  undefined,
  undefined,
  Result
>;

/** Only with the placeholders that it uses itself, and none of another expression's. */
type Expression = {
  readonly expression: string;
  readonly names: { readonly [placeholder: string]: string };
  readonly values: { readonly [placeholder: string]: number };
};

/** How a change is written. */
type ProductWrite = {
  /** The product after it. */
  readonly changed: StoredProduct;
  readonly eventType: ProductEventType;
  readonly payload: ProductChange;
  /** An assignment of an update expression. */
  readonly assignment: Expression;
  /** What must hold besides that no member of staff was faster. */
  readonly condition?: Expression;
  readonly alongside?: readonly TransactItem[];
};

/** Skips the rest of the pipeline if there is nothing left to do. */
export function skipOnceChanged<Args extends Arguments>(ctx: ChangingContext<Args>): void {
  const { changed } = ctx.stash;
  if (changed) runtime.earlyReturn(changed, { skipTo: 'END' });
}

/** The product that was read. Ends the field with `ProductNotFound` if there is none. */
export function foundProduct(product: StoredProduct | null | undefined, productId: string): StoredProduct {
  return product ? product : fail('ProductNotFound', `productId: there is no product ${productId}`);
}

/**
 * Writes a change of the product that was read with its event, on condition that no other member of staff has changed it
 * since. Orders may: what they take out of the stock is no version of the product.
 */
export function writeChange<Args extends Arguments>(
  ctx: ChangingContext<Args>,
  { changed, eventType, payload, assignment, condition, alongside }: ProductWrite,
): DynamoDBTransactWriteItemsRequest {
  const { product } = ctx.stash;
  const actor = staffOf(ctx, ONLY_STAFF);
  const event = productEvent(product, eventType, payload, { ...occurrenceOf(ctx), actor });
  const { orderId, version, ...attributes } = event;
  ctx.stash.changed = changed;
  const conditions = [asItWasRead(product), ...(condition ? [condition] : [])];
  return {
    operation: 'TransactWriteItems',
    transactItems: [
      {
        table: tableName(ctx, 'PRODUCTS_TABLE'),
        operation: 'UpdateItem',
        key: util.dynamodb.toMapValues({ productId: product.productId }),
        update: {
          expression: `SET ${assignment.expression}, #version = :version`,
          expressionNames: { ...assignment.names, '#version': 'version' },
          expressionValues: util.dynamodb.toMapValues({ ...assignment.values, ':version': version }),
        },
        condition: {
          expression: conditions.map(({ expression }) => expression).join(' AND '),
          expressionNames: conditions.reduce((all, { names }) => ({ ...all, ...names }), {}),
          expressionValues: util.dynamodb.toMapValues(
            conditions.reduce((all, { values }) => ({ ...all, ...values }), {}),
          ),
          returnValuesOnConditionCheckFailure: false,
        },
      },
      putNew(tableName(ctx, 'OUTBOX_TABLE'), { orderId, version }, attributes),
      ...(alongside ?? []),
    ],
  };
}

/** No event has happened to the product since. */
function asItWasRead({ version }: StoredProduct): Expression {
  return {
    expression: 'attribute_exists(#productId) AND (#lastVersion = :lastVersion OR attribute_not_exists(#lastVersion))',
    names: { '#productId': 'productId', '#lastVersion': 'version' },
    values: { ':lastVersion': version ?? 0 },
  };
}

/** Forgets the change if another writer was faster. Ends the field with the data source's error for all other failures. */
export function afterChange<Args extends Arguments>(ctx: ChangingContext<Args, Transaction | null>): null {
  if (!ctx.error) return null;
  delete ctx.stash.changed;
  if (isLostRace(ctx.result)) return null;
  return util.error(ctx.error.message, ctx.error.type);
}

/** The product as the pipeline leaves it. Ends the field with `Conflict` if others were faster at every try. */
export function changedProduct<Args extends Arguments>(ctx: ChangingContext<Args>): StoredProduct {
  const { changed } = ctx.stash;
  return changed ? changed : fail('Conflict', 'The product was busy and is not changed; please try again');
}
