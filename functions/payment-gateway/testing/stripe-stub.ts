/** Stripe's API as its reference documents it, as far as the adapter goes: intents, refunds, idempotent requests. */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { StripeAddress } from '../stripe-gateway.ts';

type Intent = { id: string; object: 'payment_intent'; amount: number; status: string; metadata: { orderId: string } };
type Answer = { readonly status: number; readonly body: object };
type Request = { readonly path: string; readonly parameters: URLSearchParams };

export type StripeStub = {
  readonly address: StripeAddress;
  readonly intents: Map<string, Intent>;
  readonly refunds: { id: string; payment_intent: string; amount: number }[];
  /** Requests whose path matches are served, and their answers are lost; undefined ends that. */
  dropAnswersOf(path: RegExp | undefined): void;
  /** The next request is answered with this status and not served. */
  failOnce(status: number): void;
  close(): void;
};

const error = (status: number, body: object): Answer => ({ status, body: { error: body } });

export async function startStripeStub(): Promise<StripeStub> {
  const intents = new Map<string, Intent>();
  const refunds: StripeStub['refunds'] = [];
  const methods = new Map<string, string>();
  const answers = new Map<string, Answer>();
  let toDrop: RegExp | undefined;
  let toFail: number | undefined;

  const create = ({ parameters }: Request): Answer => {
    const method = parameters.get('payment_method') ?? '';
    if (!method.startsWith('pm_')) {
      return error(400, { type: 'invalid_request_error', code: 'resource_missing', param: 'payment_method', message: 'No such PaymentMethod' });
    }
    const id = `pi_${intents.size + 1}`;
    const metadata = { orderId: parameters.get('metadata[orderId]') ?? '' };
    intents.set(id, { id, object: 'payment_intent', amount: Number(parameters.get('amount')), status: 'requires_confirmation', metadata });
    methods.set(id, method);
    return { status: 200, body: { ...intents.get(id) } };
  };
  const confirm = (intent: Intent): Answer => {
    if (intent.status === 'canceled') return error(400, { type: 'invalid_request_error', code: 'payment_intent_unexpected_state', message: 'canceled' });
    if (methods.get(intent.id) === 'pm_card_chargeDeclined') {
      return error(402, { type: 'card_error', code: 'card_declined', message: 'Your card was declined.' });
    }
    intent.status = methods.get(intent.id) === 'pm_card_authenticationRequired' ? 'requires_action' : 'succeeded';
    return { status: 200, body: { ...intent } };
  };
  const serve = (method: string, request: Request): Answer => {
    const { path, parameters } = request;
    const intent = intents.get(path.split('/')[3] ?? '');
    if (path === '/v1/payment_intents/search') {
      const orderId = /'orderId'\]:'([^']*)'/.exec(parameters.get('query') ?? '')?.[1];
      const data = [...intents.values()].filter(({ metadata, status }) => metadata.orderId === orderId && status === 'succeeded');
      return { status: 200, body: { object: 'search_result', data: searchLags ? [] : data } };
    }
    if (path === '/v1/payment_intents') return create(request);
    if (path.endsWith('/confirm') && intent) return confirm(intent);
    if (path.endsWith('/cancel') && intent) {
      intent.status = 'canceled';
      return { status: 200, body: { ...intent } };
    }
    if (path === '/v1/refunds' && method === 'POST') {
      const payment_intent = parameters.get('payment_intent') ?? '';
      if (refunds.some((refund) => refund.payment_intent === payment_intent)) {
        return error(400, { type: 'invalid_request_error', code: 'charge_already_refunded', message: 'already refunded' });
      }
      refunds.push({ id: `re_${refunds.length + 1}`, payment_intent, amount: intents.get(payment_intent)?.amount ?? 0 });
      return { status: 200, body: { ...refunds.at(-1) } };
    }
    if (path === '/v1/refunds') {
      return { status: 200, body: { object: 'list', data: refunds.filter((one) => one.payment_intent === parameters.get('payment_intent')) } };
    }
    return intent ? { status: 200, body: { ...intent } } : error(404, { type: 'invalid_request_error', message: `no ${path}` });
  };
  // Search may lag by a minute ("Search", data freshness): the adapter must not need it.
  const searchLags = true;

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://stripe');
    const body = await textOf(request);
    const parameters = new URLSearchParams(request.method === 'GET' ? url.search : body);
    const failure = toFail;
    toFail = undefined;
    const key = request.headers['idempotency-key'];
    const known = typeof key === 'string' ? answers.get(key) : undefined;
    const answer = failure ? error(failure, { type: 'api_error', message: 'try again' }) : (known ?? serve(request.method ?? '', { path: url.pathname, parameters }));
    if (typeof key === 'string' && !failure) answers.set(key, answer);
    if (toDrop?.test(url.pathname)) return void request.socket.destroy();
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
  };
  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    address: { host: '127.0.0.1', port: typeof address === 'object' && address ? address.port : 0, protocol: 'http' },
    intents,
    refunds,
    dropAnswersOf: (path) => (toDrop = path),
    failOnce: (status) => (toFail = status),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: string[] = [];
  for await (const chunk of request) chunks.push(String(chunk));
  return chunks.join('');
}
