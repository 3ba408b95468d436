/** Serves the stub's page, and does what its buttons say. */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { StripeStub } from '../../functions/shared/payment-gateway/testing/stripe-stub.ts';
import { PAGE_HEADERS, stripePage } from './page.ts';

export type ServedPage = { readonly url: string; readonly port: number; readonly close: () => void };

/** Throws the system's error if the port is taken. */
export async function servePage(stub: StripeStub, port: number): Promise<ServedPage> {
  const server = createServer((request, response) => {
    respond(stub, request, response).catch(() => response.destroy());
  });
  const bound: PromiseWithResolvers<void> = Promise.withResolvers();
  server.once('error', bound.reject).listen(port, '127.0.0.1', bound.resolve);
  await bound.promise;
  const address = server.address();
  const own = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://localhost:${own}/`,
    port: own,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

type Reply = {
  readonly status: number;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: string;
};

async function respond(stub: StripeStub, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { status, headers, body } = await replyTo(stub, request);
  response.writeHead(status, headers).end(body);
}

async function replyTo(stub: StripeStub, request: IncomingMessage): Promise<Reply> {
  if (!isFromHere(request)) return text(403, 'This page is for this machine alone.');
  if (request.url !== '/') return text(404, 'Only / is here.');
  if (request.method === 'GET') return { status: 200, headers: PAGE_HEADERS, body: stripePage(stub) };
  if (request.method !== 'POST') return text(405, 'GET and POST only.');
  const problem = act(stub, new URLSearchParams(await textOf(request)));
  return problem === undefined ? { status: 303, headers: { location: '/' } } : text(409, problem);
}

/** Pages of other sites can send forms to this machine, too. */
function isFromHere({ headers: { host = '', origin } }: IncomingMessage): boolean {
  return /^(localhost|127\.0\.0\.1):\d+$/.test(host) && (origin === undefined || origin === `http://${host}`);
}

/** Returns why it can't be done: the page may be older than what happened meanwhile. */
function act(stub: StripeStub, form: URLSearchParams): string | undefined {
  const choice = choose(stub, form);
  if (!choice) return 'There is no such button.';
  try {
    choice();
    return undefined;
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}. Go back, and reload the page.`;
  }
}

function choose(stub: StripeStub, form: URLSearchParams): (() => void) | undefined {
  const [payment, refund, how] = [form.get('payment') ?? '', form.get('refund') ?? '', form.get('deliver')];
  if (how === 'once' || how === 'twice' || how === 'held' || how === 'never') return () => deliver(stub, how);
  const choices: { readonly [act: string]: () => void } = {
    confirm: () => stub.authenticate(payment, true),
    decline: () => stub.authenticate(payment, false),
    pay: () => stub.settle(payment, true),
    reject: () => stub.settle(payment, false),
    bounce: () => stub.bounce(refund),
  };
  const name = form.get('act') ?? '';
  return Object.hasOwn(choices, name) ? choices[name] : undefined;
}

/** What was held comes as soon as it isn't any more. */
function deliver({ webhooks }: StripeStub, how: 'once' | 'twice' | 'held' | 'never'): void {
  webhooks.deliver(how);
  if (how !== 'held') webhooks.releaseHeld();
}

function text(status: number, line: string): Reply {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: `${line}\n` };
}

/** More than any form of the page. */
const MOST_BYTES = 10_000;

async function textOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > MOST_BYTES) throw new Error('The request is too long.');
  }
  return body;
}
