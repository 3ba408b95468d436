/** GetMetricData, GetMetricStatistics and ListMetrics. */

import { AwsError } from '../../../aws/error.ts';
import { isJsonObject, numberAt, objectsIn, stringAt, stringsIn } from '../../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import type { Operation } from '../../../plugin/service.ts';
import type { CloudWatch } from '../cloudwatch.ts';
import { UnsupportedExpression } from '../metric-math.ts';
import { metricQuery, readMetricId, readQueries, seriesOf, UnsupportedQuery } from '../query.ts';

export const GET_METRIC_DATA: Operation<CloudWatch> = {
  permissions: () => [{ action: 'cloudwatch:GetMetricData', resource: '*' }],
  serve: (input, { store }) => {
    const { fromMs, toMs } = range(input);
    const isAscending = stringAt(input, 'ScanBy') === 'TimestampAscending';
    return rejecting(() => {
      const queries = readQueries(input['MetricDataQueries']).filter(({ isReturned }) => isReturned);
      const results = queries.map((query) => {
        const points = seriesOf(query, store, fromMs, toMs);
        const inOrder = isAscending ? points : points.toReversed();
        return {
          Id: query.id,
          Label: query.label,
          Timestamps: inOrder.map(({ atMs }) => atMs / 1000),
          Values: inOrder.map(({ value }) => value),
          StatusCode: 'Complete',
        };
      });
      return { MetricDataResults: results, Messages: [] };
    });
  },
};

export const GET_METRIC_STATISTICS: Operation<CloudWatch> = {
  permissions: () => [{ action: 'cloudwatch:GetMetricStatistics', resource: '*' }],
  serve: (input, { store }) => {
    const { fromMs, toMs } = range(input);
    const names = [...stringsIn(input['Statistics']), ...stringsIn(input['ExtendedStatistics'])];
    return rejecting(() => {
      const points = new Map<number, JsonObject>();
      for (const name of names) {
        const query = metricQuery('m1', readMetricId(input), name, numberAt(input, 'Period') ?? 60);
        for (const { atMs, value } of seriesOf(query, store, fromMs, toMs)) {
          const known = points.get(atMs) ?? { Timestamp: atMs / 1000 };
          const isExtended = name.startsWith('p');
          const extended = known['ExtendedStatistics'];
          const more = isExtended
            ? { ExtendedStatistics: { ...(isJsonObject(extended) && extended), [name]: value } }
            : { [name]: value };
          points.set(atMs, { ...known, ...more });
        }
      }
      return { Label: stringAt(input, 'MetricName') ?? '', Datapoints: [...points.values()] };
    });
  },
};

/** All that match at once. */
export const LIST_METRICS: Operation<CloudWatch> = {
  permissions: () => [{ action: 'cloudwatch:ListMetrics', resource: '*' }],
  serve: (input, { store }) => {
    const namespace = stringAt(input, 'Namespace');
    const name = stringAt(input, 'MetricName');
    const filters = objectsIn(input['Dimensions']);
    const metrics = store
      .list()
      .filter((metric) => namespace === undefined || metric.namespace === namespace)
      .filter((metric) => name === undefined || metric.name === name)
      .filter(({ dimensions }) =>
        filters.every((filter) => {
          const value = dimensions[stringAt(filter, 'Name') ?? ''];
          return value !== undefined && value === (stringAt(filter, 'Value') ?? value);
        }),
      );
    return {
      Metrics: metrics.map((metric) => ({
        Namespace: metric.namespace,
        MetricName: metric.name,
        Dimensions: Object.entries(metric.dimensions).map(([Name, Value]) => ({ Name, Value })),
      })),
    };
  },
};

function range(input: JsonObject): { readonly fromMs: number; readonly toMs: number } {
  const [fromMs, toMs] = ['StartTime', 'EndTime'].map((name) => epochMs(input[name]));
  if (fromMs === undefined || toMs === undefined) {
    throw new AwsError('MissingParameter', 'The request must contain the parameters StartTime and EndTime.');
  }
  if (fromMs >= toMs) throw new AwsError('ValidationError', 'StartTime must be before EndTime.');
  return { fromMs, toMs };
}

function epochMs(value: JsonValue | undefined): number | undefined {
  if (typeof value === 'number') return value * 1000;
  return typeof value === 'string' ? Date.parse(value) : undefined;
}

/** What can't be evaluated here is an error of its own, so that nobody takes an empty answer for no values. */
function rejecting<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UnsupportedQuery || error instanceof UnsupportedExpression)) throw error;
    throw new AwsError('UnknownOperationException', `The local cloud doesn't support ${error.message}.`);
  }
}
