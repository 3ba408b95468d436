/**
 * Stripe's API as its reference documents it, as far as the adapter goes: who may call, what an idempotency key does,
 * and what can go wrong. The first result of a key is saved, failures included, and repeated.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { StripeAddress } from '../stripe-gateway.ts';
import { error, unsaved } from './stripe-answers.ts';
import type { Answer, Intent, Refund } from './stripe-answers.ts';
import { createStripeBook } from './stripe-book.ts';
import type { BookRequest, StripeBook } from './stripe-book.ts';
import { createStripeWebhooks } from './stripe-webhooks.ts';
import type { StripeWebhooks } from './stripe-webhooks.ts';

/** `fails` before or after the effect, with a status; or the effect comes about and its response is lost. */
export type Fault = {
  /** Such as `POST /v1/refunds`. */
  readonly request: RegExp;
  readonly effect: 'fails' | 'fails after the effect' | 'loses the answer';
  readonly status?: number;
  /** How many requests it strikes; every one if left out. */
  readonly times?: number;
};

type StripeCall = { readonly request: string; readonly key: string | undefined; readonly parameters: string };

export type StripeStub = {
  readonly address: StripeAddress;
  /** Every request so far, in order. */
  readonly calls: readonly StripeCall[];
  readonly intents: ReadonlyMap<string, Intent>;
  readonly refunds: readonly Refund[];
  /** Confirms, or refuses to confirm, what requires the customer's action. */
  readonly authenticate: (intentId: string, isConfirmed: boolean) => void;
  /** Ends what is being processed. */
  readonly settle: (intentId: string, isPaid: boolean) => void;
  /** Sends the money of a refund back, or cancels the refund. */
  readonly bounce: StripeBook['bounce'];
  /** Gives nothing back of an intent from now on. */
  readonly dispute: StripeBook['dispute'];
  readonly webhooks: StripeWebhooks;
  /** The API keys that are valid. */
  readonly apiKeys: Set<string>;
  /** Faults from now on, in place of those before. */
  readonly setFaults: (...faults: readonly Fault[]) => void;
  /** Keeps the next such request in flight until the returned function is called; resolves once it is there. */
  readonly hold: (request: RegExp) => { readonly arrived: Promise<void>; readonly release: () => void };
  readonly close: () => void;
};

type Saved = { readonly asked: string; readonly answer: Answer | undefined };

export async function startStripeStub(): Promise<StripeStub> {
  const webhooks = createStripeWebhooks();
  const book = createStripeBook(webhooks.happened);
  const calls: StripeCall[] = [];
  const saved = new Map<string, Saved>();
  const apiKeys = new Set(['sk_test_stub']);
  let faults: { readonly fault: Fault; left: number }[] = [];
  const holds: { readonly request: RegExp; readonly onArrival: () => void; readonly released: Promise<void> }[] = [];

  const strike = (request: string): Fault | undefined => {
    const found = faults.find(({ fault, left }) => left > 0 && fault.request.test(request));
    if (found) found.left -= 1;
    return found?.fault;
  };

  const execute = (asked: BookRequest, fault: Fault | undefined): Answer => {
    const { status = 500 } = fault ?? {};
    const failure = error(status, { type: 'api_error', message: 'Something went wrong for ada@example.com.' });
    if (fault?.effect === 'fails') return status === 429 ? unsaved(failure) : failure;
    const answer = book.serve(asked);
    return fault?.effect === 'fails after the effect' ? failure : answer;
  };

  const oncePerKey = async (
    key: string | undefined,
    asked: BookRequest,
    run: () => Promise<Answer>,
  ): Promise<Answer> => {
    if (key === undefined || asked.method !== 'POST') return run();
    const fingerprint = `${asked.path}?${asked.parameters.toString()}`;
    const before = saved.get(key);
    if (before && before.asked !== fingerprint) {
      return error(400, {
        type: 'idempotency_error',
        message: 'Keys for idempotent requests can only be used with the same parameters.',
      });
    }
    if (before) return before.answer ?? keyInUse();
    saved.set(key, { asked: fingerprint, answer: undefined });
    const answer = await run();
    if (answer.isUnsaved) saved.delete(key);
    else saved.set(key, { asked: fingerprint, answer });
    return answer;
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://stripe');
    const method = request.method ?? '';
    const parameters = new URLSearchParams(method === 'GET' ? url.search : await textOf(request));
    const name = `${method} ${url.pathname}`;
    const key = request.headers['idempotency-key']?.toString();
    calls.push({ request: name, key, parameters: parameters.toString() });
    const asked = { method, path: url.pathname, parameters };
    const fault = strike(name);
    const isKnown = apiKeys.has((request.headers.authorization ?? '').replace('Bearer ', ''));
    const answer = !isKnown
      ? error(401, { type: 'invalid_request_error', message: 'Invalid API Key provided: sk_test_****tub' })
      : await oncePerKey(key, asked, async () => {
          const held = holds.findIndex((one) => one.request.test(name));
          const [hold] = held < 0 ? [] : holds.splice(held, 1);
          hold?.onArrival();
          await hold?.released;
          return execute(asked, fault);
        });
    if (fault?.effect === 'loses the answer') {
      request.socket.destroy();
      return;
    }
    const headers = { 'content-type': 'application/json', 'request-id': `req_${calls.length}` };
    response.writeHead(answer.status, headers).end(JSON.stringify(answer.body));
  };
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();

  return {
    address: { host: '127.0.0.1', port: typeof address === 'object' && address ? address.port : 0, protocol: 'http' },
    calls,
    intents: book.intents,
    refunds: book.refunds,
    authenticate: book.authenticate,
    settle: book.settle,
    bounce: book.bounce,
    dispute: book.dispute,
    webhooks,
    apiKeys,
    setFaults: (...next) => {
      faults = next.map((fault) => ({ fault, left: fault.times ?? Infinity }));
    },
    hold: (request) => {
      const arrived: PromiseWithResolvers<void> = Promise.withResolvers();
      const released: PromiseWithResolvers<void> = Promise.withResolvers();
      holds.push({ request, onArrival: arrived.resolve, released: released.promise });
      return { arrived: arrived.promise, release: released.resolve };
    },
    close: () => {
      webhooks.close();
      server.close();
      server.closeAllConnections();
    },
  };
}

function keyInUse(): Answer {
  return error(409, { type: 'idempotency_error', code: 'idempotency_key_in_use', message: 'In use.' });
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: string[] = [];
  for await (const chunk of request) chunks.push(String(chunk));
  return chunks.join('');
}
