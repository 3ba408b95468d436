/** A WebSocket that keeps what it hears, and also tells how its handshake was refused. */
import { WebSocket } from 'ws';
import type { RawData } from 'ws';
import type { Json } from '../../json.ts';
import { textOrJson } from './text-or-json.ts';

export type Socket = {
  /** How the handshake went: the sub-protocol that the server has selected, or the refusal. */
  readonly handshake: Json;
  readonly isOpen: boolean;
  send(message: string | Buffer): void;
  /** The next message but `ka`; undefined if there is none in time, or once the socket is closed and all are taken. */
  next(timeoutMs: number): Promise<Json | undefined>;
  /** The close code; undefined if it isn't closed in time. */
  closed(timeoutMs: number): Promise<number | undefined>;
  close(): void;
};

/** AppSync's clients wait as long for their acknowledgement. */
const HANDSHAKE_TIMEOUT_MS = 15_000;

/** Rejects if the host can't be reached; a refusal is a result. */
export async function openSocket(
  url: string,
  protocols: readonly string[],
  headers: Readonly<Record<string, string>>,
): Promise<Socket> {
  const raw = new WebSocket(url, [...protocols], { headers, handshakeTimeout: HANDSHAKE_TIMEOUT_MS });
  const heard: Json[] = [];
  let wake = (): void => {};
  raw.on('message', (data, isBinary) => {
    const message = isBinary ? '(binary)' : textOrJson(textOf(data));
    if (isKeepAlive(message)) return;
    heard.push(message);
    wake();
  });
  const closed = new Promise<number>((done) => raw.on('close', done));
  raw.on('close', () => wake());
  const handshake = await shakeHands(raw);
  // What breaks later closes the socket, and that is recorded.
  raw.on('error', () => {});

  return {
    handshake,
    isOpen: raw.readyState === WebSocket.OPEN || heard.length > 0,
    send: (message) => raw.send(message, () => {}),
    next: async (timeoutMs) => {
      if (heard.length === 0 && raw.readyState !== WebSocket.CLOSED) {
        const woken = new Promise<void>((resolve) => (wake = resolve));
        await within(woken, timeoutMs);
      }
      return heard.shift();
    },
    closed: (timeoutMs) => within(closed, timeoutMs),
    close: () => raw.terminate(),
  };
}

async function shakeHands(raw: WebSocket): Promise<Json> {
  const { promise, resolve, reject } = Promise.withResolvers<Json>();
  raw.once('open', () => resolve({ subProtocol: raw.protocol }));
  raw.once('unexpected-response', (_request, response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => void chunks.push(chunk));
    response.on('end', () => {
      resolve({ status: response.statusCode ?? 0, body: textOrJson(Buffer.concat(chunks).toString()) });
      raw.terminate();
    });
  });
  raw.once('error', (error) => {
    // Without a code it's about what the server has sent; `ws` then ends the connection by itself.
    if ('code' in error) reject(error);
    else resolve({ error: error.message });
  });
  return promise;
}

async function within<Result>(promise: Promise<Result>, timeoutMs: number): Promise<Result | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), timeoutMs);
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

function isKeepAlive(message: Json): boolean {
  return typeof message === 'object' && message !== null && 'type' in message && message['type'] === 'ka';
}

function textOf(data: RawData): string {
  return Buffer.isBuffer(data) ? data.toString() : '';
}
