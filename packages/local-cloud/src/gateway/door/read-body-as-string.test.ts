import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { readBodyAsString } from './read-body-as-string.ts';

const MEGABYTE = 1024 * 1024;

const server = createServer((request, response) => {
  readBodyAsString(request).then(
    (text) => response.end(text.slice(0, 100)),
    (error: unknown) => response.writeHead(400).end(error instanceof Error ? error.name : ''),
  );
});
beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve)));
afterAll(() => void server.close());

async function post(body: Buffer): Promise<string> {
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-encoding': 'gzip' },
    body: new Uint8Array(body),
  });
  return response.text();
}

describe('a compressed body', () => {
  it('is unpacked', async () => {
    assert.equal(await post(gzipSync('{"Namespace":"Site"}')), '{"Namespace":"Site"}');
  });

  it('is rejected if it is none, or larger than any service takes', async () => {
    assert.equal(await post(Buffer.from('{}')), 'SerializationException');
    assert.equal(await post(gzipSync(Buffer.alloc(18 * MEGABYTE))), 'RequestEntityTooLargeException');
  });
});
