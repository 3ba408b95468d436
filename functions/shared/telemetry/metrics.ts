/** Counts and durations, as CloudWatch metrics in the log (its embedded metric format). */
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { METRIC_NAMESPACE } from '../../../domain/metrics.ts';
import type { MetricName } from '../../../domain/metrics.ts';
import { environment } from '../clients/environment.ts';

const metrics = new Metrics({ namespace: METRIC_NAMESPACE });
// Alarms name the function alone; Powertools would add its service.
metrics.clearDefaultDimensions();

/** A list stands for a value of each of its members. */
type Counts = { readonly [metric in MetricName]?: number | readonly number[] };

type Unit = (typeof MetricUnit)['Count' | 'Milliseconds'];

/** Publishes these counts once, by the name of the running function. */
export function count(counts: Counts): void {
  publish(counts, MetricUnit.Count);
}

/** As `count`, in milliseconds. */
export function measure(durations: Counts): void {
  publish(durations, MetricUnit.Milliseconds);
}

function publish(values: Counts, unit: Unit): void {
  metrics.addDimension('FunctionName', environment('AWS_LAMBDA_FUNCTION_NAME'));
  for (const [name, value] of Object.entries(values)) {
    for (const one of typeof value === 'number' ? [value] : value) metrics.addMetric(name, unit, one);
  }
  metrics.publishStoredMetrics();
}
