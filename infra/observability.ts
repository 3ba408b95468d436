/** The alarms for staff. */
import { ArnFormat, Duration, Stack, Validations } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IMetric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { METRIC_NAMESPACE } from '../domain/metrics.ts';
import type { MetricName } from '../domain/metrics.ts';
import type { OutboxRelay } from './outbox-relay.ts';
import type { RefundSaga } from './refund-saga.ts';
import type { SagaFunctions } from './saga-functions.ts';
import type { Saga } from './saga.ts';
import { SWEEP_PERIOD } from './sweep.ts';
import type { StripeWebhook } from './stripe-webhook.ts';
import type { Sweep } from './sweep.ts';

const PERIOD = Duration.minutes(5);
const ONE_MINUTE_MS = 60_000;

type ObservabilityProps = {
  readonly saga: Saga;
  readonly refundSaga: RefundSaga;
  readonly relay: OutboxRelay;
  readonly sweep: Sweep;
  /** Undefined in stages without Stripe. */
  readonly webhook: StripeWebhook | undefined;
  readonly alarmAddress: string | null;
};

/** Rings when the metric is above the threshold, which is 0 if left out. */
type AlarmRule = { readonly metric: IMetric; readonly meaning: string; readonly threshold?: number };

/** By the ids of the alarms. */
type AlarmRules = { readonly [id: string]: AlarmRule };

export class Observability extends Construct {
  constructor(scope: Construct, { saga, refundSaga, relay, sweep, webhook, alarmAddress }: ObservabilityProps) {
    super(scope, 'Observability');
    const rules: AlarmRules = {
      ...sagaRules('Saga', saga.stateMachine, 'An order is neither completed nor undone.'),
      ...sagaRules('RefundSaga', refundSaga.stateMachine, 'A refund is neither issued nor refused.'),
      ...refundRules(saga.functions.issueRefund),
      ...relayRules('StartSaga', relay.startSaga, relay.startSagaMapping),
      ...relayRules('PublishStatus', relay.publishStatus, relay.publishStatusMapping),
      ...sweepRules(sweep.sweepOrders),
      ...stepRules(saga.functions),
      ...(webhook && webhookRules(webhook.endpoint)),
    };
    const actions = alarmAddress === null ? [] : [this.mailTo(alarmAddress)];
    for (const [id, { metric, meaning, threshold = 0 }] of Object.entries(rules)) {
      const alarm = new Alarm(this, id, {
        metric,
        alarmDescription: meaning,
        threshold,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        evaluationPeriods: 1,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      });
      alarm.addAlarmAction(...actions);
      alarm.addOkAction(...actions);
    }
  }

  /** SNS asks the address once whether it wants the mails. */
  private mailTo(address: string): SnsAction {
    const topic = new Topic(this, 'Alarms', { enforceSSL: true });
    // The topic's policy takes the place of the one by which CloudWatch might publish.
    const stack = Stack.of(this);
    const resourceName = `${stack.stackName}-*`;
    const alarms = { service: 'cloudwatch', resource: 'alarm', arnFormat: ArnFormat.COLON_RESOURCE_NAME, resourceName };
    const conditions = {
      StringEquals: { 'aws:SourceAccount': stack.account },
      ArnLike: { 'aws:SourceArn': stack.formatArn(alarms) },
    };
    topic.grantPublish(new ServicePrincipal('cloudwatch.amazonaws.com', { conditions }));
    const subscription = topic.addSubscription(new EmailSubscription(address));
    Validations.of(subscription).acknowledge({
      id: 'Serverless-SNSRedrivePolicy',
      reason: 'Nobody would look into a queue of mails that did not arrive; CloudWatch shows the same alarms.',
    });
    return new SnsAction(topic);
  }
}

function sagaRules(name: string, stateMachine: StateMachine, meaning: string): AlarmRules {
  return {
    [`${name}Failed`]: { metric: stateMachine.metricFailed({ period: PERIOD }), meaning },
    [`${name}TimedOut`]: { metric: stateMachine.metricTimedOut({ period: PERIOD }), meaning },
    [`${name}Aborted`]: {
      metric: stateMachine.metricAborted({ period: PERIOD }),
      meaning: `Somebody stopped an execution. ${meaning}`,
    },
  };
}

