/**
 * The sweep: every five minutes it starts a saga for each order that stands still for too long, and hands each undelivered
 * event to its target again.
 */
import { Duration, Validations } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { EVENT_TARGETS } from '../domain/event-target.ts';
import { allowObjects } from './allow-objects.ts';
import { allowIndex, allowTable } from './allow-table.ts';
import { lambdaFunction, liveAlias } from './lambda-function.ts';
import type { OutboxRelay } from './outbox-relay.ts';
import type { RefundSaga } from './refund-saga.ts';
import type { Saga } from './saga.ts';
import type { Stage } from './stage.ts';
import type { Tables } from './tables.ts';

export const SWEEP_PERIOD = Duration.minutes(5);

type SweepProps = {
  readonly stage: Stage;
  readonly tables: Tables;
  readonly saga: Saga;
  readonly refundSaga: RefundSaga;
  readonly relay: OutboxRelay;
};

export class Sweep extends Construct {
  readonly sweepOrders: LambdaFunction;
  readonly schedule: Rule;

  constructor(scope: Construct, { stage, tables, saga, refundSaga, relay }: SweepProps) {
    super(scope, 'Sweep');
    this.sweepOrders = lambdaFunction(this, 'SweepOrders', {
      stage,
      folder: 'sweep-orders',
      timeout: Duration.minutes(4),
      environment: {
        ORDERS_TABLE: tables.orders.tableName,
        STATE_MACHINE_ARN: saga.liveArn,
        REFUND_STATE_MACHINE_ARN: refundSaga.liveArn,
        UNDELIVERED_BUCKET: relay.undelivered.bucketName,
        PUBLISH_STATUS_FUNCTION: liveAlias(relay.publishStatus).functionArn,
        START_SAGA_FUNCTION: liveAlias(relay.startSaga).functionArn,
      },
    });
    allowTable(this.sweepOrders, tables.orders, 'GetItem');
    allowIndex(this.sweepOrders, tables.orders, 'waiting');
    saga.allowStart(this.sweepOrders);
    refundSaga.allowStart(this.sweepOrders);
    this.allowRedrive(relay);
    this.schedule = new Rule(this, 'Schedule', {
      description: 'Starts the sagas of orders that stand still and redrives undelivered events.',
      schedule: Schedule.rate(SWEEP_PERIOD),
      targets: [new LambdaTarget(liveAlias(this.sweepOrders))],
    });
    Validations.of(this.schedule).acknowledge({
      id: 'Serverless-EventBusDLQ',
      reason: 'What a sweep that did not run would have done, the next one does five minutes later.',
    });
  }

  private allowRedrive({ undelivered, publishStatus, startSaga }: OutboxRelay): void {
    const grantee = this.sweepOrders;
    // What the relays park lies under the name of its target.
    const conditions = { StringEquals: { 's3:prefix': EVENT_TARGETS.map((target) => `${target}/`) } };
    Grant.addToPrincipal({ grantee, actions: ['s3:ListBucket'], resourceArns: [undelivered.bucketArn], conditions });
    allowObjects(grantee, undelivered, { operations: ['GetObject', 'DeleteObject'], folders: EVENT_TARGETS });
    const functions = [publishStatus, startSaga].map((one) => liveAlias(one).functionArn);
    Grant.addToPrincipal({ grantee, actions: ['lambda:InvokeFunction'], resourceArns: functions });
  }
}
