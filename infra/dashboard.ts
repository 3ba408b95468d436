/** The pictures for staff: one page of CloudWatch for each stage. */
import { Duration, Stack } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  LegendPosition,
  Metric,
  PeriodOverride,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Alarm, IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { MetricName } from '../domain/metrics.ts';
import { countedBy, PERIOD } from './alarms/alarm-rule.ts';
import { apiMetric } from './alarms/api-rules.ts';
import { declineRate } from './alarms/payment-rules.ts';
import { streamAge } from './alarms/relay-rules.ts';
import type { Observed } from './observed.ts';

/** Cells of CloudWatch's grid, which is 24 wide. */
const HALF = 12;
const THIRD = 8;

export function dashboard(scope: Construct, observed: Observed, alarms: readonly Alarm[]): Dashboard {
  const costs = costDrivers(scope, observed);
  return new Dashboard(scope, 'Dashboard', {
    dashboardName: Stack.of(scope).stackName,
    // Longer times get longer periods, or a month would be a grey band.
    periodOverride: PeriodOverride.AUTO,
    defaultInterval: Duration.hours(12),
    widgets: [
      [new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 24, height: 6 })],
      [orders(observed), timeToComplete(observed)],
      [failures(observed), retries(observed)],
      [requests(observed), latency(observed), declines(observed)],
      [age(observed), waiting(observed)],
      costs.slice(0, 3),
      costs.slice(3),
    ],
  });
}

function graph(title: string, width: number, left: readonly IMetric[]): GraphWidget {
  return new GraphWidget({ title, width, height: 6, left: [...left], legendPosition: LegendPosition.RIGHT });
}

/** What a function counts, with a label for each metric. */
function counted(counter: LambdaFunction, statistic: string, metrics: readonly (readonly [MetricName, string])[]) {
  return metrics.map(([name, label]) => countedBy(counter, name, { statistic, period: PERIOD, label }));
}

function orders({ relay, sweep }: Observed): GraphWidget {
  return graph('Orders by status', HALF, [
    ...counted(relay.publishStatus, 'Sum', [
      ['OrdersCreated', 'created'],
      ['OrdersCompleted', 'completed'],
      ['OrdersFailed', 'failed'],
      ['OrdersCancelled', 'cancelled'],
      ['PaymentsAwaited', 'payment awaited'],
    ]),
    ...counted(sweep.sweepOrders, 'Maximum', [['OrdersParked', 'need attention now']]),
  ]);
}

function timeToComplete({ saga }: Observed): GraphWidget {
  const { completeOrder } = saga.functions;
  const percentiles = ['p50', 'p90', 'p99'].map((statistic) =>
    countedBy(completeOrder, 'TimeToComplete', { statistic, period: PERIOD, label: statistic }),
  );
  return graph('Time to complete (ms)', HALF, percentiles);
}

function failures({ saga }: Observed): GraphWidget {
  const errors = Object.entries(saga.functions).map(([label, step]) => step.metricErrors({ period: PERIOD, label }));
  return graph('Failures by step', HALF, errors);
}

function retries({ saga, sweep, relay }: Observed): GraphWidget {
  const attempts = Object.entries(saga.functions).map(([label, step]) =>
    countedBy(step, 'AttemptsFailed', { statistic: 'Sum', period: PERIOD, label }),
  );
  return graph('Retries: attempts of steps, sagas and events that come again', HALF, [
    ...attempts,
    ...counted(sweep.sweepOrders, 'Sum', [
      ['OrdersSwept', 'sagas started again'],
      ['EventsRedriven', 'events redriven'],
    ]),
    ...counted(relay.publishStatus, 'Sum', [['EventsParked', 'events parked by publish-status']]),
    ...counted(relay.startSaga, 'Sum', [['EventsParked', 'events parked by start-saga']]),
  ]);
}

function requests({ api }: Observed): GraphWidget {
  return graph('Requests of the API', THIRD, [
    apiMetric(api, 'Latency', 'SampleCount').with({ label: 'all' }),
    apiMetric(api, '4XXError', 'Sum').with({ label: '4XX' }),
    apiMetric(api, '5XXError', 'Sum').with({ label: '5XX' }),
  ]);
}

function latency({ api }: Observed): GraphWidget {
  const percentiles = ['p50', 'p95', 'p99'].map((one) => apiMetric(api, 'Latency', one).with({ label: one }));
  return graph('Latency of the API (ms)', THIRD, percentiles);
}

function declines({ relay }: Observed): GraphWidget {
  return graph('Declined payments of an hour', THIRD, [declineRate(relay.publishStatus)]);
}

function age({ relay }: Observed): GraphWidget {
  return graph('Stream age (ms)', HALF, [
    streamAge(relay.startSaga).with({ label: 'start-saga' }),
    streamAge(relay.publishStatus).with({ label: 'publish-status' }),
  ]);
}

function waiting({ sweep }: Observed): GraphWidget {
  const findings = counted(sweep.sweepOrders, 'Maximum', [
    ['OrdersStuck', 'orders that stand still'],
    ['EventsUndelivered', 'undelivered events'],
  ]);
  return graph('What waits', HALF, findings);
}

/** What a bill is made of, in the order in which docs/deploying.md has it per order. */
function costDrivers(scope: Construct, { api, saga, refundSaga }: Observed): GraphWidget[] {
  const found = Stack.of(scope).node.findAll();
  const functions = found.filter((one) => one instanceof LambdaFunction);
  const tables = found.filter((one) => one instanceof Table);
  const logGroups = found.filter((one) => one instanceof LogGroup);
  const sum = { statistic: 'Sum', period: Duration.hours(1) };
  return [
    graph('Cost: requests of AppSync, and sagas', THIRD, [
      apiMetric(api, 'Latency', 'SampleCount').with({ period: sum.period, label: 'requests' }),
      saga.stateMachine.metricStarted({ ...sum, label: 'sagas of orders' }),
      refundSaga.stateMachine.metricStarted({ ...sum, label: 'sagas of refunds' }),
    ]),
    graph(
      'Cost: milliseconds of functions',
      THIRD,
      functions.map((one) => one.metricDuration({ ...sum, label: one.node.id })),
    ),
    graph(
      'Cost: invocations of functions',
      THIRD,
      functions.map((one) => one.metricInvocations({ ...sum, label: one.node.id })),
    ),
    graph(
      'Cost: write units of tables',
      THIRD,
      tables.map((one) => one.metricConsumedWriteCapacityUnits({ ...sum, label: one.node.id })),
    ),
    graph(
      'Cost: read units of tables',
      THIRD,
      tables.map((one) => one.metricConsumedReadCapacityUnits({ ...sum, label: one.node.id })),
    ),
    graph(
      'Cost: bytes of logs',
      THIRD,
      logGroups.map((one) => logBytes(one, sum)),
    ),
  ];
}

function logBytes(logGroup: LogGroup, options: { readonly statistic: string; readonly period: Duration }): Metric {
  const dimensionsMap = { LogGroupName: logGroup.logGroupName };
  const label = logGroup.node.id;
  return new Metric({ namespace: 'AWS/Logs', metricName: 'IncomingBytes', dimensionsMap, label, ...options });
}
