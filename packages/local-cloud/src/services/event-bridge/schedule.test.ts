import assert from 'node:assert/strict';
import { afterEach, describe, it, vi } from 'vitest';
import { runSchedule } from './run-schedule.ts';
import { parseSchedule } from './schedule.ts';

function minuteOf(time: string): number {
  return Date.parse(time) / 60_000;
}

/** The first minute after `time` at which `expression` is due. */
function nextAfter(expression: string, time: string): string {
  const start = minuteOf(time);
  const isDue = parseSchedule(expression, start);
  let minute = start + 1;
  while (!isDue(minute)) minute += 1;
  return new Date(minute * 60_000).toISOString().slice(0, 16);
}

describe('a schedule expression', () => {
  for (const { expression, time, next } of [
    { expression: 'rate(1 minute)', time: '2026-01-01T00:00Z', next: '2026-01-01T00:01' },
    { expression: 'rate(5 minutes)', time: '2026-01-01T00:02Z', next: '2026-01-01T00:07' },
    { expression: 'rate(2 days)', time: '2026-01-01T00:02Z', next: '2026-01-03T00:02' },
    { expression: 'cron(0 10 * * ? *)', time: '2026-01-01T10:00Z', next: '2026-01-02T10:00' },
    { expression: 'cron(15 12 * * ? *)', time: '2026-01-01T10:00Z', next: '2026-01-01T12:15' },
    { expression: 'cron(0 18 ? * MON-FRI *)', time: '2026-01-02T18:00Z', next: '2026-01-05T18:00' },
    { expression: 'cron(0 8 1 * ? *)', time: '2026-01-01T08:00Z', next: '2026-02-01T08:00' },
    { expression: 'cron(0/10 * ? * MON-FRI *)', time: '2026-01-01T10:01Z', next: '2026-01-01T10:10' },
    { expression: 'cron(5,35 14 * MAR ? 2027)', time: '2026-12-31T14:10Z', next: '2027-03-01T14:05' },
    { expression: 'cron(0/30 20-23 ? * 1 *)', time: '2026-01-01T00:00Z', next: '2026-01-04T20:00' },
  ] as const) {
    it(`${expression} comes after ${time} at ${next}`, () => assert.equal(nextAfter(expression, time), next));
  }

  for (const { expression, message } of [
    { expression: 'rate(0 minutes)', message: /not valid/ },
    { expression: 'rate(5 fortnights)', message: /not valid/ },
    { expression: 'every day', message: /not valid/ },
    { expression: 'cron(0 10 * *)', message: /must have 6 fields/ },
    { expression: 'cron(0 10 L * ? *)', message: /doesn't support "L"/ },
    { expression: 'cron(0 10 ? * 2#1 *)', message: /doesn't support "2#1"/ },
    { expression: 'cron(61 10 * * ? *)', message: /doesn't support "61"/ },
  ] as const) {
    it(`${expression} is refused`, () =>
      assert.throws(() => parseSchedule(expression, 0), { name: 'StartupError', message }));
  }
});

describe('a running schedule', () => {
  afterEach(() => vi.useRealTimers());

  it('fires in each minute that is due, and once for those that were slept through', () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'], now: 60_000 * 100 });
    const fired: number[] = [];
    const stop = runSchedule(parseSchedule('rate(2 minutes)', 100), (minute) => fired.push(minute));
    for (let minute = 1; minute <= 4; minute += 1) vi.advanceTimersByTime(60_000);
    assert.deepEqual(fired, [102, 104]);
    // The machine sleeps: its clock goes on and its timers do not.
    vi.setSystemTime(Date.now() + 60_000 * 16);
    vi.advanceTimersByTime(60_000);
    assert.deepEqual(fired, [102, 104, 120]);
    stop();
    vi.advanceTimersByTime(60_000 * 4);
    assert.equal(fired.length, 3);
  });
});
