/** Reads the body of a request, up to a size. */
import type { IncomingMessage } from 'node:http';

/** Bytes; AppSync publishes no figure, and a query is limited by its tokens. */
const LARGEST_BODY_BYTES = 1_000_000;

/** A larger upload is let in to its end so that its sender hears the refusal; beyond this it is cut off. */
const LARGEST_DRAIN_BYTES = 20_000_000;

/** Undefined when the body is too large. */
export const readBody = (request: IncomingMessage): Promise<string | undefined> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= LARGEST_BODY_BYTES) chunks.push(chunk);
      if (bytes > LARGEST_DRAIN_BYTES) request.destroy();
    });
    request.on('end', () => resolve(bytes > LARGEST_BODY_BYTES ? undefined : Buffer.concat(chunks).toString()));
    request.on('error', reject);
    request.on('close', () => {
      // Every request closes, and an error that nobody hears takes as long to make as any other.
      if (!request.complete) reject(new Error('The client went away.'));
    });
  });
