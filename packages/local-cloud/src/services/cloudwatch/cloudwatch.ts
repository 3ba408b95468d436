/** The state of the service: metrics, and alarms that are evaluated on them. */

import { metricKey } from '../../aws/metric.ts';
import type { MetricDatum } from '../../aws/metric.ts';
import { isBreaching, lookBackMinutes } from './alarm-definition.ts';
import type { AlarmDefinition } from './alarm-definition.ts';
import { decideState, evaluationRange } from './decide-state.ts';
import type { AlarmStateValue } from './decide-state.ts';
import { createMetricStore, MINUTE_MS } from './metric-store.ts';
import type { MetricStore } from './metric-store.ts';

export type Alarm = {
  readonly definition: AlarmDefinition;
  state: AlarmStateValue;
  reason: string;
  sinceEpochMs: number;
};

/** An alarm that has come to another state. */
export type Transition = { readonly alarm: Alarm; readonly from: AlarmStateValue; readonly atEpochMs: number };

export type CloudWatch = {
  readonly store: MetricStore;
  readonly alarms: ReadonlyMap<string, Alarm>;
  addAlarm(definition: AlarmDefinition): void;
  /** `times`: how often the metric had this value. */
  record(datum: MetricDatum, times?: number): void;
  /** Evaluates all alarms as of that time. */
  evaluate(nowEpochMs: number): void;
  /** Evaluates those whose metrics have got values since the last call. */
  evaluateTouched(nowEpochMs: number): void;
  setState(alarm: Alarm, state: AlarmStateValue, reason: string, atEpochMs: number): void;
};

/** `tell` is called for each transition; `touch` when there is something to evaluate. */
export function createCloudWatch(
  startedEpochMs: number,
  tell: (transition: Transition) => void,
  touch: () => void,
): CloudWatch {
  const store = createMetricStore();
  const alarms = new Map<string, Alarm>();
  const byMetric = new Map<string, Alarm[]>();
  const touched = new Set<Alarm>();

  const setState = (alarm: Alarm, state: AlarmStateValue, reason: string, atEpochMs: number): void => {
    const from = alarm.state;
    if (from === state) return;
    Object.assign(alarm, { state, reason, sinceEpochMs: atEpochMs });
    tell({ alarm, from, atEpochMs });
  };

  const evaluateOne = (alarm: Alarm, nowEpochMs: number): void => {
    const { definition } = alarm;
    const values = valuesOf(definition, store, nowEpochMs);
    // What nobody could measure before the start is not missing.
    const isNew = nowEpochMs - startedEpochMs < lookBackMinutes(definition) * MINUTE_MS;
    if (isNew && values.every((value) => value === undefined) && definition.missingData === 'breaching') return;
    const points = values.map((value) => (value === undefined ? undefined : isBreaching(definition, value)));
    const state = decideState(points, definition, alarm.state);
    setState(alarm, state, reasonOf(definition, values), nowEpochMs);
  };

  return {
    store,
    alarms,
    addAlarm: (definition) => {
      const alarm: Alarm = {
        definition,
        state: 'INSUFFICIENT_DATA',
        reason: 'Unchecked: Initial alarm creation',
        sinceEpochMs: startedEpochMs,
      };
      alarms.set(definition.name, alarm);
      for (const metric of definition.query.metrics) {
        const key = metricKey(metric);
        byMetric.set(key, [...(byMetric.get(key) ?? []), alarm]);
        store.keep(metric, lookBackMinutes(definition));
      }
    },
    record: ({ value, atEpochMs = Date.now(), ...id }, times = 1) => {
      store.add(id, value, atEpochMs, times);
      const waiting = byMetric.get(metricKey(id));
      if (!waiting) return;
      for (const alarm of waiting) touched.add(alarm);
      touch();
    },
    evaluate: (nowEpochMs) => {
      touched.clear();
      for (const alarm of alarms.values()) evaluateOne(alarm, nowEpochMs);
    },
    evaluateTouched: (nowEpochMs) => {
      const some = [...touched];
      touched.clear();
      for (const alarm of some) evaluateOne(alarm, nowEpochMs);
    },
    setState,
  };
}

/**
 * Those of the evaluation range, newest first. The window slides with each minute, as CloudWatch's does; here it includes the
 * minute that has just begun, so that an alarm rings at once.
 */
function valuesOf(
  { query, evaluationPeriods }: AlarmDefinition,
  store: MetricStore,
  nowEpochMs: number,
): readonly (number | undefined)[] {
  const end = Math.floor(nowEpochMs / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
  const periodMs = query.periodSeconds * 1000;
  return Array.from({ length: evaluationRange(evaluationPeriods) }, (_, index) =>
    query.valueIn(store, end - (index + 1) * periodMs, end - index * periodMs),
  );
}

function reasonOf(
  { comparison, threshold, evaluationPeriods }: AlarmDefinition,
  values: readonly (number | undefined)[],
): string {
  const latest = values.slice(0, evaluationPeriods).map((value) => value ?? 'missing');
  return `Threshold Crossed: the last data points [${latest.join(', ')}] against ${comparison} ${threshold}.`;
}
