import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, vi } from 'vitest';
import { statisticOf } from './bucket.ts';
import { createMetricStore, MINUTE_MS } from './metric-store.ts';

const NOW = Date.UTC(2026, 0, 1, 12);
const LATENCY = { namespace: 'Shop', name: 'Latency', dimensions: { Api: 'a', Stage: 'b' } };

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOW }));
afterEach(() => void vi.useRealTimers());

describe('the metrics', () => {
  it('have every statistic of the minutes that are asked for', () => {
    const store = createMetricStore();
    for (let value = 1; value <= 100; value += 1) store.add(LATENCY, value, NOW);
    store.add(LATENCY, 5000, NOW - MINUTE_MS);
    const read = (fromMs: number) => {
      const bucket = store.read(LATENCY, fromMs, NOW + MINUTE_MS);
      const names = ['SampleCount', 'Sum', 'Average', 'Minimum', 'Maximum', 'p50', 'p99', 'p100'];
      return names.map((name) => statisticOf(bucket, name));
    };
    assert.deepEqual(read(NOW), [100, 5050, 50.5, 1, 100, 50, 99, 100]);
    assert.deepEqual(read(NOW - MINUTE_MS), [101, 10_050, 10_050 / 101, 1, 5000, 51, 100, 5000]);
  });

  it('are the same whatever the order of their dimensions, and nothing if there are no values', () => {
    const store = createMetricStore();
    store.add({ ...LATENCY, dimensions: { Stage: 'b', Api: 'a' } }, 7, NOW);
    assert.equal(statisticOf(store.read(LATENCY, NOW, NOW + 1), 'Sum'), 7);
    const other = store.read({ ...LATENCY, dimensions: {} }, NOW, NOW + 1);
    assert.equal(statisticOf(other, 'Sum'), undefined);
  });

  it('are forgotten after an hour, or when an alarm needs them no more', () => {
    const store = createMetricStore();
    const kept = { ...LATENCY, name: 'Kept' };
    store.keep(kept, 24 * 60);
    for (const id of [LATENCY, kept]) {
      store.add(id, 1, NOW - 2 * 60 * MINUTE_MS);
      store.add(id, 1, NOW);
    }
    const sum = (id: typeof LATENCY) => statisticOf(store.read(id, 0, NOW + MINUTE_MS), 'Sum');
    assert.deepEqual([sum(LATENCY), sum(kept)], [1, 2]);
  });

  it('stay bounded: of five thousand and more, those go that were written longest ago', () => {
    const store = createMetricStore();
    for (let number = 0; number < 6000; number += 1) store.add({ ...LATENCY, name: `M${number}` }, 1, NOW);
    const names = store.list().map(({ name }) => name);
    assert.deepEqual([names.length, names[0]], [5000, 'M1000']);
  });

  it('take little room for many different values of one minute', () => {
    const store = createMetricStore();
    for (let value = 1; value <= 100_000; value += 1) store.add(LATENCY, value + Math.random(), NOW);
    const bucket = store.read(LATENCY, NOW, NOW + 1);
    assert.ok(bucket.counts.size < 500, String(bucket.counts.size));
    const p90 = statisticOf(bucket, 'p90') ?? 0;
    assert.ok(Math.abs(p90 - 90_000) < 1000, String(p90));
  });
});
