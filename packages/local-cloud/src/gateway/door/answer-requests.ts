/** The one place from which handlers are called: it turns strangers away, awaits the handler, and owns what it throws. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError } from '../../aws/error.ts';
import type { FindRefusal, Refusal } from './local-callers.ts';
import { ClientLeftError } from './read-body.ts';

/** May throw or reject with anything: the client then gets an error, and the log what is not the client's fault. */
export type Handle = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** How long a client may leave an answer unread, in milliseconds. */
const READ_WITHIN_MS = 60_000;

/** Makes the listener for the `request` event of an HTTP server. */
export function answerRequests(findRefusal: FindRefusal, handle: Handle) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    serve(request, response, findRefusal, handle).catch((error: unknown) => {
      console.error('The local cloud could not finish an answer.', error);
      response.destroy();
    });
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  findRefusal: FindRefusal,
  handle: Handle,
): Promise<void> {
  response.on('error', () => response.destroy());
  try {
    const refusal = findRefusal(request);
    if (refusal) refuse(response, refusal);
    else await handle(request, response);
  } catch (error) {
    explain(error, request, response);
  }
  if (!response.writableFinished) response.setTimeout(READ_WITHIN_MS, () => response.destroy());
}

function refuse(response: ServerResponse, { status, message }: Refusal): void {
  response.writeHead(status, { 'content-type': 'text/plain', connection: 'close' }).end(`${message}\n`);
}

function explain(error: unknown, request: IncomingMessage, response: ServerResponse): void {
  const hasLeft = error instanceof ClientLeftError || (request.destroyed && !request.complete);
  if (hasLeft) return void response.destroy();
  const isOurs = !(error instanceof AwsError);
  if (isOurs) console.error(`The local cloud failed on ${request.method} ${request.url?.split('?', 1)[0]}`, error);
  if (response.headersSent) return void response.destroy();
  response.writeHead(isOurs ? 500 : error.statusCode, { 'content-type': 'application/json', connection: 'close' });
  response.end(
    `${JSON.stringify({ message: isOurs ? 'The local cloud failed; its log says why.' : error.message })}\n`,
  );
}
