/** What each role may do, and who may assume it. A right that isn't listed here fails: list only what something needs. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { rightsIn, trustsIn } from './testing/rights.ts';
import type { Trust } from './testing/rights.ts';
import { EVERY_KIND_OF_STAGE, stageNamed, templateFor } from './testing/stages.ts';
import { at, propertiesOf } from './testing/template.ts';

type Rights = { readonly [role: string]: readonly string[] };

const TRACES = ['xray:PutTelemetryRecords *', 'xray:PutTraceSegments *'];
const MOVE = [...onTable('Orders', 'GetItem', 'PutItem'), ...onTable('Outbox', 'PutItem')];
const POWERTOOLS = onTable('Idempotency', 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem');
const LEDGER = onTable('Payments', 'GetItem', 'PutItem', 'UpdateItem');
const SANDBOX = [...LEDGER, 'lambda:InvokeFunction <SandboxBankAliaslive>'];
const KEY = ['secretsmanager:GetSecretValue <PaymentsStripeSecretKey>'];
const START = ['Saga', 'RefundSaga'].map(
  (saga) =>
    `states:StartExecution <${saga}StateMachine> if {"ForAnyValue:StringEquals":{"states:StateMachineQualifier":["live"]}}`,
);
const WAIT = onTable('PaymentWaits', 'PutItem');
const BUCKET = '<OutboxRelayUndelivered.Arn>';

function waking(stack: string): string[] {
  const stateMachine = `arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:stateMachine:${stack}`;
  return [...onTable('PaymentWaits', 'Query', 'DeleteItem'), `states:SendTaskSuccess ${stateMachine}`];
}

/** What Lambda asks for to read a stream and to keep what it gives up ("DynamoDB", "Retain discarded records", guide). */
const STREAM = [
  ...['DescribeStream', 'GetRecords', 'GetShardIterator'].map((name) => `dynamodb:${name} <TablesOutbox.StreamArn>`),
  'dynamodb:ListStreams *',
  `s3:ListBucket ${BUCKET}`,
  `s3:PutObject ${BUCKET}/aws/lambda/*`,
];

const STEPS: Rights = {
  SagaReserveInventoryFunction: [...MOVE, ...onTable('Products', 'UpdateItem')],
  SagaProcessPaymentFunction: [...MOVE, ...onTable('Orders', 'UpdateItem')],
  SagaAwaitPaymentFunction: [...MOVE, ...WAIT],
  SagaCompleteOrderFunction: MOVE,
  SagaSendNotificationFunction: [...MOVE, ...POWERTOOLS],
  SagaGiveUpNotificationFunction: [...MOVE, ...POWERTOOLS],
  SagaRefundPaymentFunction: [...MOVE, ...onTable('CallerLimits', 'UpdateItem')],
  SagaReleaseInventoryFunction: [...MOVE, ...onTable('Products', 'UpdateItem')],
  SagaFailOrderFunction: MOVE,
  SagaParkOrderFunction: MOVE,
  SagaIssueRefundFunction: [...MOVE, ...onTable('Products', 'UpdateItem')],
};

/** Those that the saga of a refund invokes. The one of an order invokes all but the first. */
const REFUND_STEPS = ['SagaIssueRefundFunction', 'SagaSendNotificationFunction', 'SagaGiveUpNotificationFunction'];

const FUNCTIONS: Rights = {
  ...STEPS,
  OutboxRelayStartSaga: [...STREAM, ...START, `s3:PutObject ${BUCKET}/sagas/*`],
  OutboxRelayPublishStatus: [
    ...STREAM,
    'appsync:GraphQL arn:<AWS::Partition>:appsync:<AWS::Region>:<AWS::AccountId>:apis/<ApiGraphqlApi.ApiId>/types/Mutation/fields/publishOrderStatus',
    'events:PutEvents <OutboxRelayEventBus.Arn>',
    `s3:PutObject ${BUCKET}/bus/*`,
    `s3:PutObject ${BUCKET}/subscribers/*`,
  ],
  SweepSweepOrders: [
    ...onTable('Orders', 'GetItem'),
    'dynamodb:Query <TablesOrders.Arn>/index/waiting',
    ...START,
    'lambda:InvokeFunction <OutboxRelayPublishStatusAliaslive>',
    'lambda:InvokeFunction <OutboxRelayStartSagaAliaslive>',
    `s3:ListBucket ${BUCKET} if {"StringEquals":{"s3:prefix":["subscribers/","bus/","sagas/"]}}`,
    ...['bus', 'sagas', 'subscribers'].flatMap((target) =>
      ['GetObject', 'DeleteObject'].map((operation) => `s3:${operation} ${BUCKET}/${target}/*`),
    ),
  ],
};

