/** The parts that contexts of the app's handlers are made of: callers, tables, orders and errors of DynamoDB. */
import { createOrder } from '../../../domain/create-order.ts';
import { applyEvent } from '../../../domain/order-event.ts';
import type { StoredOrder } from '../../../domain/order.ts';
import type { OrderEventType } from '../../../domain/schema.generated.ts';
import { ORDER } from '../../../domain/testing/bad-orders.ts';
import type { Json } from '../../json.ts';
import type { HandlerContext } from './handler-case.ts';
import { json } from './handler-case.ts';

/** Who calls. An API key has no identity. */
export const KEY = {};
export const CUSTOMER = signedIn('ada');
export const OTHER_CUSTOMER = signedIn('eve');
export const STAFF = signedIn('sam', ['staff'], 'us-east-1_STAFF');
/** Whom somebody has put into a group of the wrong pool. */
export const CUSTOMER_IN_STAFF = signedIn('ada', ['staff']);
export const ROLE: HandlerContext = {
  identity: {
    accountId: '111122223333',
    cognitoIdentityPoolId: null,
    cognitoIdentityId: null,
    sourceIp: ['192.0.2.1'],
    username: 'AROAEXAMPLE:publish-status',
    userArn: 'arn:aws:sts::111122223333:assumed-role/PublishStatus/publish-status',
    cognitoIdentityAuthType: null,
    cognitoIdentityAuthProvider: null,
  },
};

function issuerOf(poolId: string): string {
  return `https://cognito-idp.us-east-1.amazonaws.com/${poolId}`;
}

function signedIn(
  sub: string,
  groups: readonly string[] | null = null,
  poolId = 'us-east-1_CUSTOMERS',
): HandlerContext {
  const issuer = issuerOf(poolId);
  const claims = { sub, iss: issuer, token_use: 'access', username: sub };
  return {
    identity: { sub, issuer, username: sub, claims, sourceIp: ['192.0.2.1'], groups, defaultAuthStrategy: 'ALLOW' },
  };
}

const ENVIRONMENT = {
  ORDERS_TABLE: 'orders',
  OUTBOX_TABLE: 'outbox',
  IDEMPOTENCY_TABLE: 'idempotency',
  PRODUCTS_TABLE: 'products',
  STAFF_ISSUER: issuerOf('us-east-1_STAFF'),
  CALLER_LIMITS_TABLE: 'caller-limits',
  CALLER_LIMITS: '{"ordersPerMinute":3,"unpaidOrders":2,"refusedCardsPerHour":2}',
};

/** What a handler gets for these arguments. AppSync adds the trace header to every request. */
export function contextOf(args: HandlerContext, caller: HandlerContext, more: HandlerContext = {}): HandlerContext {
  const headers = { 'x-amzn-trace-id': 'Root=1-67891233-abcdef012345678912345678' };
  return { arguments: args, ...caller, env: ENVIRONMENT, request: { headers, domainName: null }, ...more };
}

/** The same request with one more header; a list if it was sent several times. */
export function withHeader(context: HandlerContext, name: string, value: Json): HandlerContext {
  return { ...context, request: { headers: { [name]: value }, domainName: null } };
}

export const OCCURRENCE = {
  eventId: '5b0c2f1e-6a50-4f0e-9d3a-3f5f0a1b2c3d',
  occurredAt: '2026-01-01T00:00:00.000Z',
  occurredAtEpochSeconds: Date.UTC(2026, 0, 1) / 1000,
};

const PLACED = createOrder(ORDER, { orderId: 'order-1', currency: 'USD', correlationId: 'correlation-1' }, OCCURRENCE);

export const PENDING = PLACED.order;
export const FIRST_EVENT = json(PLACED.event);

/** The order after further events. */
export function orderAfter(...events: readonly OrderEventType[]): StoredOrder {
  return events.reduce((order, event) => applyEvent(order, event, {}, OCCURRENCE).order, PENDING);
}

export function failure(type: string, message: string): HandlerContext {
  const code = type.split(':').at(-1) ?? type;
  const details = `(Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ${code}; Request ID: EXAMPLE)`;
  return { error: { type, message: `${message} ${details}` } };
}

export const THROTTLED = failure('DynamoDB:ThrottlingException', 'Rate of requests exceeds the allowed throughput.');

/** How a query or scan with another's token fails. */
export const BAD_TOKEN = failure('DynamoDB:UserIllegalArgument', 'Unable to decode the pagination token.');

/** How a transaction fails, with a reason for each of its items. */
export function cancelled(...reasons: readonly { readonly type: string; readonly item?: Json }[]): HandlerContext {
  const types = reasons.map(({ type }) => type).join(', ');
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${types}]`;
  const cancellationReasons = reasons.map(({ type, item }) => ({
    ...(item !== undefined && { item }),
    type,
    message: type === 'None' ? 'None' : 'The conditional request failed',
  }));
  return {
    ...failure('DynamoDB:TransactionCanceledException', message),
    result: { keys: null, cancellationReasons },
  };
}

export const WRITTEN: HandlerContext = {
  result: { keys: [{ orderId: 'order-1' }, { orderId: 'order-1', version: 1 }], cancellationReasons: null },
};
