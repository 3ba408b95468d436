/**
 * The thread in which the inbox's server runs: aws-ses-v2-local has handlers that answer twice or reject without being
 * awaited, and what ends a thread does not end the local cloud.
 */

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener, ServerResponse } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import { answerRequests } from '../../gateway/door/answer-requests.ts';
import { createFindRefusal } from '../../gateway/door/local-callers.ts';
import { isObject } from '../../kernel/json.ts';
import { isServed } from './inbox-requests.ts';

/** What the thread is given, and the first and only message that it sends. */
export type InboxSettings = { readonly allowedHosts: readonly string[]; readonly token: string };
export type InboxStarted = { readonly port: number };

const HEADERS_WITHIN_MS = 15_000;
const REQUEST_WITHIN_MS = 60_000;

function startServer({ allowedHosts, token }: InboxSettings) {
  const unanswered = new Set<ServerResponse>();
  let library: Promise<RequestListener> | undefined;
  const answer = answerRequests(createFindRefusal(allowedHosts), async (request, response) => {
    if (!isServed(request, token)) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Nothing here.\n');
      return;
    }
    unanswered.add(response.on('close', () => unanswered.delete(response)));
    library ??= loadLibrary();
    const serve = await library;
    serve(request, response);
  });
  process.on('unhandledRejection', (error) => {
    console.error('The inbox could not handle a request.', error);
    for (const response of unanswered) response.destroy();
  });
  const settings = { headersTimeout: HEADERS_WITHIN_MS, requestTimeout: REQUEST_WITHIN_MS };
  return createServer(settings, answer).listen(0, '127.0.0.1');
}

/** Loaded by the first mail or the first look: it takes a third of a second of CPU time, and many runs send no mail. */
async function loadLibrary(): Promise<RequestListener> {
  const { default: library } = await import('aws-ses-v2-local');
  const server = await library.default({ host: '127.0.0.1', port: 0 });
  server.close();
  const [serve] = server.listeners('request');
  if (!serve) throw new Error('aws-ses-v2-local has no request listener.');
  return (request, response) => void Reflect.apply(serve, server, [request, response]);
}

function isInboxSettings(value: unknown): value is InboxSettings {
  if (!isObject(value) || typeof value['token'] !== 'string') return false;
  const hosts = value['allowedHosts'];
  return Array.isArray(hosts) && hosts.every((host) => typeof host === 'string');
}

const settings: unknown = workerData;
if (!isInboxSettings(settings)) throw new Error('The inbox needs its settings.');
const server = startServer(settings);
await once(server, 'listening');
const address = server.address();
if (typeof address !== 'object' || address === null) throw new Error('The inbox has no port.');
parentPort?.postMessage({ port: address.port } satisfies InboxStarted);
