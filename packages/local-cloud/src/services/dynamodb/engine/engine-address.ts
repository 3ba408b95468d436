/**
 * Where the engine listens. It serves whoever asks, from any origin and for any host, and has no way to be told
 * otherwise, so it stands where no page can ask: on a port that browsers refuse to connect to.
 */

import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { StartupError } from '../../../kernel/startup-error.ts';

export type EngineAddress = { readonly host: string; readonly port: number };

/**
 * The "bad ports" of the Fetch standard above 1023. 4190 and 6679 are among them, too, but Chromium 156 connects to those
 * two; to these it does not, whether for a page, a request, an image or a WebSocket.
 */
export const PORTS_CLOSED_TO_BROWSERS: readonly number[] = [
  1719, 1720, 1723, 2049, 3659, 4045, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6697, 10080,
];

/** Finds an address on which nothing listens. Throws `StartupError` where there is none. */
export async function findEngineAddress(): Promise<EngineAddress> {
  const host = loopbackHost();
  const first = randomInt(PORTS_CLOSED_TO_BROWSERS.length);
  for (const port of [...PORTS_CLOSED_TO_BROWSERS.slice(first), ...PORTS_CLOSED_TO_BROWSERS.slice(0, first)]) {
    if (await isFree({ host, port })) return { host, port };
  }
  throw new StartupError(
    `All ports for the DynamoDB engine are taken on ${host}: ${PORTS_CLOSED_TO_BROWSERS.join(', ')}. End another local cloud.`,
  );
}

/** All of 127.0.0.0/8 is loopback but on macOS, which has the one address; the others leave room for many clouds at once. */
function loopbackHost(): string {
  return process.platform === 'darwin'
    ? '127.0.0.1'
    : `127.${randomInt(1, 255)}.${randomInt(256)}.${randomInt(1, 255)}`;
}

function isFree({ host, port }: EngineAddress): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
