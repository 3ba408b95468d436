/** Serves the built playground below `/playground/`, to be put in front of a server's other routes. */
import { createReadStream, readdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import type { PlaygroundSettings } from './settings.ts';

const ROOT = '/playground/';

const CONTENT_TYPES: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
};

type Playground = {
  /** The directory that `buildPlayground` returned. */
  readonly directory: string;
  readonly settings: PlaygroundSettings;
};

/**
 * Creates a request handler that returns whether the request was for the playground; if it wasn't, the response is
 * untouched. It serves only files that exist now, so a path can't lead outside of `directory`.
 *
 * @example
 * const playground = createPlayground({ directory: await buildPlayground('.cache'), settings });
 * createServer((request, response) => playground(request, response) || api(request, response));
 */
export function createPlayground({ directory, settings }: Playground) {
  const files = filesByPath(directory);
  const settingsText = JSON.stringify(settings);
  const securityHeaders = {
    'content-security-policy': contentSecurityPolicy(settings),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };

  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    if (path !== '/playground' && !path.startsWith(ROOT)) return false;

    const send = (status: number, headers: { readonly [name: string]: string }, body: string) => {
      response.writeHead(status, { ...securityHeaders, ...headers }).end(request.method === 'HEAD' ? '' : body);
      return true;
    };
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(405, { allow: 'GET, HEAD' }, '');
    if (path === '/playground') return send(308, { location: ROOT }, '');
    if (path === `${ROOT}settings.json`) {
      return send(200, { 'content-type': 'application/json', 'cache-control': 'no-store' }, settingsText);
    }

    const file = files.get(path);
    if (!file) return send(404, { 'content-type': 'text/plain; charset=utf-8' }, 'No such page in the playground.\n');
    const headers = { 'content-type': contentTypeOf(file), 'cache-control': cacheControlOf(path) };
    if (request.method === 'HEAD') return send(200, headers, '');
    response.writeHead(200, { ...securityHeaders, ...headers });
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response);
    return true;
  };
}

function filesByPath(directory: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    files.set(ROOT + relative(directory, file).split(sep).join('/'), file);
  }
  const page = files.get(`${ROOT}index.html`);
  if (!page) throw new Error(`There is no built playground in ${directory}.`);
  return files.set(ROOT, page);
}

/** Monaco writes style elements and attributes as it runs, and GraphiQL's fonts are data within its style sheet. */
function contentSecurityPolicy({ graphqlUrl, realtimeUrl }: PlaygroundSettings): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    "img-src 'self' data:",
    `connect-src 'self' ${new URL(graphqlUrl).origin} ${new URL(realtimeUrl).origin}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function contentTypeOf(file: string): string {
  return CONTENT_TYPES[extname(file)] ?? 'application/octet-stream';
}

/** All files but the page itself are in a folder that is named by its content. */
function cacheControlOf(path: string): string {
  return path.slice(ROOT.length).includes('/') ? 'public, max-age=31536000, immutable' : 'no-store';
}
