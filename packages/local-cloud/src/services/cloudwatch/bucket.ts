/** The values that a metric had in a while, summed up: enough for every statistic, and of a bounded size. */

export type Bucket = {
  count: number;
  sum: number;
  minimum: number;
  maximum: number;
  /** How many values there were, by the value rounded to two digits: about 90 for each power of ten. */
  readonly counts: Map<number, number>;
};

export function emptyBucket(): Bucket {
  return { count: 0, sum: 0, minimum: Infinity, maximum: -Infinity, counts: new Map() };
}

export function addValue(bucket: Bucket, value: number, times = 1): void {
  bucket.count += times;
  bucket.sum += value * times;
  bucket.minimum = Math.min(bucket.minimum, value);
  bucket.maximum = Math.max(bucket.maximum, value);
  const rounded = roundToTwoDigits(value);
  bucket.counts.set(rounded, (bucket.counts.get(rounded) ?? 0) + times);
}

function roundToTwoDigits(value: number): number {
  if (Number.isInteger(value) && Math.abs(value) < 100) return value;
  return Number(value.toPrecision(2));
}

export function addBucket(into: Bucket, other: Bucket): void {
  into.count += other.count;
  into.sum += other.sum;
  into.minimum = Math.min(into.minimum, other.minimum);
  into.maximum = Math.max(into.maximum, other.maximum);
  for (const [value, times] of other.counts) into.counts.set(value, (into.counts.get(value) ?? 0) + times);
}

/** `Sum`, …, or a percentile such as `p99.9`; the rest of CloudWatch's statistics is not supported here. */
export function isStatistic(name: string): boolean {
  return Object.hasOwn(STATISTICS, name) || percentOf(name) !== undefined;
}

/** Undefined if there were no values. Percentiles are within two digits of the value. */
export function statisticOf(bucket: Bucket, name: string): number | undefined {
  if (bucket.count === 0) return undefined;
  const percent = percentOf(name);
  return percent === undefined ? STATISTICS[name]?.(bucket) : percentileOf(bucket, percent);
}

const STATISTICS: { readonly [name: string]: (bucket: Bucket) => number } = {
  SampleCount: ({ count }) => count,
  Sum: ({ sum }) => sum,
  Average: ({ sum, count }) => sum / count,
  Minimum: ({ minimum }) => minimum,
  Maximum: ({ maximum }) => maximum,
};

function percentOf(name: string): number | undefined {
  const [, digits] = /^p(\d{1,2}(?:\.\d{1,10})?|100)$/.exec(name) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** The least value that is not below so many percent of the values. */
function percentileOf({ count, counts, minimum, maximum }: Bucket, percent: number): number {
  const wanted = Math.max(1, Math.ceil((count * percent) / 100));
  let seen = 0;
  for (const [value, times] of [...counts].sort(([one], [other]) => one - other)) {
    seen += times;
    if (seen >= wanted) return Math.min(Math.max(value, minimum), maximum);
  }
  return maximum;
}
