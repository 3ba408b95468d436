/** The payment intents and refunds that the stub of Stripe keeps, and their life cycle as its reference documents it. */
import { declines, failureOf, invalid, missing, ok, refundRefusal, unexpectedState } from './stripe-answers.ts';
import type { Answer, Decline, Intent, Refund } from './stripe-answers.ts';
import { TEST_CARDS } from './stripe-test-cards.ts';

export type StripeBook = {
  readonly intents: ReadonlyMap<string, Intent>;
  readonly refunds: readonly Refund[];
  readonly serve: (request: BookRequest) => Answer;
  /** The customer, in the browser: confirms with the bank, or doesn't. */
  readonly authenticate: (id: string, isConfirmed: boolean) => void;
  /** The bank, days later: has the money, or doesn't. */
  readonly settle: (id: string, isPaid: boolean) => void;
  /** The customer's bank sends the money of a refund back, or the refund is cancelled. */
  readonly bounce: (refundId: string, status?: 'failed' | 'canceled') => void;
  /** The customer's bank takes the money of an intent back. */
  readonly dispute: (id: string) => void;
};

/** Takes note of what happened to an intent or a refund, by the event's type; the object is as it was right after. */
export type OnEvent = (
  type: `payment_intent.${string}` | `refund.${string}` | `charge.refund.${string}`,
  object: Intent | Refund,
) => void;

export type BookRequest = { readonly method: string; readonly path: string; readonly parameters: URLSearchParams };

export function createStripeBook(onEvent: OnEvent = () => {}): StripeBook {
  const intents = new Map<string, Intent>();
  const refunds: Refund[] = [];
  const disputed = new Set<string>();

  const create = (parameters: URLSearchParams): Answer => {
    const amount = Number(parameters.get('amount'));
    const currency = parameters.get('currency') ?? '';
    const refusal = refusalOf(amount, currency);
    if (refusal) return refusal;
    const method = parameters.get('payment_method') ?? '';
    if (!method.startsWith('pm_')) return missing('payment_method', `No such PaymentMethod: '${method}'`);
    const id = `pi_${intents.size + 1}`;
    const rest = { status: 'requires_confirmation', last_payment_error: null, next_action: null } as const;
    const client_secret = `${id}_secret_abc`;
    const intent: Intent = {
      id,
      object: 'payment_intent',
      amount,
      currency,
      client_secret,
      metadata: metadataIn(parameters),
      payment_method: method,
      ...rest,
    };
    intents.set(id, intent);
    onEvent('payment_intent.created', { ...intent });
    return ok(intent);
  };

  const become = (intent: Intent, status: Intent['status'], changes: Partial<Intent> = {}): void => {
    Object.assign(intent, { next_action: null, ...changes, status });
    const name = status === 'requires_payment_method' ? 'payment_failed' : status;
    onEvent(`payment_intent.${name}`, { ...intent });
  };

  /** The method is no longer attached to the intent. */
  const fail = (intent: Intent, decline: Decline): void => {
    const last_payment_error = failureOf(intent, decline);
    become(intent, 'requires_payment_method', { payment_method: null, last_payment_error });
  };

  const charge = (intent: Intent): void => {
    const { decline, isSlow } = cardOf(intent);
    if (decline) fail(intent, decline);
    else become(intent, isSlow ? 'processing' : 'succeeded');
  };

  const confirm = (intent: Intent): Answer => {
    if (intent.status !== 'requires_confirmation') return unexpectedState(intent);
    const { action } = cardOf(intent);
    if (action) become(intent, 'requires_action', { next_action: action });
    else charge(intent);
    return intent.last_payment_error ? declines(intent) : ok(intent);
  };

  const inStatus = (id: string, status: Intent['status']): Intent => {
    const intent = intents.get(id);
    if (intent?.status !== status) throw new TypeError(`${id} is ${intent?.status ?? 'unknown'} and not ${status}`);
    return intent;
  };

  const authenticate = (id: string, isConfirmed: boolean): void => {
    const intent = inStatus(id, 'requires_action');
    if (isConfirmed) charge(intent);
    else fail(intent, { code: 'payment_intent_authentication_failure' });
  };

  const settle = (id: string, isPaid: boolean): void => {
    const intent = inStatus(id, 'processing');
    if (isPaid) become(intent, 'succeeded');
    else fail(intent, { code: 'card_declined', decline_code: 'insufficient_funds' });
  };

  const cancel = (intent: Intent): Answer => {
    if (['succeeded', 'canceled', 'processing'].includes(intent.status)) return unexpectedState(intent);
    become(intent, 'canceled');
    return ok(intent);
  };

  const refund = (parameters: URLSearchParams): Answer => {
    const intent = intents.get(parameters.get('payment_intent') ?? '');
    if (!intent) return missing('payment_intent', 'No such payment_intent');
    if (disputed.has(intent.id)) return refundRefusal({ code: 'charge_disputed' });
    if (intent.status !== 'succeeded') return refundRefusal({ param: 'payment_intent' });
    const lasting = refunds.filter(({ payment_intent: id, status }) => id === intent.id && isLasting(status));
    const left = intent.amount - sum(lasting);
    const amount = Number(parameters.get('amount') ?? left);
    if (left === 0) return refundRefusal({ code: 'charge_already_refunded' });
    if (amount > left) return refundRefusal({ param: 'amount' });
    const made: Refund = {
      id: `re_${refunds.length + 1}`,
      object: 'refund',
      payment_intent: intent.id,
      amount,
      metadata: metadataIn(parameters),
      status: 'succeeded',
    };
    refunds.push(made);
    onEvent('refund.created', { ...made });
    return ok(made);
  };

  const bounce = (id: string, status: 'failed' | 'canceled' = 'failed'): void => {
    const one = refunds.find((refund) => refund.id === id);
    if (one?.status !== 'succeeded') throw new TypeError(`${id} is ${one?.status ?? 'unknown'} and not succeeded`);
    one.status = status;
    for (const type of ['refund.updated', 'charge.refund.updated'] as const) onEvent(type, { ...one });
    if (status === 'failed') onEvent('refund.failed', { ...one });
  };

  const serve = ({ method, path, parameters }: BookRequest): Answer => {
    const [, , room, id = '', action] = path.split('/');
    if (room === 'refunds' && !id) {
      const data = refunds.filter((one) => one.payment_intent === parameters.get('payment_intent'));
      return method === 'POST' ? refund(parameters) : ok({ object: 'list', data, has_more: false });
    }
    // Of the search API ("20 requests a second", and it lags behind) there is nothing here.
    if (room !== 'payment_intents' || id === 'search')
      return missing('intent', `Unrecognized request URL (${method}: ${path})`);
    if (method === 'POST' && !id) return create(parameters);
    const intent = intents.get(id);
    if (!intent) return missing('intent', `No such payment_intent: '${id}'`);
    if (action === 'confirm') return confirm(intent);
    return action === 'cancel' ? cancel(intent) : ok(intent);
  };

  return { intents, refunds, serve, authenticate, settle, bounce, dispute: (id) => void disputed.add(id) };
}

