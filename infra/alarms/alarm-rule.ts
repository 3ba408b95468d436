/** What an alarm is made of, and the metrics that functions count. */
import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ComparisonOperator, IMetric, MetricOptions, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { METRIC_NAMESPACE } from '../../domain/metrics.ts';
import type { MetricName } from '../../domain/metrics.ts';

/** Rings when the metric is above the threshold, which is 0 if left out, in one period. */
export type AlarmRule = {
  readonly metric: IMetric;
  readonly meaning: string;
  /** The section of docs/operating.md: its heading, as GitHub makes an anchor of it. */
  readonly runbook: string;
  readonly threshold?: number;
  readonly comparisonOperator?: ComparisonOperator;
  readonly evaluationPeriods?: number;
  /** What has no values is well, if left out: most metrics have some only when something is wrong. */
  readonly treatMissingData?: TreatMissingData;
};

/** By the ids of the alarms. */
export type AlarmRules = { readonly [id: string]: AlarmRule };

export const PERIOD = Duration.minutes(5);

/** What a function counts (`functions/shared/telemetry/metrics.ts`). */
export function countedBy(counter: LambdaFunction, metricName: MetricName, options: MetricOptions): Metric {
  const dimensionsMap = { FunctionName: counter.functionName };
  return new Metric({ namespace: METRIC_NAMESPACE, metricName, dimensionsMap, ...options });
}
