/** Sends the same kind of request over and over on a number of connections and tells rate and latencies. */

export type Load = {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly count: number;
};

/**
 * Calls `send` with a running number, `connections` at a time, for `warmUp` calls that do not count and `count` that do.
 * A rejected call ends the measurement: a benchmark of failures would mean nothing.
 */
export async function measureLoad(
  { connections, warmUp, count }: { readonly connections: number; readonly warmUp: number; readonly count: number },
  send: (number: number) => Promise<void>,
): Promise<Load> {
  await sendAll(connections, warmUp, send);
  const latencies: number[] = [];
  const startedAt = performance.now();
  await sendAll(connections, count, async (number) => {
    const sentAt = performance.now();
    await send(warmUp + number);
    latencies.push(performance.now() - sentAt);
  });
  const seconds = (performance.now() - startedAt) / 1000;
  latencies.sort((left, right) => left - right);
  const percentile = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return { perSecond: count / seconds, p50Ms: percentile(0.5), p99Ms: percentile(0.99), count };
}

async function sendAll(connections: number, count: number, send: (number: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < count) await send(next++);
  };
  await Promise.all(Array.from({ length: connections }, lane));
}
