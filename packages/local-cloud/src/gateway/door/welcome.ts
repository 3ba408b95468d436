/** Connections that have just been made: tells TLS from plain HTTP, and waits for neither forever. */

import type { Socket } from 'node:net';

/** What a TLS connection begins with (RFC 8446, "Record Protocol"), and no HTTP request does. */
const TLS_HANDSHAKE = 0x16;

/** Looks at the first byte, puts it back and hands the socket on. A socket that says nothing for `timeoutMs` is ended. */
export function welcome(socket: Socket, timeoutMs: number, pass: (isTls: boolean) => void): void {
  socket.on('error', () => socket.destroy());
  const timer = setTimeout(() => socket.destroy(), timeoutMs);
  socket.once('close', () => clearTimeout(timer));
  socket.once('data', (chunk: Buffer) => {
    clearTimeout(timer);
    socket.pause();
    socket.unshift(chunk);
    pass(chunk[0] === TLS_HANDSHAKE);
    // TLS takes up what was put back in the next tick; resumed before, the socket would lose it.
    process.nextTick(() => socket.resume());
  });
}
