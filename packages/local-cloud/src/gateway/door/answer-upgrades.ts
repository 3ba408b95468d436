/** As `answer-requests.ts`, for requests that want to become a WebSocket: nothing that happens on their socket is unheard. */

import { STATUS_CODES } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FindRefusal } from './local-callers.ts';

/** Takes the socket over, or throws. */
export type HandleUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Makes the listener for the `upgrade` event; `find` gives the handler of a request, undefined where there is none. */
export function answerUpgrades(
  findRefusal: FindRefusal,
  find: (request: IncomingMessage) => HandleUpgrade | undefined,
): HandleUpgrade {
  return (request, socket, head) => {
    // Node.js hands the socket over without a listener, and an error that no one hears ends the process.
    socket.on('error', () => socket.destroy());
    try {
      const refusal = findRefusal(request);
      if (refusal) return end(socket, refusal.status, refusal.message);
      const handle = find(request);
      if (!handle) return end(socket, 404, 'There is no WebSocket at this path.');
      handle(request, socket, head);
    } catch (error) {
      console.error(`The local cloud failed on the upgrade of ${request.url}`, error);
      end(socket, 500, 'The local cloud failed; its log says why.');
    }
  };
}

function end(socket: Duplex, status: number, message: string): void {
  const body = `${message}\n`;
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: text/plain',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
