/** The line of the log that CloudWatch makes metrics of. */
import assert from 'node:assert/strict';
import { afterEach, describe, it, vi } from 'vitest';
import { count, measure } from './metrics.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** The lines that are written to standard output meanwhile. */
function linesOf(run: () => void): unknown[] {
  const lines: unknown[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    lines.push(JSON.parse(String(chunk)));
    return true;
  });
  run();
  return lines;
}

describe('count', () => {
  it('writes one line with all counts, by the function alone', () => {
    vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', 'sweep-orders');
    vi.useFakeTimers({ toFake: ['Date'], now: 1000 });
    const lines = linesOf(() => {
      count({ OrdersSwept: 2, OrdersStuck: 0 });
      count({ EventsParked: 1 });
    });
    vi.useRealTimers();
    const metadata = (...names: string[]) => ({
      Timestamp: 1000,
      CloudWatchMetrics: [
        {
          Namespace: 'Ordersaga',
          Dimensions: [['FunctionName']],
          Metrics: names.map((Name) => ({ Name, Unit: 'Count' })),
        },
      ],
    });
    assert.deepEqual(lines, [
      { _aws: metadata('OrdersSwept', 'OrdersStuck'), FunctionName: 'sweep-orders', OrdersSwept: 2, OrdersStuck: 0 },
      { _aws: metadata('EventsParked'), FunctionName: 'sweep-orders', EventsParked: 1 },
    ]);
  });

  it('writes several values of one metric as a list, and durations in milliseconds', () => {
    vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', 'publish-status');
    const lines = linesOf(() => {
      count({ PaymentDeclined: [0, 1, 0] });
      measure({ TimeToComplete: 1500 });
    });
    const [declined, time] = lines.map((line) => JSON.stringify(line));
    assert.match(declined ?? '', /"Name":"PaymentDeclined","Unit":"Count".*"PaymentDeclined":\[0,1,0\]/);
    assert.match(time ?? '', /"Name":"TimeToComplete","Unit":"Milliseconds".*"TimeToComplete":1500/);
  });
});
