/** Stage prod on the local cloud, whose payments are Stripe's, played by the stub. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll } from 'vitest';
import { isRecord } from '../../commands/json.ts';
import type { JsonRecord } from '../../commands/json.ts';
import { changeTemplates, SIGNING_SECRETS, synthesizeProd, withStub } from '../../commands/stripe/stage-prod.ts';
import { webhookUrlOf } from '../../commands/stripe/webhook-url.ts';
import { startStripeStub } from '../../functions/shared/payment-gateway/testing/stripe-stub.ts';
import type { StripeStub } from '../../functions/shared/payment-gateway/testing/stripe-stub.ts';
import { useCloud } from './cloud.ts';
import type { Cloud } from './cloud.ts';
import { parseAnswer } from './graphql-answer.ts';
import { RUN_DIRECTORY } from './synthesize-once.ts';

/** Changes a template, which is JSON, before the cloud starts. */
type Change = (template: string) => string;

/** Who asks: a token of the user pool says so. */
export type Caller = 'owner' | 'other' | 'staff';

const ITEM = { productId: 'keyboard', quantity: 1, price: 89.99 };

const CREATE = 'mutation ($input: CreateOrderInput!) { createOrder(input: $input) { orderId } }';
const REFUND = `mutation ($orderId: ID!, $refundId: ID!, $amount: Float!) {
  refundOrder(orderId: $orderId, refundId: $refundId, amount: $amount) { status }
}`;
const ORDER = `query ($orderId: ID!) { order(orderId: $orderId) {
  status failure { code } history { eventType status refundId }
  payment { paymentId awaits expiresAt clientSecret actionUrl refunded
    refunds { refundId amount status failure { code } notification { sent } } }
} }`;

/** The stub and the cloud end after the tests of this file. */
export async function useStripeCloud(change: Change = (template) => template) {
  const { stub, directory } = await useProd(change);
  const cloud = await useCloud('--assembly', directory);
  await stockUp(cloud);
  return { ...cloud, ...(await shopOn(cloud, stub)) };
}

/** The stub, and the assembly of a stage prod that asks it. Both are gone after the tests of this file. */
export async function useProd(change: Change = (template) => template) {
  const stub = await startStripeStub();
  afterAll(() => stub.close());
  const address = `http://${stub.address.host}:${stub.address.port}`;
  return { stub, directory: await assemblyOf((template) => change(withStub(template, address))) };
}

/** Puts the one product that the shop sells into the catalogue. */
export async function stockUp({ dynamodb, tableName }: Pick<Cloud, 'dynamodb' | 'tableName'>): Promise<void> {
  const product = { productId: ITEM.productId, name: 'Keyboard', price: ITEM.price, currency: 'USD', available: 100 };
  await dynamodb.send(new PutCommand({ TableName: tableName('Products'), Item: product }));
}

/** What customers and staff do on a cloud, where the webhooks of the stub go from now on. */
export async function shopOn(cloud: Pick<Cloud, 'graphqlUrl' | 'awsEndpointUrl'>, stub: StripeStub) {
  const tokens = {
    owner: await tokenOf(cloud, 'sub=owner'),
    other: await tokenOf(cloud, 'sub=other&groups=customers'),
    staff: await tokenOf(cloud, 'sub=staff&groups=staff'),
  };
  const webhookUrl = await webhookUrlOf(cloud);
  stub.webhooks.sendTo({ url: webhookUrl, secret: SIGNING_SECRETS[1] });

  const ask = async (caller: Caller, query: string, variables: object) => {
    const headers = { authorization: tokens[caller] };
    const body = JSON.stringify({ query, variables });
    const response = await fetch(cloud.graphqlUrl, { method: 'POST', headers, body });
    return parseAnswer(response.status, await response.text());
  };
  const order = async (orderId: string): Promise<JsonRecord> => {
    const { data, body } = await ask('owner', ORDER, { orderId });
    assert.ok(isRecord(data['order']), JSON.stringify(body));
    return data['order'];
  };
  return {
    stub,
    webhookUrl,
    order,
    /** The order as somebody else than its owner sees it. */
    orderFor: (caller: Caller, orderId: string) => ask(caller, ORDER, { orderId }),
    /** Returns the order's id. Staff place it for its owner, who may not order as often as tests do. */
    place: async (paymentMethodId: string): Promise<string> => {
      const input = { customerId: 'owner', items: [ITEM], paymentMethodId };
      const { data, body } = await ask('staff', CREATE, { input });
      assert.ok(isRecord(data['createOrder']), JSON.stringify(body));
      return String(data['createOrder']['orderId']);
    },
    until: async (orderId: string, ...wanted: readonly string[]): Promise<JsonRecord> => {
      for (;;) {
        const found = await order(orderId);
        if (wanted.includes(String(found['status']))) return found;
        await setTimeout(50);
      }
    },
    /** Asks for a refund as somebody; resolves with the types of the errors. */
    refund: async (caller: Caller, refund: { orderId: string; refundId: string; amount: number }) =>
      (await ask(caller, REFUND, refund)).errors.map(({ errorType }) => errorType),
    /** The refund once it has this status, and the customer was told or it was given up, where that is due. */
    untilRefund: async (orderId: string, refundId: string, status: string): Promise<JsonRecord> => {
      for (;;) {
        const refund = refundIn(await order(orderId), refundId);
        if (refund?.['status'] === status && (status !== 'ISSUED' || refund['notification'])) return refund;
        await setTimeout(50);
      }
    },
    intentOf: (orderId: string) => {
      const found = [...stub.intents.values()].filter(({ metadata }) => metadata.orderId === orderId);
      const [intent] = found;
      assert.ok(intent && found.length === 1, 'the order has one intent');
      return intent;
    },
  };
}

function refundIn({ payment }: JsonRecord, refundId: string): JsonRecord | undefined {
  assert.ok(isRecord(payment) && Array.isArray(payment['refunds']));
  return payment['refunds'].filter(isRecord).find((refund) => refund['refundId'] === refundId);
}

let synthesis: Promise<string> | undefined;

/** A copy of stage prod's assembly, with its templates changed. */
async function assemblyOf(change: Change): Promise<string> {
  synthesis ??= newProd();
  const directory = mkdtempSync(join(tmpdir(), 'stripe-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  cpSync(await synthesis, directory, { recursive: true });
  changeTemplates(directory, change);
  return directory;
}

/** For all files that share this process. */
async function newProd(): Promise<string> {
  const directory = mkdtempSync(join(RUN_DIRECTORY, 'prod-'));
  await synthesizeProd(directory);
  return directory;
}

async function tokenOf({ awsEndpointUrl }: { readonly awsEndpointUrl: string }, query: string): Promise<string> {
  return (await fetch(`${awsEndpointUrl}/tokens?${query}`)).text();
}