const SERVICES: Rights = {
  ApiGraphqlApiOrders: [
    ...onTable('Orders', 'GetItem', 'BatchGetItem'),
    ...['byCustomer', 'byStatus'].map((index) => `dynamodb:Query <TablesOrders.Arn>/index/${index}`),
  ],
  ApiGraphqlApiOutbox: onTable('Outbox', 'Query'),
  ApiGraphqlApiProducts: onTable('Products', 'Scan'),
  ApiGraphqlApiOrderWriting: [
    ...onTable('Idempotency', 'BatchGetItem', 'GetItem', 'PutItem'),
    ...onTable('Products', 'BatchGetItem'),
    ...onTable('CallerLimits', 'BatchGetItem'),
    ...onTable('Orders', 'PutItem'),
    ...onTable('Outbox', 'PutItem'),
  ],
  ApiGraphqlApiOrderCounting: [
    ...onTable('CallerLimits', 'UpdateItem', 'GetItem'),
    ...onTable('Orders', 'BatchGetItem'),
  ],
  ApiGraphqlApiOrderMoving: MOVE,
  ApiGraphqlApiCatalogue: [
    ...onTable('Products', 'GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem'),
    ...onTable('Idempotency', 'BatchGetItem', 'PutItem'),
    ...onTable('Outbox', 'PutItem'),
  ],
  ApiGraphqlApiLogs: logs('ApiGraphqlApi'),
  SagaStateMachine: stateMachine(Object.keys(STEPS).filter((step) => step !== 'SagaIssueRefundFunction')),
  RefundSagaStateMachine: stateMachine(REFUND_STEPS),
};

function stateMachine(steps: readonly string[]): string[] {
  return [
    ...steps.map((step) => `lambda:InvokeFunction <${step}Aliaslive>`),
    // "Logging using CloudWatch Logs" and "X-Ray" (Step Functions developer guide).
    ...['Create', 'Get', 'Update', 'Delete'].map((word) => `logs:${word}LogDelivery *`),
    ...['ListLogDeliveries', 'PutResourcePolicy', 'DescribeResourcePolicies', 'DescribeLogGroups'].map(
      (operation) => `logs:${operation} *`,
    ),
    ...TRACES,
    'xray:GetSamplingRules *',
    'xray:GetSamplingTargets *',
  ];
}

function onTable(table: string, ...operations: readonly string[]): string[] {
  return operations.map((operation) => `dynamodb:${operation} <Tables${table}.Arn>`);
}

function logs(owner: string): string[] {
  return ['CreateLogStream', 'PutLogEvents'].map((operation) => `logs:${operation} <${owner}Logs.Arn>`);
}

/** Whatever learns of something that a saga may wait for. */
const WAKERS = [
  'SagaProcessPaymentFunction',
  'SagaAwaitPaymentFunction',
  'SagaRefundPaymentFunction',
  'OutboxRelayStartSaga',
  'SandboxBank',
  'StripeWebhookEndpoint',
];

/** Every function logs and traces. `more` are rights of functions in stages of one kind. */
function rightsOf(stack: string, more: Rights): Rights {
  const names = Object.keys({ ...FUNCTIONS, ...more });
  const functions = names.map((name) => {
    const own = [...(FUNCTIONS[name] ?? []), ...(more[name] ?? []), ...(WAKERS.includes(name) ? waking(stack) : [])];
    return [name, [...own, ...logs(name), ...TRACES]] as const;
  });
  const all = [...functions, ...Object.entries(SERVICES)];
  return Object.fromEntries(all.map(([name, rights]) => [`${name}Role`, rights.toSorted()] as const));
}

