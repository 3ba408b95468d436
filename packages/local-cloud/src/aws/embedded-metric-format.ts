/** Metrics that stand in a line of a log (CloudWatch Logs user guide, "Specification: Embedded metric format"). */

import { asString, isJsonObject, objectsIn, parseObject, stringAt, stringsIn } from '../kernel/json.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import type { MetricDatum } from './metric.ts';

/** None for a line that is no log event in this format. Directives and metrics that break its rules are left out. */
export function embeddedMetrics(line: string): readonly MetricDatum[] {
  // Parsing each line would cost more than the functions' own work.
  if (!line.includes('"_aws"')) return [];
  const event = parseObject(line);
  const metadata = event?.['_aws'];
  if (!event || !isJsonObject(metadata)) return [];
  const { Timestamp: timestamp, CloudWatchMetrics: directives } = metadata;
  const atEpochMs = typeof timestamp === 'number' ? timestamp : Date.now();
  return objectsIn(directives).flatMap((directive) => metricsOf(directive, event, atEpochMs));
}

function metricsOf(directive: JsonObject, event: JsonObject, atEpochMs: number): readonly MetricDatum[] {
  const namespace = stringAt(directive, 'Namespace') ?? '';
  const sets = listIn(directive['Dimensions']).map((names) => dimensionsOf(names, event));
  const names = objectsIn(directive['Metrics']).flatMap((metric) => stringAt(metric, 'Name') ?? []);
  return names.flatMap((name) =>
    valuesOf(event[name]).flatMap((value) =>
      (sets.length > 0 ? sets : [{}]).map((dimensions) => ({ namespace, name, dimensions, value, atEpochMs })),
    ),
  );
}

function dimensionsOf(names: JsonValue, event: JsonObject): { readonly [name: string]: string } {
  return Object.fromEntries(stringsIn(names).map((name) => [name, asString(event[name] ?? '')]));
}

function valuesOf(value: JsonValue | undefined): readonly number[] {
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'number');
}

function listIn(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
