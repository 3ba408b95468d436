/** PutMetricData. */

import { checkInput } from '../../../aws/check-input.ts';
import { AwsError } from '../../../aws/error.ts';
import { numberAt, objectAt, objectsIn, stringAt } from '../../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import type { Operation } from '../../../plugin/service.ts';
import type { CloudWatch } from '../cloudwatch.ts';
import { readMetricId } from '../query.ts';

/** CloudWatch API reference, "PutMetricData" and "Dimension". */
const MAX_METRICS_OF_A_REQUEST = 1000;
const MAX_DIMENSIONS = 30;

/** Rejects the namespaces of AWS's services on AWS; here they stand in for what no fault can bring about. */
const OF_AWS = /^AWS\//;

export const PUT_METRIC_DATA: Operation<CloudWatch> = {
  permissions: (input) => [
    {
      action: 'cloudwatch:PutMetricData',
      resource: '*',
      context: { 'cloudwatch:namespace': [stringAt(input, 'Namespace') ?? ''] },
    },
  ],
  serve: (input, cloudwatch, { log }) => {
    checkInput(input, SHAPE);
    const namespace = stringAt(input, 'Namespace') ?? '';
    if (OF_AWS.test(namespace)) log(`Warning: AWS rejects metrics of the namespace ${namespace} in PutMetricData.`);
    for (const datum of objectsIn(input['MetricData'])) put(namespace, datum, cloudwatch);
    return {};
  },
};

const SHAPE = {
  type: 'structure',
  members: {
    Namespace: { type: 'text', min: 1, max: 255, pattern: /^[^:].*$/s },
    MetricData: {
      type: 'list',
      max: MAX_METRICS_OF_A_REQUEST,
      of: {
        type: 'structure',
        members: {
          MetricName: { type: 'text', min: 1, max: 255 },
          Value: { type: 'number' },
          Timestamp: { type: 'timestamp' },
          Dimensions: { type: 'list', max: MAX_DIMENSIONS, of: { type: 'structure', members: {} } },
        },
        required: ['MetricName'],
      },
    },
  },
  required: ['Namespace'],
} as const;

function put(namespace: string, datum: JsonObject, cloudwatch: CloudWatch): void {
  const id = readMetricId({ ...datum, Namespace: namespace });
  const at = datum['Timestamp'];
  const atEpochMs = typeof at === 'number' ? at * 1000 : typeof at === 'string' ? Date.parse(at) : Date.now();
  for (const { value, times } of valuesOf(datum)) cloudwatch.record({ ...id, value, atEpochMs }, times);
}

/** A value, a list of values with their counts, or statistics, of which here the average stands for each sample. */
function valuesOf(datum: JsonObject): readonly { readonly value: number; readonly times: number }[] {
  const single = numberAt(datum, 'Value');
  if (single !== undefined) return [{ value: single, times: 1 }];
  if (Array.isArray(datum['Values'])) {
    const counts = numbersIn(datum['Counts']);
    return numbersIn(datum['Values']).map((value, index) => ({ value, times: counts[index] ?? 1 }));
  }
  const statistics = objectAt(datum, 'StatisticValues');
  const times = numberAt(statistics, 'SampleCount');
  if (times === undefined || times <= 0) {
    throw new AwsError('InvalidParameterCombination', 'A datum needs Value, Values or StatisticValues.');
  }
  return [{ value: (numberAt(statistics, 'Sum') ?? 0) / times, times }];
}

function numbersIn(value: JsonValue | undefined): readonly number[] {
  return (Array.isArray(value) ? value : []).filter((one) => typeof one === 'number');
}
