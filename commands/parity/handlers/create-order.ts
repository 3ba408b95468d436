/** Questions about `createOrder` before and after its pipeline: what it checks. */
import { BAD_ORDERS, ORDER } from '../../../domain/testing/bad-orders.ts';
import { contextOf, CUSTOMER, KEY, OTHER_CUSTOMER, PENDING, ROLE, STAFF, withHeader } from './contexts.ts';
import type { Json } from '../../json.ts';
import { json } from './handler-case.ts';
import type { HandlerCase, HandlerContext } from './handler-case.ts';

const CREATING = 'test/create-order.e2e.test.ts';
const INPUTS = 'test/inputs.e2e.test.ts';
const IDENTITIES = 'test/identities.e2e.test.ts';

const FIELD = 'Mutation.createOrder';

function creating(input: Json, caller: HandlerContext = KEY, more: HandlerContext = {}): HandlerContext {
  return contextOf({ input, ...more }, caller);
}

export const CREATE_ORDER: readonly HandlerCase[] = [
  ...BAD_ORDERS.map(({ title, input }): HandlerCase => ({
    code: FIELD,
    step: 'request',
    name: `answers an order with ${title}`,
    context: creating(json(input)),
    source: CREATING,
  })),
  { code: FIELD, step: 'request', name: 'takes an order', context: creating(ORDER), source: CREATING },
  {
    code: FIELD,
    step: 'request',
    name: 'takes an address',
    context: creating({ ...ORDER, email: 'ada@example.com' }),
    source: 'test/notification.e2e.test.ts',
  },
  {
    code: FIELD,
    step: 'request',
    name: 'takes a key, and remembers a fingerprint',
    context: creating(ORDER, KEY, { idempotencyKey: 'key-1' }),
    source: CREATING,
  },
  {
    code: FIELD,
    step: 'request',
    name: 'takes a key with signs that separate',
    context: creating(ORDER, CUSTOMER, { idempotencyKey: 'a#b%c' }),
    source: INPUTS,
  },
  {
    code: FIELD,
    step: 'request',
    name: 'takes a key as a header',
    context: withHeader(creating(ORDER), 'x-idempotency-key', 'key-1'),
    source: CREATING,
  },
  {
    code: FIELD,
    step: 'request',
    name: 'rejects a key as a header that is sent twice',
    context: withHeader(creating(ORDER), 'x-idempotency-key', ['a', 'a']),
    source: INPUTS,
  },
  {
    code: FIELD,
    step: 'request',
    name: 'rejects an empty key',
    context: creating(ORDER, KEY, { idempotencyKey: '' }),
    source: CREATING,
  },
  {
    code: FIELD,
    step: 'request',
    name: 'rejects a key of 300 characters',
    context: creating(ORDER, KEY, { idempotencyKey: 'x'.repeat(300) }),
    source: CREATING,
  },
  {
    code: FIELD,
    step: 'request',
    name: 'takes a key of 127 surrogate pairs',
    context: creating(ORDER, KEY, { idempotencyKey: '😀'.repeat(127) }),
    source: INPUTS,
  },
  {
    code: FIELD,
    step: 'request',
    name: 'takes the caller for the customer',
    context: creating({ ...ORDER, customerId: null }, CUSTOMER),
    source: IDENTITIES,
  },
  {
    code: FIELD,
    step: 'request',
    name: 'lets staff order for a customer',
    context: creating(ORDER, STAFF),
    source: IDENTITIES,
  },
  {
    code: FIELD,
    step: 'request',
    name: 'rejects an order for another customer',
    context: creating(ORDER, OTHER_CUSTOMER),
    source: IDENTITIES,
  },
  { code: FIELD, step: 'request', name: 'denies a role', context: creating(ORDER, ROLE), source: IDENTITIES },
  {
    code: FIELD,
    step: 'response',
    name: 'returns the order',
    context: { ...creating(ORDER), stash: { answer: json(PENDING) }, prev: { result: null } },
    source: CREATING,
  },
];