function cardOf({ payment_method: method }: Intent) {
  return TEST_CARDS[method ?? ''] ?? {};
}

/** "Supported currencies": the smallest amount aside, what Stripe does not take. */
function refusalOf(amount: number, currency: string): Answer | undefined {
  if (!Number.isInteger(amount) || amount <= 0)
    return invalid('amount', `Invalid integer: ${amount}`, 'parameter_invalid_integer');
  if (['clf', 'uyw', 'iqd', 'lyd'].includes(currency)) return invalid('currency', `Invalid currency: ${currency}`);
  const step = STEPS[currency] ?? 1;
  if (amount % step === 0) return undefined;
  return invalid(
    'amount',
    `Invalid amount: must be divisible by ${step}`,
    'invalid_charge_amount_no_decimal_compatible',
  );
}

const STEPS: { readonly [currency: string]: number } = {
  isk: 100,
  ugx: 100,
  bhd: 10,
  jod: 10,
  kwd: 10,
  omr: 10,
  tnd: 10,
};

function isLasting(status: string): boolean {
  return status !== 'failed' && status !== 'canceled';
}

function sum(refunds: readonly Refund[]): number {
  return refunds.reduce((total, { amount }) => total + amount, 0);
}

function metadataIn(parameters: URLSearchParams) {
  const [refundId, correlationId] = ['refundId', 'correlationId'].map((name) => parameters.get(`metadata[${name}]`));
  return {
    orderId: parameters.get('metadata[orderId]') ?? '',
    ...(refundId && { refundId }),
    ...(correlationId && { correlationId }),
  };
}
