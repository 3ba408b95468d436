/** The way of metrics from the services that have them to the one that keeps them. */

import type { MetricDatum } from '../aws/metric.ts';
import type { RecordMetric } from '../aws/metric.ts';
import type { Cloud } from './cloud.ts';

const takers = new WeakMap<Cloud, RecordMetric>();

/** Called once for each cloud by the service that keeps metrics. */
export function takeMetrics(cloud: Cloud, take: RecordMetric): void {
  takers.set(cloud, take);
}

/** In a cloud that keeps no metrics, as in many tests, it does nothing. */
export function recordMetric(cloud: Cloud, datum: MetricDatum): void {
  takers.get(cloud)?.(datum);
}
