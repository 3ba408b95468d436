/** The order of a run: placed once, with the sandbox's card, and watched until nothing more happens to it. */
import { randomUUID } from 'node:crypto';
import { createOrdersClient, OrdersError } from '@ordersaga/client';
import { readCatalogue } from '../../catalogue.ts';
import type { Json } from '../../json.ts';
import { connect, startMessage } from './connect.ts';
import type { Endpoint } from './endpoint.ts';
import type { Socket } from './socket.ts';

/** An event as a subscriber got it. */
type Push = Readonly<Record<string, Json>>;

export type PreparedOrder = {
  readonly orderId: string;
  readonly idempotencyKey: string;
  readonly productId: string;
  readonly price: number;
  /** What subscribers heard of it, by version. */
  readonly pushes: readonly Push[];
};

/** A customer of this name has the orders that parity leaves behind. */
const CUSTOMER_ID = 'parity';

/** How long it may take to be done, with functions that start for the first time. In milliseconds. */
const PATIENCE_MS = 60_000;

/** The API takes no order; the message says why. */
export class OrderNotPlaced extends Error {
  override readonly name = 'OrderNotPlaced';
}

/** Places the order at the first call, and returns the same one at each. */
export function makeOrderOnce(endpoint: Endpoint): () => Promise<PreparedOrder> {
  let order: Promise<PreparedOrder> | undefined;
  return () => (order ??= prepare(endpoint).catch(explain));
}

async function prepare(endpoint: Endpoint): Promise<PreparedOrder> {
  const { name, graphqlUrl: url, realtimeUrl, apiKey } = endpoint;
  if (apiKey === undefined) throw new OrderNotPlaced(`The stack ${name} gives out no API key to place an order with.`);
  const client = createOrdersClient({ url, realtimeUrl, apiKey });
  const socket = await connect(endpoint);
  try {
    const inStock = (await readCatalogue(client)).filter(({ available }) => available > 0);
    const [product] = inStock.toSorted((one, other) => one.productId.localeCompare(other.productId));
    if (!product) throw new OrderNotPlaced(`No product of ${name} is in stock, so that no order can be placed.`);
    const { productId, price } = product;
    const input = {
      customerId: CUSTOMER_ID,
      items: [{ productId, price, quantity: 1 }],
      paymentMethodId: 'pm_card_visa',
    };
    const idempotencyKey = randomUUID();
    socket.send('{"type":"connection_init"}');
    await socket.next(PATIENCE_MS);
    const { orderId } = await client.createOrder(input, idempotencyKey);
    socket.send(await startMessage(endpoint, 'order', { variables: { orderId } }));
    const pushes = await hearAll(socket);
    return { orderId, idempotencyKey, productId, price, pushes };
  } finally {
    socket.close();
    client.close();
  }
}

function explain(error: unknown): never {
  if (error instanceof OrderNotPlaced) throw error;
  const message = error instanceof Error ? error.message : String(error);
  const errorType = error instanceof OrdersError ? error.errorType : null;
  throw new OrderNotPlaced(errorType === null ? message : `${errorType}: ${message}`, { cause: error });
}

/** After one of these, nothing happens to an order that nobody touches. */
const LAST_EVENTS: readonly Json[] = ['NOTIFICATION_SENT', 'NOTIFICATION_GIVEN_UP', 'ORDER_FAILED', 'ORDER_PARKED'];

/** Pushes may come twice, and one that had to be parked comes late. */
async function hearAll(socket: Socket): Promise<readonly Push[]> {
  const pushes = new Map<Json, Push>();
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    const push = pushIn(await socket.next(deadline - Date.now()));
    if (push === undefined) continue;
    pushes.set(push['version'] ?? null, push);
    if (LAST_EVENTS.includes(push['eventType'] ?? null)) break;
  }
  return [...pushes.values()].toSorted((one, other) => Number(one['version']) - Number(other['version']));
}

function pushIn(message: Json | undefined): Push | undefined {
  const payload = isObject(message) ? message['payload'] : undefined;
  const data = isObject(payload) ? payload['data'] : undefined;
  const push = isObject(data) ? data['orderStatus'] : undefined;
  return isObject(push) ? push : undefined;
}

function isObject(value: Json | undefined): value is Push {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
