/** Counts, as CloudWatch metrics in the log (its embedded metric format). */
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { METRIC_NAMESPACE } from '../../../domain/metrics.ts';
import type { MetricName } from '../../../domain/metrics.ts';
import { environment } from '../clients/environment.ts';

const metrics = new Metrics({ namespace: METRIC_NAMESPACE });
// Alarms name the function alone; Powertools would add its service.
metrics.clearDefaultDimensions();

/** Publishes these counts once, by the name of the running function. */
export function count(counts: { readonly [metric in MetricName]?: number }): void {
  metrics.addDimension('FunctionName', environment('AWS_LAMBDA_FUNCTION_NAME'));
  for (const [name, value] of Object.entries(counts)) metrics.addMetric(name, MetricUnit.Count, value);
  metrics.publishStoredMetrics();
}
