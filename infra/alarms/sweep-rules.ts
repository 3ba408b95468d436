/** Alarms of the sweep: what it finds, and that it runs at all. */
import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Rule } from 'aws-cdk-lib/aws-events';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SWEEP_PERIOD } from '../sweep.ts';
import type { Sweep } from '../sweep.ts';
import { countedBy, PERIOD } from './alarm-rule.ts';
import type { AlarmRules } from './alarm-rule.ts';

/** Sweeps are never quite on time, and each period must have one. */
const TWO_SWEEPS = Duration.minutes(2 * SWEEP_PERIOD.toMinutes());

export function sweepRules({ sweepOrders, schedule }: Sweep): AlarmRules {
  return { ...findings(sweepOrders), ...running(sweepOrders, schedule) };
}

/** An alarm lasts until sweeps find none of that kind any more. */
function findings(sweepOrders: LambdaFunction): AlarmRules {
  const perSweep = { statistic: 'Maximum', period: TWO_SWEEPS };
  return {
    OrdersParked: {
      metric: countedBy(sweepOrders, 'OrdersParked', perSweep),
      meaning: 'Orders can go neither on nor back: npm run resume.',
      runbook: 'orders-need-attention',
    },
    OrdersStuck: {
      metric: countedBy(sweepOrders, 'OrdersStuck', perSweep),
      meaning: 'Orders do not move, though their saga was started again.',
      runbook: 'orders-stand-still',
    },
    EventsUndelivered: {
      metric: countedBy(sweepOrders, 'EventsUndelivered', perSweep),
      meaning: 'Order events lie in the bucket after a sweep.',
      runbook: 'events-lie-in-the-bucket',
    },
  };
}

function running(sweepOrders: LambdaFunction, { ruleName }: Rule): AlarmRules {
  return {
    SweepErrors: {
      metric: sweepOrders.metricErrors({ period: PERIOD }),
      meaning: 'Orders that stand still may not be found.',
      runbook: 'the-sweep-fails',
    },
    SweepStopped: {
      metric: countedBy(sweepOrders, 'OrdersSwept', { statistic: 'SampleCount', period: TWO_SWEEPS }),
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      threshold: 1,
      treatMissingData: TreatMissingData.BREACHING,
      meaning: 'No sweep has come to its end: nothing finds orders that stand still.',
      runbook: 'the-sweep-does-not-run',
    },
    SweepDropped: {
      metric: sweepOrders.metric('AsyncEventsDropped', { statistic: 'Sum', period: PERIOD }),
      meaning: 'Lambda has given a sweep up after its tries.',
      runbook: 'the-sweep-does-not-run',
    },
    SweepNotInvoked: {
      metric: new Metric({
        namespace: 'AWS/Events',
        metricName: 'FailedInvocations',
        dimensionsMap: { RuleName: ruleName },
        statistic: 'Sum',
        period: PERIOD,
      }),
      meaning: 'The schedule may not invoke the sweep, or it is gone.',
      runbook: 'the-sweep-does-not-run',
    },
  };
}
