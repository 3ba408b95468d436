/** The sandbox keeps the port's contract, on the real database engine. */
import { randomUUID } from 'node:crypto';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, vi } from 'vitest';
import { describeGateway } from '../functions/shared/payment-gateway/testing/gateway-contract.ts';
import { useFunctionsEngine } from './testing/functions-engine.ts';

const PAYMENTS_TABLE = `Payments-${randomUUID()}`;
useFunctionsEngine({ PAYMENTS_TABLE, SANDBOX_BANK_URL: 'https://bank.example/' });

// They read the environment when they are loaded.
const { database } = await import('../functions/shared/clients/database.ts');
const { decideEntry } = await import('../functions/shared/payment-gateway/sandbox-ledger.ts');
const { sandboxGateway } = await import('../functions/shared/payment-gateway/sandbox-gateway.ts');

beforeAll(async () => {
  await database.send(
    new CreateTableCommand({
      TableName: PAYMENTS_TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'paymentId', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'paymentId', KeyType: 'HASH' }],
    }),
  );
});
afterAll(() => vi.unstubAllEnvs());

describeGateway('the sandbox', () => ({
  gateway: sandboxGateway,
  methods: {
    taken: 'pm_card_visa',
    declined: 'pm_card_chargeDeclined',
    unknown: 'nonsense',
    awaitsCustomer: 'pm_card_authenticationRequired',
    awaitsProvider: 'pm_sandbox_bank_debit',
  },
  decide: async (paymentId, decision) => {
    await decideEntry(paymentId, decision);
  },
  balanceOf: async (paymentId) => {
    const charge = await entry(paymentId);
    const refunds = await refundsOf(paymentId);
    const refunded = refunds.reduce((sum, refund) => sum + amountIn(refund), 0);
    return { charged: charge?.['kind'] === 'CHARGE' ? amountIn(charge) : 0, refunded };
  },
}));

async function entry(paymentId: string) {
  const { Item } = await database.send(new GetCommand({ TableName: PAYMENTS_TABLE, Key: { paymentId } }));
  return Item;
}

async function refundsOf(paymentId: string) {
  const { Items = [] } = await database.send(
    new ScanCommand({
      TableName: PAYMENTS_TABLE,
      FilterExpression: 'refundOf = :paymentId',
      ExpressionAttributeValues: { ':paymentId': paymentId },
    }),
  );
  return Items;
}

function amountIn(entry: Record<string, unknown> | undefined): number {
  return Number(entry?.['amountMinor'] ?? 0);
}
