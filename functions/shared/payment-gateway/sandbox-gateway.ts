/**
 * A payment provider of our own for trying things out: no money moves, but its ledger is kept as a provider would.
 * An entry is an `INTENT` until it is confirmed, and then a `CHARGE`.
 */
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { randomUUID } from 'node:crypto';
import { environment } from '../clients/environment.ts';
import { writeOnCondition } from '../clients/write-on-condition.ts';
import { PaymentDeclined } from '../errors/business-errors.ts';
import { database } from '../clients/database.ts';
import type { PaymentAwaits } from '../../../domain/schema.generated.ts';
import type { ChargeRequest, Confirmation, PaymentGateway, PreparedCharge, RefundRequest } from './payment-gateway.ts';
import { PaymentProviderRefused, PaymentProviderUnavailable } from './provider-errors.ts';
import { sandboxCard } from './sandbox-cards.ts';
import type { SandboxCard } from './sandbox-cards.ts';

export const sandboxGateway: PaymentGateway = { prepare, confirm, close, refund };

type Entry = {
  readonly kind: 'INTENT' | 'CHARGE';
  readonly state: 'OPEN' | 'TAKEN' | 'CLOSED';
  readonly paymentMethodId?: string;
  readonly losesAnswer?: boolean;
  /** What the customer or the bank has said to a payment that waits for them. */
  readonly decision?: 'CONFIRMED' | 'REFUSED';
};

async function prepare({ orderId, amountMinor, currency, paymentMethodId }: ChargeRequest): Promise<string> {
  const { unknown } = sandboxCard(paymentMethodId);
  if (unknown) throw new PaymentDeclined(unknown);
  const paymentId = `sandbox-${randomUUID()}`;
  // It counts as the order's only once it is confirmed.
  const intent = { kind: 'INTENT', state: 'OPEN', metadata: { orderId }, amountMinor, currency, paymentMethodId };
  await enter({ paymentId, ...intent });
  return paymentId;
}

async function confirm({ paymentId }: PreparedCharge): Promise<Confirmation> {
  const { state, paymentMethodId = '', decision } = await read(paymentId);
  if (state === 'CLOSED') throw new PaymentDeclined('The payment was cancelled.');
  const card = sandboxCard(paymentMethodId);
  if (state === 'OPEN' && card.awaits && !decision) return waiting(paymentId, card.awaits);
  if (decision === 'REFUSED') throw new PaymentDeclined('The payment was refused.');
  if (state === 'OPEN') await take(paymentId, card);
  const { losesAnswer } = await read(paymentId);
  if (losesAnswer) throw new PaymentProviderUnavailable('The payment provider did not answer in time');
  return { awaits: null };
}

function waiting(paymentId: string, awaits: PaymentAwaits): Confirmation {
  return awaits === 'PROVIDER' ? { awaits } : { awaits, action: { clientSecret: `${paymentId}_secret` } };
}

/** Takes the money. The ledger needs the card no more afterwards. */
async function take(
  paymentId: string,
  { declined, unavailableTries, losesAnswer = false }: SandboxCard,
): Promise<void> {
  if (declined) throw new PaymentDeclined(declined);
  if (unavailableTries && (await countTry(paymentId)) <= unavailableTries) {
    throw new PaymentProviderUnavailable('The payment provider is unavailable');
  }
  const taken = 'kind = :kind, #state = :state, orderId = metadata.orderId, losesAnswer = :losesAnswer';
  const values = { ':kind': 'CHARGE', ':state': 'TAKEN', ':losesAnswer': losesAnswer };
  const isSettled = await settle(paymentId, `SET ${taken} REMOVE paymentMethodId`, values);
  // Another call was faster: this charge is taken by now, or it never will be.
  if (!isSettled) await confirm({ paymentId, isNew: false });
}

async function close(paymentId: string): Promise<boolean> {
  const isClosed = await settle(paymentId, 'SET #state = :state REMOVE paymentMethodId', { ':state': 'CLOSED' });
  return !isClosed && (await read(paymentId)).state === 'TAKEN';
}

async function refund({ paymentId, orderId, amountMinor, currency }: RefundRequest): Promise<void> {
  const refund = { paymentId: `refund-of-${paymentId}`, kind: 'REFUND', refundOf: paymentId };
  // There is one already if the refund was asked for before.
  await writeOnCondition(() => enter({ ...refund, orderId, amountMinor, currency }));
}

async function read(paymentId: string): Promise<Entry> {
  const key = { TableName: environment('PAYMENTS_TABLE'), Key: { paymentId }, ConsistentRead: true };
  const { Item } = await database.send(new GetCommand(key));
  if (!isEntry(Item)) throw new PaymentProviderRefused('The sandbox does not know this payment');
  return Item;
}

function isEntry(item: Record<string, unknown> | undefined): item is Entry & Record<string, unknown> {
  return item?.['state'] === 'OPEN' || item?.['state'] === 'TAKEN' || item?.['state'] === 'CLOSED';
}

/** Writes a new entry of the ledger; throws when there is one with its id. */
async function enter(entry: { readonly paymentId: string } & Record<string, unknown>): Promise<void> {
  const put = new PutCommand({
    TableName: environment('PAYMENTS_TABLE'),
    Item: { ...entry, createdAt: new Date().toISOString() },
    ConditionExpression: 'attribute_not_exists(paymentId)',
  });
  await database.send(put);
}

/** Ends an open intent one way or the other. Returns false when it has ended before. */
function settle(
  paymentId: string,
  UpdateExpression: string,
  values: Record<string, string | boolean>,
): Promise<boolean> {
  const update = new UpdateCommand({
    TableName: environment('PAYMENTS_TABLE'),
    Key: { paymentId },
    UpdateExpression,
    ConditionExpression: '#state = :open',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ...values, ':open': 'OPEN' },
  });
  return writeOnCondition(() => database.send(update));
}

/** Counts the tries to confirm an intent, this one included. */
async function countTry(paymentId: string): Promise<number> {
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
