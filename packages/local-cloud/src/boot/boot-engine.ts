/** Starts the DynamoDB engine, which keeps the tables and the state of all services, or finds the one that is given. */

import type { Closers } from '../kernel/closers.ts';
import { createCallEngine } from '../services/dynamodb/engine/call-engine.ts';
import type { CallEngine } from '../services/dynamodb/engine/call-engine.ts';
import { keepHouse } from '../services/dynamodb/engine/keep-house.ts';
import { locateEngine } from '../services/dynamodb/engine/locate-engine.ts';
import { lockDirectory } from '../services/dynamodb/engine/lock-directory.ts';
import { startEngine } from '../services/dynamodb/engine/start-engine.ts';

export type BootedEngine = {
  readonly call: CallEngine;
  /** Rejects when the engine ends by itself. */
  readonly failed: Promise<never>;
};

/** The data directory belongs to this cloud until it is closed. Throws `StartupError`. */
export async function bootEngine(
  dataDirectory: string,
  closers: Closers,
  log: (line: string) => void,
): Promise<BootedEngine> {
  closers.add(lockDirectory(dataDirectory));
  const { endpoint, failed } = await openEngine(dataDirectory, closers, log);
  const call = createCallEngine(endpoint);
  closers.add(() => call.close());
  return { call, failed };
}

async function openEngine(directory: string, closers: Closers, log: (line: string) => void) {
  const location = locateEngine(process.env);
  if ('endpoint' in location) return { endpoint: location.endpoint, failed: new Promise<never>(() => {}) };
  const engine = await startEngine(location.binary, directory);
  closers.add(() => engine.stop());
  closers.add(keepHouse(engine, log));
  return engine;
}
