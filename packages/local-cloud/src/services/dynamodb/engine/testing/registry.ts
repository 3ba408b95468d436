/** A package registry that holds one package, for a worker thread: npm runs while the main thread waits for it. */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

/** `tarball` is a file that `npm pack` has made. */
export type RegistryData = { readonly name: string; readonly version: string; readonly tarball: string };

const { name, version, tarball }: RegistryData = workerData;
const content = readFileSync(tarball);
const integrity = `sha512-${createHash('sha512').update(content).digest('base64')}`;

const server = createServer((request, response) => {
  if (request.url === '/package.tgz') return void response.end(content);
  const dist = { tarball: `http://${request.headers.host}/package.tgz`, integrity };
  response.setHeader('content-type', 'application/json');
  response.end(
    JSON.stringify({ name, 'dist-tags': { latest: version }, versions: { [version]: { name, version, dist } } }),
  );
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  parentPort?.postMessage(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`);
});
