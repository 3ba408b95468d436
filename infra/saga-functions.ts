/** The function behind each step of the sagas, with the tables that it may touch and nothing else. */
import { Duration } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { allowTable } from './allow-table.ts';
import { lambdaFunction } from './lambda-function.ts';
import { allowWaiting, allowWaking, limitWaits } from './payment-waits.ts';
import type { Stage } from './stage.ts';
import type { Tables } from './tables.ts';

export type SagaFunctions = ReturnType<typeof sagaFunctions>;

type Use = {
  readonly table: 'orders' | 'products' | 'payments' | 'idempotency' | 'callerLimits';
  readonly variable: string;
  readonly operations: readonly string[];
};

const STOCK: Use = { table: 'products', variable: 'PRODUCTS_TABLE', operations: ['UpdateItem'] };
/** The sandbox's ledger; a real provider has its own. */
const LEDGER: Use = { table: 'payments', variable: 'PAYMENTS_TABLE', operations: ['GetItem', 'PutItem', 'UpdateItem'] };
/** A charge's id is stored beside the moves. */
const CHARGE: Use = { table: 'orders', variable: 'ORDERS_TABLE', operations: ['UpdateItem'] };
/** The step that turns an order back counts the card that was refused. */
const TALLY: Use = { table: 'callerLimits', variable: 'CALLER_LIMITS_TABLE', operations: ['UpdateItem'] };
/** What Powertools' persistence layer needs. */
const IDEMPOTENCY: Use = {
  table: 'idempotency',
  variable: 'IDEMPOTENCY_TABLE',
  operations: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
};

const STEP_TIMEOUT = Duration.seconds(10);
/** A payment provider is asked up to four times, and the bank behind it takes its time. */
const PAYMENT_TIMEOUT = Duration.seconds(25);

/** All of them read their order and move it with an event; `uses` is what a step does besides. */
export function sagaFunctions(scope: Construct, stage: Stage, tables: Tables) {
  const step = (name: string, folder: string, uses: readonly Use[] = [], timeout = STEP_TIMEOUT): LambdaFunction => {
    const variables = uses.map(({ table, variable }) => [variable, tables[table].tableName] as const);
    const handler = lambdaFunction(scope, `${name}Function`, {
      stage,
      folder: `saga/${folder}`,
      timeout,
      environment: {
        ORDERS_TABLE: tables.orders.tableName,
        OUTBOX_TABLE: tables.outbox.tableName,
        ...Object.fromEntries(variables),
      },
    });
    allowTable(handler, tables.orders, 'GetItem', 'PutItem');
    allowTable(handler, tables.outbox, 'PutItem');
    for (const { table, operations } of uses) allowTable(handler, tables[table], ...operations);
    return handler;
  };

  const ledger = stage.paymentGateway === 'sandbox' ? [LEDGER] : [];
  const functions = {
    reserveInventory: step('ReserveInventory', 'reserve-inventory', [STOCK]),
    processPayment: step('ProcessPayment', 'process-payment', [...ledger, CHARGE], PAYMENT_TIMEOUT),
    awaitPayment: step('AwaitPayment', 'await-payment', ledger, PAYMENT_TIMEOUT),
    completeOrder: step('CompleteOrder', 'complete-order'),
    sendNotification: step('SendNotification', 'send-notification', [IDEMPOTENCY]),
    giveUpNotification: step('GiveUpNotification', 'give-up-notification', [IDEMPOTENCY]),
    refundPayment: step('RefundPayment', 'refund-payment', [...ledger, TALLY], PAYMENT_TIMEOUT),
    releaseInventory: step('ReleaseInventory', 'release-inventory', [STOCK]),
    failOrder: step('FailOrder', 'fail-order'),
    parkOrder: step('ParkOrder', 'park-order'),
    issueRefund: step('IssueRefund', 'issue-refund', [...ledger, STOCK], PAYMENT_TIMEOUT),
  };
  const { processPayment, awaitPayment, refundPayment } = functions;
  for (const handler of [processPayment, refundPayment]) allowWaking(handler, tables);
  allowWaiting(awaitPayment, tables);
  for (const handler of [processPayment, awaitPayment]) limitWaits(handler, stage);
  return functions;
}
