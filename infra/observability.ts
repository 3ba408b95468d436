/** The alarms: what somebody should look at. */
import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { OutboxRelay } from './outbox-relay.ts';
import type { Saga } from './saga.ts';
import { SWEEP_PERIOD } from './sweep.ts';
import type { Sweep } from './sweep.ts';

const PERIOD = Duration.minutes(5);
const ONE_MINUTE_MS = 60_000;

type ObservabilityProps = { readonly saga: Saga; readonly relay: OutboxRelay; readonly sweep: Sweep };

export class Observability extends Construct {
  constructor(scope: Construct, { saga, relay, sweep }: ObservabilityProps) {
    super(scope, 'Observability');
    const { stateMachine, functions } = saga;
    this.alarm(
      'SagaFailed',
      stateMachine.metricFailed({ period: PERIOD }),
      'An order is neither completed nor undone.',
    );
    this.alarm(
      'SagaTimedOut',
      stateMachine.metricTimedOut({ period: PERIOD }),
      'An order is neither completed nor undone.',
    );
    this.alarm('SagaAborted', stateMachine.metricAborted({ period: PERIOD }), 'Somebody stopped the saga of an order.');

    this.relayAlarms('StartSaga', relay.startSaga, relay.startSagaMapping);
    this.relayAlarms('PublishStatus', relay.publishStatus, relay.publishStatusMapping);
    this.sweepAlarms(sweep.sweepOrders);

    // The other steps also fail when a card is declined or a product is sold out.
    const { completeOrder, giveUpNotification, refundPayment, releaseInventory, failOrder, parkOrder } = functions;
    const mustSucceed = { completeOrder, giveUpNotification, refundPayment, releaseInventory, failOrder, parkOrder };
    for (const [name, step] of Object.entries(mustSucceed)) {
      this.alarm(
        `${name}Errors`,
        step.metricErrors({ period: PERIOD }),
        'A step that should succeed fails; it is retried.',
      );
    }
  }

  private relayAlarms(name: string, relay: LambdaFunction, mapping: EventSourceMapping): void {
    const iteratorAgeMs = relay.metric('IteratorAge', { period: PERIOD, statistic: 'Maximum' });
    this.alarm(`${name}Late`, iteratorAgeMs, 'Order events wait for more than a minute.', ONE_MINUTE_MS);
    this.alarm(
      `${name}Errors`,
      relay.metricErrors({ period: PERIOD }),
      'Order events are not relayed; retried for an hour.',
    );
    const undelivered = new Metric({
      namespace: 'AWS/Lambda',
      metricName: 'OnFailureDestinationDeliveredEventCount',
      dimensionsMap: { EventSourceMappingUUID: mapping.eventSourceMappingId },
      statistic: 'Sum',
      period: PERIOD,
    });
    this.alarm(`${name}Undelivered`, undelivered, 'Order events were given up and lie in the bucket: npm run redrive.');
    const parked = new Metric({
      namespace: 'Ordersaga',
      metricName: 'EventsParked',
      dimensionsMap: { FunctionName: relay.functionName },
      statistic: 'Sum',
      period: PERIOD,
    });
    this.alarm(`${name}Parked`, parked, 'A target did not take order events; the sweep hands them to it again.');
  }

  /** What `functions/sweep-orders` counts. An alarm lasts until sweeps find none of that kind any more. */
  private sweepAlarms(sweepOrders: LambdaFunction): void {
    const found = (metricName: string): Metric =>
      new Metric({
        namespace: 'Ordersaga',
        metricName,
        dimensionsMap: { FunctionName: sweepOrders.functionName },
        statistic: 'Maximum',
        // No period without a sweep, though they are never quite on time.
        period: Duration.minutes(2 * SWEEP_PERIOD.toMinutes()),
      });
    this.alarm('OrdersParked', found('OrdersParked'), 'Orders can go neither on nor back: npm run resume.');
    this.alarm('OrdersStuck', found('OrdersStuck'), 'Orders do not move, though their saga was started again.');
    this.alarm(
      'EventsUndelivered',
      found('EventsUndelivered'),
      'Order events lie in the bucket after a sweep: docs/outbox.md.',
    );
    this.alarm(
      'SweepErrors',
      sweepOrders.metricErrors({ period: PERIOD }),
      'Orders that stand still may not be found.',
    );
  }

  private alarm(id: string, metric: IMetric, alarmDescription: string, threshold = 0): void {
    new Alarm(this, id, {
      metric,
      alarmDescription,
      threshold,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}
