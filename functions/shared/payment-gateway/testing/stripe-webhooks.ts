/**
 * How Stripe tells an endpoint what happened ("Receive Stripe events in your webhook endpoint"): signed by the endpoint's
 * secret, again until a 2xx comes back, now and then twice, and in no certain order.
 */
import { setTimeout } from 'node:timers/promises';
import Stripe from 'stripe';
import type { Intent, Refund } from './stripe-answers.ts';
import type { OnEvent } from './stripe-book.ts';

type StripeEvent = { readonly id: string; readonly type: string; readonly data: { readonly object: Intent | Refund } };

type Endpoint = { readonly url: string; readonly secret: string };

/** What becomes of events from now on. Those that are held come about when they are released, the latest first. */
export type Delivering = 'once' | 'twice' | 'held' | 'never';

export type Delivery = { readonly event: StripeEvent; readonly status: number | 'no answer' };

export type StripeWebhooks = {
  readonly events: readonly StripeEvent[];
  /** Every try so far, in the order of their answers. */
  readonly deliveries: readonly Delivery[];
  /** Events before this one have no endpoint to go to. */
  readonly sendTo: (endpoint: Endpoint) => void;
  readonly deliver: (how: Delivering) => void;
  /** What becomes of events now. */
  readonly delivering: () => Delivering;
  readonly releaseHeld: () => void;
  readonly happened: OnEvent;
  /** Tries nothing again from now on. */
  readonly close: () => void;
};

/** Stripe's pauses begin with minutes. */
const PAUSE_MS = 100;

export function createStripeWebhooks(): StripeWebhooks {
  const events: StripeEvent[] = [];
  const deliveries: Delivery[] = [];
  const held: StripeEvent[] = [];
  let endpoint: Endpoint | undefined;
  let how: Delivering = 'once';
  let isClosed = false;

  const sendUntilTaken = async (event: StripeEvent): Promise<void> => {
    while (endpoint && !isClosed) {
      const status = await post(endpoint, event);
      deliveries.push({ event, status });
      if (typeof status === 'number' && status >= 200 && status < 300) return;
      await setTimeout(PAUSE_MS);
    }
  };

  const send = (event: StripeEvent): void => {
    sendUntilTaken(event).catch(() => deliveries.push({ event, status: 'no answer' }));
  };

  const happened: OnEvent = (type, object) => {
    const event = eventOf(`evt_${events.length + 1}`, type, object);
    events.push(event);
    if (how === 'held') held.push(event);
    const times = { once: 1, twice: 2, held: 0, never: 0 }[how];
    for (let sent = 0; sent < times; sent += 1) send(event);
  };

  return {
    events,
    deliveries,
    happened,
    sendTo: (next) => {
      endpoint = next;
    },
    deliver: (next) => {
      how = next;
    },
    delivering: () => how,
    releaseHeld: () => {
      for (const event of held.splice(0).toReversed()) send(event);
    },
    close: () => {
      isClosed = true;
    },
  };
}

/** An event of Stripe's API in which an intent or a refund changed. */
export function eventOf(id: string, type: string, object: Intent | Refund) {
  return {
    id,
    object: 'event',
    api_version: '2026-01-28',
    created: Math.floor(Date.now() / 1000),
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
    data: { object },
  };
}

/** The header by which Stripe says that a body is its own, signed now or at another time. */
export function signatureOf(body: string, secret: string, at = new Date()): string {
  const timestamp = Math.floor(at.getTime() / 1000);
  return Stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp });
}

async function post({ url, secret }: Endpoint, event: StripeEvent): Promise<Delivery['status']> {
  const body = JSON.stringify(event, null, 2);
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
    'stripe-signature': signatureOf(body, secret),
  };
  try {
    const response = await fetch(url, { method: 'POST', headers, body });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 'no answer';
  }
}
