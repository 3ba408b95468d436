/** The whole of Ordersaga in one stack; each construct below has its own file. */
import { Stack } from 'aws-cdk-lib';
import type { App } from 'aws-cdk-lib';
import { Api } from './api.ts';
import { Auth } from './auth.ts';
import { Firewall } from './firewall.ts';
import { Mail } from './mail.ts';
import { Observability } from './observability.ts';
import { OutboxRelay } from './outbox-relay.ts';
import { Payments } from './payments.ts';
import { RefundSaga } from './refund-saga.ts';
import { Saga } from './saga.ts';
import { SampleProducts } from './sample-products.ts';
import { SandboxBank } from './sandbox-bank.ts';
import type { Stage } from './stage.ts';
import { StripeWebhook } from './stripe-webhook.ts';
import { Sweep } from './sweep.ts';
import { Tables } from './tables.ts';

export class OrdersagaStack extends Stack {
  constructor(app: App, stage: Stage) {
    super(app, `ordersaga-${stage.name}`, {
      description: 'Ordersaga: an order API on AppSync with a saga behind an outbox.',
      env: { ...(stage.account && { account: stage.account }), ...(stage.region && { region: stage.region }) },
      terminationProtection: stage.deletionProtection,
      tags: { application: 'ordersaga', stage: stage.name },
    });

    const tables = new Tables(this, stage);
    const auth = new Auth(this, stage);
    const api = new Api(this, { stage, tables, auth });
    if (stage.production) new Firewall(this, { stage, api: api.graphqlApi });
    const saga = new Saga(this, { stage, tables });
    const refundSaga = new RefundSaga(this, { stage, functions: saga.functions });
    const { processPayment, awaitPayment, refundPayment, issueRefund } = saga.functions;
    const functions = [processPayment, awaitPayment, refundPayment];
    new Payments(this, { stage, functions: [...functions, issueRefund] });
    if (stage.paymentGateway === 'sandbox') new SandboxBank(this, { stage, tables, functions });
    const webhook =
      stage.paymentGateway === 'stripe' ? new StripeWebhook(this, { stage, tables, saga, refundSaga }) : undefined;
    const { sender, senderIdentity } = stage;
    if (sender !== null) {
      const { sendNotification: notifier } = saga.functions;
      new Mail(this, { sender, identity: senderIdentity ?? sender, notifier, userPools: [auth.customers, auth.staff] });
    }
    const relay = new OutboxRelay(this, { stage, tables, api: api.graphqlApi, saga, refundSaga });
    const sweep = new Sweep(this, { stage, tables, saga, refundSaga, relay });
    if (stage.sampleProducts) new SampleProducts(this, { stage, products: tables.products });
    new Observability(this, { stage, tables, api: api.graphqlApi, saga, refundSaga, relay, sweep, webhook });
  }
}
