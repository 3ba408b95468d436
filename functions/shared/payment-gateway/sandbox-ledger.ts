/**
 * The sandbox's books, kept as a provider would. An entry is an `INTENT` until its money is taken, and then a `CHARGE`. It is
 * open until one conditional write ends it.
 */
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { randomBytes } from 'node:crypto';
import { database } from '../clients/database.ts';
import { environment } from '../clients/environment.ts';
import { writeOnCondition } from '../clients/write-on-condition.ts';
import type { PartialRefundRequest } from './payment-gateway.ts';
import { PaymentProviderUnavailable } from './provider-errors.ts';
import type { Decision } from './sandbox-cards.ts';

export type Entry = {
  readonly paymentId: string;
  readonly kind: 'INTENT' | 'CHARGE';
  readonly state: 'OPEN' | 'TAKEN' | 'CLOSED';
  readonly metadata: { readonly orderId: string; readonly correlationId?: string };
  readonly amountMinor: number;
  readonly currency: string;
  /** Only while it is open. */
  readonly paymentMethodId?: string;
  /** Whoever has it may decide in the customer's place. */
  readonly clientSecret?: string;
  readonly losesAnswer?: boolean;
  readonly refusesRefunds?: boolean;
  /** How much of it was given back in parts. */
  readonly refundedMinor?: number;
  /** Absent while nobody has decided, and of an entry that was closed before. */
  readonly decision?: Decision;
  /** What somebody decided once the entry was closed, without an effect. */
  readonly lateDecision?: Decision;
};

/** A new secret of an entry; nothing that is known about the entry leads to it. */
export function newClientSecret(paymentId: string): string {
  return `${paymentId}_secret_${randomBytes(24).toString('base64url')}`;
}

/** Undefined if the ledger has no such entry. */
export async function readEntry(paymentId: string): Promise<Entry | undefined> {
  const key = { TableName: environment('PAYMENTS_TABLE'), Key: { paymentId }, ConsistentRead: true };
  const { Item } = await database.send(new GetCommand(key));
  return isEntry(Item) ? Item : undefined;
}

function isEntry(item: Record<string, unknown> | undefined): item is Entry & Record<string, unknown> {
  return item?.['state'] === 'OPEN' || item?.['state'] === 'TAKEN' || item?.['state'] === 'CLOSED';
}

/** Writes a new entry; throws when there is one with its id. */
export async function enter(entry: { readonly paymentId: string } & Record<string, unknown>): Promise<void> {
  const put = new PutCommand({
    TableName: environment('PAYMENTS_TABLE'),
    Item: { ...entry, createdAt: new Date().toISOString() },
    ConditionExpression: 'attribute_not_exists(paymentId)',
  });
  await database.send(put);
}

/**
 * Enters a refund of a charge once. Returns false, and enters nothing, when less of the charge is left. Throws
 * `PaymentProviderUnavailable` when another refund of the charge is entered at the same time.
 */
export async function enterRefund(request: PartialRefundRequest): Promise<boolean> {
  const { paymentId, refundId, orderId, correlationId, amountMinor, currency } = request;
  const TableName = environment('PAYMENTS_TABLE');
  const Key = { paymentId: `refund-${refundId}-of-${paymentId}` };
  const { Item } = await database.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
  if (Item) return true;
  const charge = await readEntry(paymentId);
  const { refundedMinor = 0 } = charge ?? {};
  if (charge?.state !== 'TAKEN' || refundedMinor + amountMinor > charge.amountMinor) return false;
  const ids = { refundId, orderId, ...(correlationId && { correlationId }) };
  const entry = { ...Key, kind: 'REFUND', refundOf: paymentId, ...ids, amountMinor, currency };
  const put = { TableName, Item: entry, ConditionExpression: 'attribute_not_exists(paymentId)' };
  const update = {
    TableName,
    Key: { paymentId },
    UpdateExpression: 'SET refundedMinor = :after',
    ConditionExpression: refundedMinor === 0 ? 'attribute_not_exists(refundedMinor)' : 'refundedMinor = :before',
    ExpressionAttributeValues: {
      ':after': refundedMinor + amountMinor,
      ...(refundedMinor > 0 && { ':before': refundedMinor }),
    },
  };
  try {
    await database.send(new TransactWriteCommand({ TransactItems: [{ Put: put }, { Update: update }] }));
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    throw new PaymentProviderUnavailable('Another refund of the payment was faster');
  }
  return true;
}

/** Takes the money of an open entry. Returns false when it has ended before. */
export function takeMoney(
  paymentId: string,
  more: { readonly losesAnswer?: boolean; readonly refusesRefunds?: boolean; readonly decision?: Decision } = {},
): Promise<boolean> {
  return settle(paymentId, { state: 'TAKEN', kind: 'CHARGE', ...more }, ', orderId = metadata.orderId');
}

/** No call takes the money of an open entry any more. Returns false when it has ended before. */
export function closeEntry(paymentId: string, more: { readonly decision?: Decision } = {}): Promise<boolean> {
  return settle(paymentId, { state: 'CLOSED', ...more });
}

/** Decides for the customer or the bank, once. Returns false when the entry has ended before. */
export async function decideEntry(paymentId: string, decision: Decision): Promise<boolean> {
  const isDecided = await (decision === 'CONFIRMED' ? takeMoney : closeEntry)(paymentId, { decision });
  if (!isDecided) await noteLateDecision(paymentId, decision);
  return isDecided;
}

/** As a provider's ledger shows what it has turned away. */
async function noteLateDecision(paymentId: string, decision: Decision): Promise<void> {
  const update = new UpdateCommand({
    TableName: environment('PAYMENTS_TABLE'),
    Key: { paymentId },
    UpdateExpression: 'SET lateDecision = :decision',
    ConditionExpression: '#state = :closed AND attribute_not_exists(decision)',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':decision': decision, ':closed': 'CLOSED' },
  });
  await writeOnCondition(() => database.send(update));
}

/** Counts the tries to confirm an entry, this one included. */
export async function countTry(paymentId: string): Promise<number> {
  const update = new UpdateCommand({
    TableName: environment('PAYMENTS_TABLE'),
    Key: { paymentId },
    UpdateExpression: 'ADD tries :one',
    ConditionExpression: 'attribute_exists(paymentId)',
    ExpressionAttributeValues: { ':one': 1 },
    ReturnValues: 'ALL_NEW',
  });
  const { Attributes } = await database.send(update);
  return Number(Attributes?.['tries']);
}

/** The ledger needs the payment method no more afterwards. */
function settle(paymentId: string, attributes: Record<string, string | boolean>, more = ''): Promise<boolean> {
  const names = Object.keys(attributes);
  const update = new UpdateCommand({
    TableName: environment('PAYMENTS_TABLE'),
    Key: { paymentId },
    UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}${more} REMOVE paymentMethodId`,
    ConditionExpression: '#state = :open',
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: {
      ':open': 'OPEN',
      ...Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`:${name}`, value])),
    },
  });
  return writeOnCondition(() => database.send(update));
}
