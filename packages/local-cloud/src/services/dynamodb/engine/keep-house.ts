/** Does regularly what DynamoDB does by itself: deletes expired items and forgets old stream records. */

import type { RunningEngine } from './start-engine.ts';
import { sweepTtl } from './sweep-ttl.ts';
import { trimStreams } from './trim-streams.ts';

/** DynamoDB promises days; a minute lets a person see it happen. */
const EVERY_MS = 60_000;

/** Answers a function that stops it. */
export function keepHouse(engine: RunningEngine, log: (line: string) => void): () => void {
  const timer = setInterval(() => {
    sweepTtl(engine)
      .then(() => trimStreams(engine.databasePath, Math.floor(Date.now() / 1000)))
      .catch((error: unknown) => log(`The engine could not be tidied up: ${String(error)}`));
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
