/** From the outbox to the world: one reader of the stream starts sagas, the other publishes every event. */
import { CfnOutput, CfnResource, Duration, Stack, Validations } from 'aws-cdk-lib';
import type { GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, FilterCriteria, MetricType, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { EVENT_SOURCE, PRODUCT_EVENT_SOURCE } from '../domain/event-envelope.ts';
import { EVENT_RETENTION_SECONDS } from '../domain/order-event.ts';
import type { EventTarget } from '../domain/event-target.ts';
import type { OrderEventType } from '../domain/schema.generated.ts';
import { allowObjects } from './allow-objects.ts';
import { lambdaFunction, liveAlias } from './lambda-function.ts';
import { allowWaking } from './payment-waits.ts';
import type { RefundSaga } from './refund-saga.ts';
import type { Saga } from './saga.ts';
import type { Stage } from './stage.ts';
import type { Tables } from './tables.ts';

/** `start-saga` is called for these events: a new order and a refund begin their sagas, a cancelled order has to be undone. */
const CALLS_FOR_A_SAGA: readonly OrderEventType[] = [
  'ORDER_CREATED',
  'CANCELLATION_REQUESTED',
  'RESUME_REQUESTED',
  'REFUND_REQUESTED',
];

/** The order is turned back by staff. If a saga has written this event, for `npm run resume`, it undoes the order itself. */
const TURNED_BACK: { readonly eventType: OrderEventType } = { eventType: 'UNDOING_REQUESTED' };

type OutboxRelayProps = {
  readonly stage: Stage;
  readonly tables: Tables;
  readonly api: GraphqlApi;
  readonly saga: Saga;
  readonly refundSaga: RefundSaga;
};

type Reading = {
  /** The targets whose events the function parks. */
  readonly parks: readonly EventTarget[];
  /** Which new items it gets, by their attributes: those of any of these patterns. */
  readonly items: readonly Readonly<Record<string, unknown>>[];
};

export class OutboxRelay extends Construct {
  readonly startSaga: LambdaFunction;
  readonly publishStatus: LambdaFunction;
  readonly startSagaMapping: EventSourceMapping;
  readonly publishStatusMapping: EventSourceMapping;
  readonly undelivered: Bucket;
  private readonly tables: Tables;

  constructor(scope: Construct, { stage, tables, api, saga, refundSaga }: OutboxRelayProps) {
    super(scope, 'OutboxRelay');
    this.tables = tables;
    // A bucket and not a queue: it receives the records themselves, a queue only their place in the stream.
    this.undelivered = new Bucket(this, 'Undelivered', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      removalPolicy: stage.removalPolicy,
    });
    Validations.of(this.undelivered).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'Three functions and staff reach it by their roles, and CloudTrail can record each of their calls.',
    });
    const eventBus = new EventBus(this, 'EventBus', { eventBusName: Stack.of(this).stackName });
    // For consumers that come later, or that lost something: every event as long as the outbox holds it, to be replayed.
    eventBus.archive('OrderEvents', {
      archiveName: `${Stack.of(this).stackName}-OrderEvents`,
      eventPattern: { source: [EVENT_SOURCE, PRODUCT_EVENT_SOURCE] },
      retention: Duration.seconds(EVENT_RETENTION_SECONDS),
    });

    this.startSaga = lambdaFunction(this, 'StartSaga', {
      stage,
      folder: 'outbox/start-saga',
      timeout: Duration.seconds(30),
      environment: {
        STATE_MACHINE_ARN: saga.liveArn,
        REFUND_STATE_MACHINE_ARN: refundSaga.liveArn,
        UNDELIVERED_BUCKET: this.undelivered.bucketName,
      },
    });
    saga.allowStart(this.startSaga);
    refundSaga.allowStart(this.startSaga);
    allowWaking(this.startSaga, tables);
    this.startSagaMapping = this.mapping('StartSagaMapping', this.startSaga, {
      parks: ['sagas'],
      items: [
        { eventType: { S: CALLS_FOR_A_SAGA } },
        { eventType: { S: [TURNED_BACK.eventType] }, actor: { S: [{ exists: true }] } },
      ],
    });

    this.publishStatus = lambdaFunction(this, 'PublishStatus', {
      stage,
      folder: 'outbox/publish-status',
      timeout: Duration.seconds(30),
      environment: {
        GRAPHQL_URL: api.graphqlUrl,
        EVENT_BUS_NAME: eventBus.eventBusName,
        UNDELIVERED_BUCKET: this.undelivered.bucketName,
      },
    });
    api.grantMutation(this.publishStatus, 'publishOrderStatus');
    this.publishAfter(api);
    eventBus.grantPutEventsTo(this.publishStatus);
    this.publishStatusMapping = this.mapping('PublishStatusMapping', this.publishStatus, {
      parks: ['subscribers', 'bus'],
      items: [{}],
    });

    new CfnOutput(scope, 'EventBusName', { value: eventBus.eventBusName });
    new CfnOutput(scope, 'UndeliveredBucketName', { value: this.undelivered.bucketName });
  }

  /** The schema changes first: AppSync rejects a member of an event that it doesn't know. */
  private publishAfter(api: GraphqlApi): void {
    const { defaultChild } = this.publishStatus.node;
    if (!CfnResource.isCfnResource(defaultChild)) throw new Error('The function publish-status has no resource');
    api.addSchemaDependency(defaultChild);
  }

  /**
   * The function parks in the bucket what a target doesn't take, below the target's name. If it fails as a whole for an
   * hour, Lambda puts its batch below `aws/lambda` with the function's role, which needs these two actions (Lambda guide,
   * "Retain discarded records").
   */
  private mapping(id: string, target: LambdaFunction, { parks, items }: Reading): EventSourceMapping {
    const { undelivered } = this;
    const { outbox } = this.tables;
    if (outbox.tableStreamArn === undefined) throw new Error('The outbox has no stream');
    outbox.grantStreamRead(target);
    allowObjects(target, undelivered, { operations: ['PutObject'], folders: ['aws/lambda', ...parks] });
    Grant.addToPrincipal({ grantee: target, actions: ['s3:ListBucket'], resourceArns: [undelivered.bucketArn] });
    return new EventSourceMapping(this, id, {
      target: liveAlias(target),
      eventSourceArn: outbox.tableStreamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: items.map((item) => FilterCriteria.filter(patternOf(item))),
      batchSize: 100,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      retryAttempts: 1000,
      maxRecordAge: Duration.hours(1),
      onFailure: { bind: () => ({ destination: undelivered.bucketArn }) },
      metricsConfig: { metrics: [MetricType.EVENT_COUNT] },
    });
  }
}

function patternOf(item: Readonly<Record<string, unknown>>) {
  const isAny = Object.keys(item).length === 0;
  return { eventName: ['INSERT'], ...(!isAny && { dynamodb: { NewImage: item } }) };
}
