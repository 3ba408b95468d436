/** Bundles a script and serves it in an empty page of an origin of its own, as a team's own app. */

import { once } from 'node:events';
import { createServer } from 'node:http';
import { build } from 'esbuild';

/** Returns the page's URL and a function that ends the server. */
export async function servePage(script: string): Promise<{ url: string; close: () => void }> {
  const bundled = await build({ entryPoints: [script], bundle: true, format: 'esm', write: false });
  const code = bundled.outputFiles[0]?.text ?? '';
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(
      isScript ? code : '<!doctype html><title>page</title><body><script type="module" src="/page.js"></script>',
    );
  });
  await once(server.listen(0, 'localhost'), 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The page has no port.');
  return { url: `http://localhost:${address.port}/`, close: () => server.close() };
}
