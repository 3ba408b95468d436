/** Reads the body of a request, up to a size. */

import type { IncomingMessage } from 'node:http';

/** The client closed its connection before its request was whole: nobody waits for an answer. */
export class ClientLeftError extends Error {
  override readonly name = 'ClientLeftError';

  constructor() {
    super('The client closed the connection before its request was complete.');
  }
}

/** A larger upload is let in to its end so that its sender hears the refusal; beyond this it is cut off. */
const MAX_DRAIN_BYTES = 20_000_000;

/** Undefined for a body of more than `limitBytes`. Throws `ClientLeftError`. */
export function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    if (request.destroyed) return reject(new ClientLeftError());
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= limitBytes) chunks.push(chunk);
      if (bytes > limitBytes + MAX_DRAIN_BYTES) request.destroy();
    });
    request.on('end', () => resolve(bytes > limitBytes ? undefined : Buffer.concat(chunks)));
    request.on('error', () => reject(new ClientLeftError()));
    request.on('close', () => {
      // Every request closes, and an error that nobody hears takes as long to make as any other.
      if (!request.complete) reject(new ClientLeftError());
    });
  });
}
