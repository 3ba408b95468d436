/** What alarms and the dashboard are about. */
import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import type { OutboxRelay } from './outbox-relay.ts';
import type { RefundSaga } from './refund-saga.ts';
import type { Saga } from './saga.ts';
import type { Stage } from './stage.ts';
import type { StripeWebhook } from './stripe-webhook.ts';
import type { Sweep } from './sweep.ts';
import type { Tables } from './tables.ts';

export type Observed = {
  readonly stage: Stage;
  readonly tables: Tables;
  readonly api: GraphqlApi;
  readonly saga: Saga;
  readonly refundSaga: RefundSaga;
  readonly relay: OutboxRelay;
  readonly sweep: Sweep;
  /** Undefined in stages without Stripe. */
  readonly webhook: StripeWebhook | undefined;
};