function refundRules(issueRefund: LambdaFunction): AlarmRules {
  return {
    RefundsRefused: {
      metric: countedBy(issueRefund, 'RefundsRefused', { statistic: 'Sum', period: PERIOD }),
      meaning: 'The payment provider does not give money back: the refund says why, and the customer waits for it.',
    },
  };
}

function relayRules(name: string, relay: LambdaFunction, mapping: EventSourceMapping): AlarmRules {
  return {
    [`${name}Late`]: {
      metric: relay.metric('IteratorAge', { period: PERIOD, statistic: 'Maximum' }),
      meaning: 'Order events wait for more than a minute.',
      threshold: ONE_MINUTE_MS,
    },
    [`${name}Errors`]: {
      metric: relay.metricErrors({ period: PERIOD }),
      meaning: 'Order events are not relayed; retried for an hour.',
    },
    [`${name}Undelivered`]: {
      metric: new Metric({
        namespace: 'AWS/Lambda',
        metricName: 'OnFailureDestinationDeliveredEventCount',
        dimensionsMap: { EventSourceMappingUUID: mapping.eventSourceMappingId },
        statistic: 'Sum',
        period: PERIOD,
      }),
      meaning: 'Order events were given up and lie in the bucket: npm run redrive.',
    },
    [`${name}Parked`]: {
      metric: countedBy(relay, 'EventsParked', { statistic: 'Sum', period: PERIOD }),
      meaning: 'A target did not take order events; the sweep hands them to it again.',
    },
  };
}

/** An alarm lasts until sweeps find none of that kind any more. */
function sweepRules(sweepOrders: LambdaFunction): AlarmRules {
  // Sweeps are never quite on time, and each period must have one.
  const perSweep = { statistic: 'Maximum', period: Duration.minutes(2 * SWEEP_PERIOD.toMinutes()) };
  return {
    OrdersParked: {
      metric: countedBy(sweepOrders, 'OrdersParked', perSweep),
      meaning: 'Orders can go neither on nor back: npm run resume.',
    },
    OrdersStuck: {
      metric: countedBy(sweepOrders, 'OrdersStuck', perSweep),
      meaning: 'Orders do not move, though their saga was started again.',
    },
    EventsUndelivered: {
      metric: countedBy(sweepOrders, 'EventsUndelivered', perSweep),
      meaning: 'Order events lie in the bucket after a sweep: docs/outbox.md.',
    },
    SweepErrors: {
      metric: sweepOrders.metricErrors({ period: PERIOD }),
      meaning: 'Orders that stand still may not be found.',
    },
  };
}

function webhookRules(endpoint: LambdaFunction): AlarmRules {
  return {
    StripeWebhookErrors: {
      metric: endpoint.metricErrors({ period: PERIOD }),
      meaning:
        'What Stripe says of payments is not taken: its signing secret may be missing. Stripe tries again for days.',
    },
  };
}

/** The other steps also fail when a card is declined or a product is sold out. */
function stepRules(functions: SagaFunctions): AlarmRules {
  const { completeOrder, giveUpNotification, refundPayment, releaseInventory, failOrder, parkOrder, issueRefund } =
    functions;
  const back = { refundPayment, releaseInventory, failOrder, parkOrder };
  const mustSucceed = { completeOrder, giveUpNotification, ...back, issueRefund };
  const rules = Object.entries(mustSucceed).map(([name, step]): [string, AlarmRule] => [
    `${name}Errors`,
    {
      metric: step.metricErrors({ period: PERIOD }),
      meaning: 'A step that should succeed fails; it is retried.',
    },
  ]);
  return Object.fromEntries(rules);
}

/** What a function counts with `count` (`functions/shared/telemetry/metrics.ts`). */
function countedBy(counter: LambdaFunction, metricName: MetricName, options: MetricOptions): Metric {
  const dimensionsMap = { FunctionName: counter.functionName };
  return new Metric({ namespace: METRIC_NAMESPACE, metricName, dimensionsMap, ...options });
}
