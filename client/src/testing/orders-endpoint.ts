/** An orders API over real HTTP and WebSockets, with graphql-js on the project's schema and orders in memory. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { text } from 'node:stream/consumers';
import { buildSchema, graphql, type GraphQLError } from 'graphql';
import { createRealtimeServer, GOOD_KEY, createFakeApi, type FakeApi } from '@ordersaga/local-cloud/testing';
import { OrdersError, ordersErrorFrom } from '../errors.ts';
import type { AddProductInput, CreateOrderInput, RefundOrderInput } from '../types.ts';
import {
  TO_CANCELLED,
  TO_COMPLETED,
  ONCE_PAID,
  TO_FAILED,
  createOrderBook,
  toAwaitingCustomer,
  type Move,
  type OrderBook,
  type StoredOrder,
} from './order-book.ts';
import { refundIssued, refundRequest } from './refunds.ts';

export { GOOD_KEY };

export type OrdersEndpoint = {
  readonly url: string;
  readonly book: OrderBook;
  readonly api: FakeApi;
  /** Headers of the HTTP requests so far. */
  readonly requests: IncomingHttpHeaders[];
  /** Requests that asked for a WebSocket so far. */
  readonly upgrades: IncomingMessage[];
  /** Ends all WebSockets; new ones are served. */
  readonly dropSockets: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const SCHEMA = buildSchema(
  ['client/appsync.graphql', 'schema.graphql']
    .map((path) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'))
    .join('\n'),
);

/** With `runsOrders`, each order or refund that arrives over HTTP goes as far as it does by itself. */
export async function startOrdersEndpoint({ runsOrders = false } = {}): Promise<OrdersEndpoint> {
  const api = createFakeApi();
  const book = createOrderBook();
  const requests: IncomingHttpHeaders[] = [];
  const upgrades: IncomingMessage[] = [];
  let realtime = createRealtimeServer(api);

  const moveAlong = (orderId: string, moves: readonly Move[]): void =>
    moves.forEach((move) => api.publish(book.record(orderId, move)));

  const movesOf = (orderId: string, { paymentMethodId }: CreateOrderInput): readonly Move[] => {
    if (paymentMethodId === 'pm_card_visa') return TO_COMPLETED;
    if (paymentMethodId !== 'pm_card_authenticationRequired') return TO_FAILED;
    return toAwaitingCustomer({ clientSecret: null, actionUrl: `${addressOf(server)}/bank/${orderId}` });
  };

  const run = (orderId: string, input: CreateOrderInput): void => {
    if (book.order(orderId).status === 'PENDING') moveAlong(orderId, movesOf(orderId, input));
  };

  /** The bank's page, in all that counts: whatever comes to it confirms the payment. */
  const confirm = (orderId: string, response: ServerResponse): void => {
    if (book.order(orderId).status === 'AWAITING_PAYMENT') moveAlong(orderId, ONCE_PAID);
    response.end();
  };

  const cancel = (orderId: string): StoredOrder => {
    const { status } = book.order(orderId);
    if (status !== 'PENDING') throw ordersErrorFrom([{ errorType: 'Conflict', message: `The order is ${status}.` }]);
    moveAlong(orderId, TO_CANCELLED);
    return book.order(orderId);
  };

  const refund = (input: RefundOrderInput): StoredOrder => {
    const { orderId } = input;
    const request = refundRequest(book.order(orderId), input);
    if (request) moveAlong(orderId, [request]);
    const order = book.order(orderId);
    if (request && runsOrders) setImmediate(moveAlong, orderId, refundIssued(order));
    return order;
  };

  const resume = (orderId: string, undo: boolean): StoredOrder => {
    const { status } = book.order(orderId);
    const message = `The order is ${status}; only one that needs attention can be resumed`;
    if (status !== 'NEEDS_ATTENTION') throw ordersErrorFrom([{ errorType: 'Conflict', message }]);
    moveAlong(orderId, [
      undo
        ? { eventType: 'UNDOING_REQUESTED', status: 'COMPENSATING' }
        : { eventType: 'RESUME_REQUESTED', status: 'PENDING' },
    ]);
    return book.order(orderId);
  };

  const rootValue = {
    createOrder: ({ input, idempotencyKey }: { input: CreateOrderInput; idempotencyKey?: string }) => {
      const order = book.createOrder(input, idempotencyKey);
      if (runsOrders && order.status === 'PENDING') setImmediate(run, order.orderId, input);
      return order;
    },
    cancelOrder: ({ orderId }: { orderId: string }) => cancel(orderId),
    refundOrder: refund,
    order: ({ orderId }: { orderId: string }) => book.order(orderId),
    ordersByCustomer: (args: { customerId: string; limit: number; nextToken?: string }) =>
      book.ordersByCustomer(args.customerId, args.limit, args.nextToken),
    products: (args: { limit: number; nextToken?: string }) => book.products(args.limit, args.nextToken),
    ordersByStatus: ({ status, limit }: { status: StoredOrder['status']; limit: number }) =>
      book.ordersByStatus(status, limit),
    resumeOrder: ({ orderId, undo }: { orderId: string; undo: boolean }) => resume(orderId, undo),
    addProduct: ({ input }: { input: AddProductInput }) => book.catalogue.addProduct(input),
    changePrice: book.catalogue.changePrice,
    restockProduct: book.catalogue.restockProduct,
    productHistory: ({ productId, limit }: { productId: string; limit: number }) =>
      book.catalogue.productHistory(productId, limit),
  };

  const answer = async (request: IncomingMessage): Promise<object> => {
    const { query, variables } = parseCall(await text(request));
    const { data, errors } = await graphql({ schema: SCHEMA, source: query, variableValues: variables, rootValue });
    return { data, ...(errors && { errors: errors.map(wireError) }) };
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [, atBank] = /^\/bank\/(.+)$/.exec(request.url ?? '') ?? [];
    if (atBank !== undefined) {
      confirm(atBank, response);
      return;
    }
    requests.push(request.headers);
    const { authorization, 'x-api-key': apiKey } = request.headers;
    const isAuthorized = apiKey === GOOD_KEY || authorization !== undefined;
    response.statusCode = isAuthorized ? 200 : 401;
    response.end(JSON.stringify(isAuthorized ? await answer(request) : { errors: [UNAUTHORIZED] }));
  };
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  server.on('upgrade', (request, socket, head) => {
    upgrades.push(request);
    realtime.handleUpgrade(request, socket, head);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `${addressOf(server)}/graphql`,
    book,
    api,
    requests,
    upgrades,
    dropSockets: async () => {
      const old = realtime;
      realtime = createRealtimeServer(api);
      await old.close();
    },
    close: async () => {
      await realtime.close();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function addressOf(server: Server): string {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

type Call = { readonly query: string; readonly variables?: { readonly [name: string]: unknown } };

function parseCall(body: string): Call {
  const call: unknown = JSON.parse(body);
  if (!isCall(call)) throw new TypeError('The body of a call is {query, variables}');
  return call;
}

function isCall(value: unknown): value is Call {
  return typeof value === 'object' && value !== null && 'query' in value && typeof value.query === 'string';
}

const UNAUTHORIZED = { errorType: 'UnauthorizedException', message: 'You are not authorized to make this call.' };

function wireError({ message, path, originalError }: GraphQLError): object {
  return {
    message,
    ...(path && { path }),
    ...(originalError instanceof OrdersError && {
      errorType: originalError.errorType,
      errorInfo: originalError.errorInfo,
    }),
  };
}
