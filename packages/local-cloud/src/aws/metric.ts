/** What services tell CloudWatch: one value of one metric. */

export type MetricId = {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: { readonly [name: string]: string };
};

export type MetricDatum = MetricId & {
  readonly value: number;
  /** Now if left out. */
  readonly atEpochMs?: number;
};

export type RecordMetric = (datum: MetricDatum) => void;

/** The same for the same metric, whatever the order of its dimensions. Called for every value, so it's no JSON. */
export function metricKey({ namespace, name, dimensions }: MetricId): string {
  const names = Object.keys(dimensions);
  if (names.length > 1) names.sort();
  let key = `${namespace}\n${name}`;
  for (const one of names) key += `\n${one}\n${dimensions[one]}`;
  return key;
}
