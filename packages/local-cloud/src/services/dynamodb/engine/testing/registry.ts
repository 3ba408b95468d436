/** A package registry that holds one package, for a worker thread: npm runs while the main thread waits for it. */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import { isObject } from '../../../../kernel/json.ts';

/** `tarball` is a file that `npm pack` has made. */
export type RegistryData = { readonly name: string; readonly version: string; readonly tarball: string };

function isRegistryData(value: unknown): value is RegistryData {
  return isObject(value) && [value['name'], value['version'], value['tarball']].every((one) => typeof one === 'string');
}

const data: unknown = workerData;
if (!isRegistryData(data)) throw new Error('The registry needs the package that it serves.');
const { name, version, tarball } = data;
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
