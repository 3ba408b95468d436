/** What DynamoDB tells CloudWatch of requests that it throttles (developer guide, "DynamoDB metrics and dimensions"). */

import type { AwsCall } from '../../aws/call.ts';
import type { MetricDatum } from '../../aws/metric.ts';
import { stringAt } from '../../kernel/json.ts';
import { tablesOf } from './serve.ts';

const READS = new Set(['BatchGetItem', 'GetItem', 'Query', 'Scan', 'TransactGetItems']);

/** A table's metrics are without those of its indexes. */
export function throttleMetrics({ operation, input }: AwsCall): readonly MetricDatum[] {
  const index = stringAt(input, 'IndexName');
  const event = READS.has(operation) ? 'ReadThrottleEvents' : 'WriteThrottleEvents';
  return [...new Set(tablesOf(input))].flatMap((TableName) => [
    metric('ThrottledRequests', { TableName, Operation: operation }),
    metric(event, { TableName, ...(index !== undefined && { GlobalSecondaryIndexName: index }) }),
  ]);
}

function metric(name: string, dimensions: MetricDatum['dimensions']): MetricDatum {
  return { namespace: 'AWS/DynamoDB', name, dimensions, value: 1 };
}
