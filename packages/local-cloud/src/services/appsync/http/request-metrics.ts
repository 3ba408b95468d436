/** What AppSync tells CloudWatch of a request ("Using CloudWatch to monitor and log GraphQL API data", AppSync guide). */

import type { MetricDatum } from '../../../aws/metric.ts';

export function requestMetrics(GraphQLAPIId: string, statusCode: number, milliseconds: number): readonly MetricDatum[] {
  const hundred = Math.floor(statusCode / 100);
  const values = { '4XXError': hundred === 4 ? 1 : 0, '5XXError': hundred === 5 ? 1 : 0, Latency: milliseconds };
  return Object.entries(values).map(([name, value]) => ({
    namespace: 'AWS/AppSync',
    name,
    dimensions: { GraphQLAPIId },
    value,
  }));
}
