/** The metrics of the last hour, minute by minute. However much is recorded, it stays small. */

import { metricKey } from '../../aws/metric.ts';
import type { MetricId } from '../../aws/metric.ts';
import { addBucket, addValue, emptyBucket } from './bucket.ts';
import type { Bucket } from './bucket.ts';

export const MINUTE_MS = 60_000;

/** For who looks on; alarms that look further back have theirs kept longer. 20 invocations a second make 7 MB of it. */
const KEPT_MINUTES = 60;

/** CloudWatch has no such limit. A stack of fifty functions has about a thousand metrics here. */
const MAX_METRICS = 5000;

export type MetricStore = {
  add(id: MetricId, value: number, atEpochMs: number, times?: number): void;
  /** All values from `fromMs` on and before `toMs`, to the minute. */
  read(id: MetricId, fromMs: number, toMs: number): Bucket;
  /** Keeps the values of a metric for so many minutes, if they would be forgotten earlier. */
  keep(id: MetricId, minutes: number): void;
  /** Those that have values. */
  list(): readonly MetricId[];
};

type Series = { readonly id: MetricId; readonly minutes: Map<number, Bucket> };

export function createMetricStore(): MetricStore {
  const series = new Map<string, Series>();
  const keptMinutes = new Map<string, number>();

  /** The metric that was written last stands last in the map, so that the first is the one to forget. */
  const moveToEnd = (key: string, one: Series): void => {
    series.delete(key);
    series.set(key, one);
    const [oldest] = series.keys();
    if (series.size > MAX_METRICS && oldest !== undefined) series.delete(oldest);
  };

  return {
    add: (id, value, atEpochMs, times = 1) => {
      const key = metricKey(id);
      const minute = Math.floor(atEpochMs / MINUTE_MS);
      const known = series.get(key);
      const bucket = known?.minutes.get(minute);
      if (bucket) return addValue(bucket, value, times);
      const { minutes } = known ?? { minutes: new Map<number, Bucket>() };
      moveToEnd(key, known ?? { id, minutes });
      const first = emptyBucket();
      addValue(first, value, times);
      minutes.set(minute, first);
      forgetBefore(minutes, Math.floor(Date.now() / MINUTE_MS) - (keptMinutes.get(key) ?? KEPT_MINUTES));
    },
    read: (id, fromMs, toMs) => {
      const total = emptyBucket();
      const minutes = series.get(metricKey(id))?.minutes;
      if (!minutes) return total;
      const first = Math.floor(fromMs / MINUTE_MS);
      const end = Math.ceil(toMs / MINUTE_MS);
      for (const [minute, bucket] of minutes) if (minute >= first && minute < end) addBucket(total, bucket);
      return total;
    },
    keep: (id, minutes) => {
      const key = metricKey(id);
      keptMinutes.set(key, Math.max(minutes, keptMinutes.get(key) ?? KEPT_MINUTES));
    },
    list: () => [...series.values()].map(({ id }) => id),
  };
}

function forgetBefore(minutes: Map<number, Bucket>, oldest: number): void {
  for (const minute of minutes.keys()) if (minute < oldest) minutes.delete(minute);
}
