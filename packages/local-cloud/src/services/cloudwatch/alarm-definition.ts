/** What an alarm asks, and when it rings. */

import type { Resource } from '../../assembly/resource.ts';
import { numberAt, stringAt, stringsIn } from '../../kernel/json.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { StartupError } from '../../kernel/startup-error.ts';
import { evaluationRange } from './decide-state.ts';
import type { DecisionRule, MissingData } from './decide-state.ts';
import { UnsupportedExpression } from './metric-math.ts';
import { metricQuery, readMetricId, readQueries, UnsupportedQuery } from './query.ts';
import type { Query } from './query.ts';

export type AlarmDefinition = DecisionRule & {
  readonly name: string;
  readonly arn: string;
  readonly description: string;
  readonly query: Query;
  readonly comparison: Comparison;
  readonly threshold: number;
  readonly actionsEnabled: boolean;
  /** ARNs of topics, by the state that the alarm comes to. */
  readonly actions: { readonly [State in 'ALARM' | 'OK' | 'INSUFFICIENT_DATA']: readonly string[] };
  /** As the template has them, for DescribeAlarms. */
  readonly properties: JsonObject;
};

const COMPARISONS = {
  GreaterThanThreshold: (value: number, threshold: number) => value > threshold,
  GreaterThanOrEqualToThreshold: (value: number, threshold: number) => value >= threshold,
  LessThanThreshold: (value: number, threshold: number) => value < threshold,
  LessThanOrEqualToThreshold: (value: number, threshold: number) => value <= threshold,
};
type Comparison = keyof typeof COMPARISONS;

const MISSING_DATA: readonly MissingData[] = ['missing', 'ignore', 'breaching', 'notBreaching'];

export function isBreaching({ comparison, threshold }: AlarmDefinition, value: number): boolean {
  return COMPARISONS[comparison](value, threshold);
}

/** How far back an alarm looks, in minutes. */
export function lookBackMinutes({ query, evaluationPeriods }: AlarmDefinition): number {
  return (query.periodSeconds / 60) * evaluationRange(evaluationPeriods);
}

/** Throws `StartupError` naming the alarm, the property and what isn't supported. */
export function readAlarm({ logicalId, name, properties }: Resource, arn: string): AlarmDefinition {
  const evaluationPeriods = numberAt(properties, 'EvaluationPeriods') ?? 1;
  const unsupported = (what: string) =>
    new StartupError(`The local cloud doesn't support ${what} in AWS::CloudWatch::Alarm (${logicalId}).`);
  const comparison = stringAt(properties, 'ComparisonOperator') ?? '';
  if (!isComparison(comparison)) throw unsupported(`the ComparisonOperator ${comparison}`);
  const wanted = stringAt(properties, 'TreatMissingData') ?? 'missing';
  const missingData = MISSING_DATA.find((one) => one === wanted);
  if (!missingData) throw unsupported(`TreatMissingData ${wanted}`);
  const lowSamples = stringAt(properties, 'EvaluateLowSampleCountPercentile') ?? 'evaluate';
  if (lowSamples !== 'evaluate') throw unsupported(`EvaluateLowSampleCountPercentile ${lowSamples}`);
  const topics = (property: string) => {
    const arns = stringsIn(properties[property]);
    const other = arns.find((one) => !one.startsWith('arn:aws:sns:'));
    if (other !== undefined) throw unsupported(`the action ${other}, which is no SNS topic,`);
    return arns;
  };
  return {
    name,
    arn,
    description: stringAt(properties, 'AlarmDescription') ?? '',
    query: supported(() => readQuery(properties), unsupported),
    comparison,
    threshold: numberAt(properties, 'Threshold') ?? 0,
    evaluationPeriods,
    datapointsToAlarm: numberAt(properties, 'DatapointsToAlarm') ?? evaluationPeriods,
    missingData,
    actionsEnabled: properties['ActionsEnabled'] !== false,
    actions: {
      ALARM: topics('AlarmActions'),
      OK: topics('OKActions'),
      INSUFFICIENT_DATA: topics('InsufficientDataActions'),
    },
    properties,
  };
}

function readQuery(properties: JsonObject): Query {
  if (properties['Metrics'] === undefined) {
    const statistic = stringAt(properties, 'ExtendedStatistic') ?? stringAt(properties, 'Statistic') ?? '';
    return metricQuery('m1', readMetricId(properties), statistic, numberAt(properties, 'Period') ?? 0);
  }
  const returned = readQueries(properties['Metrics']).filter(({ isReturned }) => isReturned);
  const [query, another] = returned;
  if (!query || another) throw new UnsupportedQuery(`${returned.length} queries with ReturnData instead of one`);
  return query;
}

function supported<Value>(read: () => Value, unsupported: (what: string) => StartupError): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnsupportedQuery) throw unsupported(error.message);
    if (error instanceof UnsupportedExpression) throw unsupported(`the metric math ${error.message},`);
    throw error;
  }
}

function isComparison(value: string): value is Comparison {
  return Object.hasOwn(COMPARISONS, value);
}