describe('roles have just the rights that they use', () => {
  it('in a stage with the sandbox and sample products', () => {
    assert.deepEqual(
      rightsIn(templateFor(stageNamed('dev', { sender: null }))),
      rightsOf('ordersaga-dev', {
        SagaProcessPaymentFunction: SANDBOX,
        SagaAwaitPaymentFunction: SANDBOX,
        SagaRefundPaymentFunction: SANDBOX,
        SagaIssueRefundFunction: LEDGER,
        SandboxBank: onTable('Payments', 'GetItem', 'UpdateItem'),
        SampleProductsSeedProducts: onTable('Products', 'PutItem'),
      }),
    );
  });

  it('in a stage with Stripe and mails', () => {
    const mail = 'ses:SendEmail arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:identity';
    assert.deepEqual(
      rightsIn(templateFor(stageNamed('prod', { sender: 'orders@shop.example', senderIdentity: 'shop.example' }))),
      rightsOf('ordersaga-prod', {
        SagaProcessPaymentFunction: KEY,
        SagaAwaitPaymentFunction: KEY,
        SagaRefundPaymentFunction: KEY,
        SagaIssueRefundFunction: KEY,
        StripeWebhookEndpoint: [
          'secretsmanager:GetSecretValue <StripeWebhookSigningSecret>',
          ...onTable('Orders', 'GetItem'),
          ...START,
        ],
        SagaSendNotificationFunction: [`${mail}/orders@shop.example`, `${mail}/shop.example`],
      }),
    );
  });
});

/**
 * Lambda's guide has `aws:SourceArn` only for those who invoke a function, and Lambda assumes roles of the function's own
 * account alone. AppSync's guide has the two keys for roles of data sources, and no keys for the one that writes logs.
 */
function namesNoSource({ role, service }: Trust): boolean {
  return service === 'lambda.amazonaws.com' || role === 'ApiGraphqlApiLogsRole';
}

describe.each(EVERY_KIND_OF_STAGE)('a service (%s)', (_, stage) => {
  const template = templateFor(stage);

  it('assumes a role for resources of this account alone, if it says for which it does', () => {
    const trusts = trustsIn(template).filter((trust) => !namesNoSource(trust));
    assert.equal(trusts.length, 9);
    for (const { role, service, condition } of trusts) {
      assert.equal(at(condition, 'StringEquals', 'aws:SourceAccount'), '<AWS::AccountId>', role);
      if (service === 'states.amazonaws.com') {
        const source = 'arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:stateMachine:*';
        assert.equal(at(condition, 'ArnLike', 'aws:SourceArn'), source);
      } else {
        assert.equal(service, 'appsync.amazonaws.com');
        assert.equal(at(condition, 'ArnEquals', 'aws:SourceArn'), '<ApiGraphqlApi.Arn>');
      }
    }
  });

  it('invokes a function for one rule of this account alone', () => {
    const permissions = propertiesOf(template, 'AWS::Lambda::Permission').filter((one) => at(one, 'Principal') !== '*');
    assert.equal(permissions.length, 1);
    for (const permission of permissions) {
      assert.equal(at(permission, 'Principal'), 'events.amazonaws.com');
      assert.match(JSON.stringify(at(permission, 'SourceArn')), /^\{"Fn::GetAtt":\["SweepSchedule\w+","Arn"\]\}$/);
    }
  });

  it('lets everybody invoke the alias of a function by its URL, if it has one, and in no other way', () => {
    const open = propertiesOf(template, 'AWS::Lambda::Permission').filter((one) => at(one, 'Principal') === '*');
    const urls = propertiesOf(template, 'AWS::Lambda::Url');
    assert.deepEqual(
      open.map((one) => [at(one, 'Action'), at(one, 'FunctionUrlAuthType') ?? at(one, 'InvokedViaFunctionUrl')]),
      urls.flatMap(() => [
        ['lambda:InvokeFunctionUrl', 'NONE'],
        ['lambda:InvokeFunction', true],
      ]),
    );
    for (const one of open) assert.match(JSON.stringify(at(one, 'FunctionName')), /Aliaslive/);
    for (const url of urls) assert.equal(at(url, 'Qualifier'), 'live');
  });
});
