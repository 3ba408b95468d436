/** A payment provider of our own for trying things out: no money moves, but its ledger is kept as a provider would. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { environment } from '../environment.ts';
import { PaymentDeclined } from '../order-steps/business-errors.ts';
import { database } from '../order-steps/database.ts';
import type { Charge, ChargeRequest, PaymentGateway, Refund, RefundRequest } from './payment-gateway.ts';
import { sandboxCard } from './sandbox-cards.ts';

export const sandboxGateway: PaymentGateway = { charge, findCharge, refund };

/** The provider did not take the request. */
class PaymentProviderUnavailable extends Error {
  override name = 'PaymentProviderUnavailable';
}

/** The provider took the request, and nobody knows what it made of it. */
class PaymentProviderTimeout extends Error {
  override name = 'PaymentProviderTimeout';
}

async function charge(request: ChargeRequest): Promise<Charge> {
  const { idempotencyKey, orderId, amountMinor, currency, paymentMethodId } = request;
  const card = sandboxCard(paymentMethodId);
  if (card.declined) throw new PaymentDeclined(card.declined);
  if (card.unavailableTries && (await countTry(idempotencyKey)) <= card.unavailableTries) {
    throw new PaymentProviderUnavailable('The payment provider is unavailable');
  }
  const paymentId = paymentIdOf(idempotencyKey);
  await enter({ paymentId, kind: 'CHARGE', orderId, amountMinor, currency });
  if (card.losesAnswer) throw new PaymentProviderTimeout('The payment provider did not answer in time');
  return { paymentId };
}

async function findCharge({ idempotencyKey }: ChargeRequest): Promise<Charge | undefined> {
  const paymentId = paymentIdOf(idempotencyKey);
  const key = { TableName: environment('PAYMENTS_TABLE'), Key: { paymentId }, ConsistentRead: true };
  const { Item } = await database.send(new GetCommand(key));
  return Item && { paymentId };
}

async function refund(request: RefundRequest): Promise<Refund> {
  const { idempotencyKey, paymentId: refundOf, orderId, amountMinor, currency } = request;
  const refundId = paymentIdOf(idempotencyKey);
  await enter({ paymentId: refundId, kind: 'REFUND', refundOf, orderId, amountMinor, currency });
  return { refundId };
}

/** The ledger's key is the idempotency key itself: that is what makes the second request find the first. */
function paymentIdOf(idempotencyKey: string): string {
  return `sandbox-${idempotencyKey}`;
}

/** Writes an entry of the ledger unless it is there. */
async function enter(entry: { readonly paymentId: string } & Record<string, unknown>): Promise<void> {
  const put = new PutCommand({
    TableName: environment('PAYMENTS_TABLE'),
    Item: { ...entry, createdAt: new Date().toISOString() },
    ConditionExpression: 'attribute_not_exists(paymentId)',
  });
  try {
    await database.send(put);
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

/** Counts the tries of a key, this one included. */
async function countTry(idempotencyKey: string): Promise<number> {
  const update = new UpdateCommand({
    TableName: environment('PAYMENTS_TABLE'),
    Key: { paymentId: `tries-of-${idempotencyKey}` },
    UpdateExpression: 'SET kind = :kind ADD tries :one',
    ExpressionAttributeValues: { ':kind': 'TRIES', ':one': 1 },
    ReturnValues: 'ALL_NEW',
  });
  const { Attributes } = await database.send(update);
  return Number(Attributes?.tries);
}
