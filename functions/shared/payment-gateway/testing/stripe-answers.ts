/** The responses of the stub of Stripe, with everything in them that must never be logged. */

export type Answer = { readonly status: number; readonly body: object; readonly isUnsaved?: boolean };

export type Intent = {
  readonly id: string;
  readonly object: 'payment_intent';
  readonly amount: number;
  readonly currency: string;
  readonly client_secret: string;
  readonly metadata: { readonly orderId: string; readonly correlationId?: string };
  payment_method: string | null;
  status:
    | 'requires_confirmation'
    | 'requires_payment_method'
    | 'requires_action'
    | 'processing'
    | 'succeeded'
    | 'canceled';
  last_payment_error: object | null;
  /** How the customer confirms, while that is required. */
  next_action: object | null;
};

export type Decline = { readonly code: string; readonly decline_code?: string };

export type Refund = {
  readonly id: string;
  readonly object: 'refund';
  readonly payment_intent: string;
  readonly amount: number;
  readonly metadata: { readonly orderId: string; readonly refundId?: string; readonly correlationId?: string };
  status: string;
};

/** What the stub's objects hold of a customer: a search of any output for these must find nothing. */
export const CONFIDENTIAL = ['_secret_', 'ada@example.com', '4242', 'pm_card'];

function paymentMethod(id: string | null) {
  return {
    id,
    object: 'payment_method',
    billing_details: { email: 'ada@example.com', name: 'Ada', phone: null },
    card: { brand: 'visa', last4: '4242', exp_month: 12, exp_year: 2030 },
  };
}

export function ok(body: object): Answer {
  return { status: 200, body: { ...body } };
}

export function error(status: number, body: object): Answer {
  return { status, body: { error: body } };
}

/** Stripe saves nothing under a key for what it turns down before it begins ("Idempotent requests"). */
export function unsaved(answer: Answer): Answer {
  return { ...answer, isUnsaved: true };
}

export function invalid(param: string, message: string, code = 'parameter_invalid'): Answer {
  return unsaved(error(400, { type: 'invalid_request_error', code, param, message }));
}

export function missing(param: string, message: string): Answer {
  return error(param === 'intent' ? 404 : 400, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    param,
    message,
  });
}

export function unexpectedState(intent: Intent): Answer {
  return error(400, {
    type: 'invalid_request_error',
    code: 'payment_intent_unexpected_state',
    message: `This PaymentIntent has a status of ${intent.status}; receipts go to ada@example.com.`,
    payment_intent: { ...intent, payment_method: paymentMethod(intent.payment_method) },
  });
}

/** Stripe names a code or a parameter, depending on the reason. */
export function refundRefusal(reason: { readonly code: string } | { readonly param: string }): Answer {
  const message = 'Charge ch_1 (card 4242, receipt to ada@example.com) cannot be refunded like this.';
  return error(400, { type: 'invalid_request_error', ...reason, message });
}

/** What the intent takes along of a decline. */
export function failureOf(intent: Intent, { code, decline_code }: Decline): object {
  return {
    type: decline_code ? 'card_error' : 'invalid_request_error',
    code,
    ...(decline_code && { decline_code }),
    message: `Your card ending in 4242 (${intent.payment_method}) was declined.`,
    payment_method: paymentMethod(intent.payment_method),
  };
}

/** Of an intent that has been declined. */
export function declines(intent: Intent): Answer {
  return error(402, { ...intent.last_payment_error, payment_intent: { ...intent } });
}
