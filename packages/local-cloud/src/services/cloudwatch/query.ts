/** What an alarm or a request asks of the metrics: one metric with a statistic, or metric math over several. */

import type { MetricId } from '../../aws/metric.ts';
import { numberAt, objectAt, objectsIn, stringAt } from '../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { isStatistic, statisticOf } from './bucket.ts';
import { parseExpression } from './metric-math.ts';
import { MINUTE_MS } from './metric-store.ts';
import type { MetricStore } from './metric-store.ts';

export type Query = {
  readonly id: string;
  readonly label: string;
  /** Whether its value is what is asked for, and not only what expressions need. */
  readonly isReturned: boolean;
  readonly periodSeconds: number;
  /** The metrics that it reads. */
  readonly metrics: readonly MetricId[];
  /** Undefined if there are no values from `fromMs` on and before `toMs`. */
  valueIn(store: MetricStore, fromMs: number, toMs: number): number | undefined;
};

/** The message says what can't be evaluated here; where it stands is for the caller to add. */
export class UnsupportedQuery extends Error {
  override readonly name = 'UnsupportedQuery';
}

/** Throws `UnsupportedQuery`. */
export function metricQuery(
  id: string,
  metric: MetricId,
  statistic: string,
  periodSeconds: number,
  isReturned = true,
): Query {
  if (!isStatistic(statistic)) throw new UnsupportedQuery(`the statistic ${statistic}`);
  if (periodSeconds < 60 || periodSeconds % 60 !== 0) {
    throw new UnsupportedQuery(`a period of ${periodSeconds} seconds, which is no whole minute`);
  }
  return {
    id,
    label: metric.name,
    isReturned,
    periodSeconds,
    metrics: [metric],
    valueIn: (store, fromMs, toMs) => statisticOf(store.read(metric, fromMs, toMs), statistic),
  };
}

/** Those of `MetricDataQueries` or of an alarm's `Metrics`. Throws `UnsupportedQuery`, and `UnsupportedExpression`. */
export function readQueries(value: JsonValue | undefined): readonly Query[] {
  const list = objectsIn(value);
  const queries = new Map<string, Query>();
  const find = (id: string): Query => {
    const known = queries.get(id);
    if (known) return known;
    const raw = list.find((one) => one['Id'] === id);
    if (!raw) throw new UnsupportedQuery(`the id ${id}, which no query has`);
    const read = raw['Expression'] === undefined ? statQuery(id, raw) : expressionQuery(id, raw, find);
    queries.set(id, read);
    return read;
  };
  return list.map((one) => find(stringAt(one, 'Id') ?? ''));
}

function statQuery(id: string, raw: JsonObject): Query {
  const stat = objectAt(raw, 'MetricStat');
  const query = metricQuery(
    id,
    readMetricId(objectAt(stat, 'Metric')),
    stringAt(stat, 'Stat') ?? '',
    numberAt(stat, 'Period') ?? 0,
    raw['ReturnData'] !== false,
  );
  return { ...query, label: stringAt(raw, 'Label') ?? query.label };
}

function expressionQuery(id: string, raw: JsonObject, find: (id: string) => Query): Query {
  const text = stringAt(raw, 'Expression') ?? '';
  const { evaluate, ids } = parseExpression(text);
  if (ids.includes(id)) throw new UnsupportedQuery(`the expression ${text}, which is about itself`);
  const parts = new Map(ids.map((name) => [name, find(name)]));
  const periods = [...parts.values()].map(({ periodSeconds }) => periodSeconds);
  const periodSeconds = numberAt(raw, 'Period') ?? periods[0] ?? 60;
  if (periods.some((one) => one !== periodSeconds)) {
    throw new UnsupportedQuery(`the expression ${text}, whose metrics have several periods`);
  }
  return {
    id,
    label: stringAt(raw, 'Label') ?? id,
    isReturned: raw['ReturnData'] !== false,
    periodSeconds,
    metrics: [...parts.values()].flatMap(({ metrics }) => metrics),
    valueIn: (store, fromMs, toMs) => evaluate((name) => parts.get(name)?.valueIn(store, fromMs, toMs)),
  };
}

/** `Dimensions` as in the API and in templates: a list of `Name` and `Value`. */
export function readMetricId(raw: JsonObject): MetricId {
  const dimensions = objectsIn(raw['Dimensions']);
  return {
    namespace: stringAt(raw, 'Namespace') ?? '',
    name: stringAt(raw, 'MetricName') ?? '',
    dimensions: Object.fromEntries(
      dimensions.map((one) => [stringAt(one, 'Name') ?? '', stringAt(one, 'Value') ?? '']),
    ),
  };
}

/** A value for each period that has one, oldest first; periods begin at multiples of themselves, as AWS aligns them. */
export function seriesOf(
  query: Query,
  store: MetricStore,
  fromMs: number,
  toMs: number,
): readonly { readonly atMs: number; readonly value: number }[] {
  const periodMs = query.periodSeconds * 1000;
  const points: { readonly atMs: number; readonly value: number }[] = [];
  const first = Math.floor(fromMs / periodMs) * periodMs;
  if ((toMs - first) / periodMs > MAX_POINTS) throw new UnsupportedQuery(`more than ${MAX_POINTS} data points`);
  for (let atMs = first; atMs < toMs; atMs += periodMs) {
    const value = query.valueIn(store, atMs, atMs + periodMs);
    if (value !== undefined) points.push({ atMs, value });
  }
  return points;
}

/** Of GetMetricData, which may return 100,800; these are a week of minutes. */
const MAX_POINTS = (7 * 24 * 60 * 60_000) / MINUTE_MS;
