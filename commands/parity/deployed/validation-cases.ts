/** Documents that don't fit the schema: the kind of error, its words and its place. */
import { httpCases } from './cases.ts';
import type { HttpCase } from './cases.ts';

/** Each needs no credentials but those to call at all: nothing runs. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  'an unknown field': '{ nothing }',
  'an unknown field of a type': '{ products { items { productId nothing } } }',
  'a missing argument': '{ order { orderId } }',
  'an unknown argument': '{ products(first: 1) { nextToken } }',
  'an argument that is given twice': '{ order(orderId: "a", orderId: "b") { orderId } }',
  'an object without a selection': '{ products }',
  'a selection on a leaf': '{ products { nextToken { nothing } } }',
  'a string for an Int': '{ ordersByCustomer(customerId: "a", limit: "5") { nextToken } }',
  'a Float for an Int': '{ ordersByCustomer(customerId: "a", limit: 1.5) { nextToken } }',
  'an object for an ID': '{ order(orderId: { a: 1 }) { orderId } }',
  'null for a value that must not be null': '{ order(orderId: null) { orderId } }',
  'an input object without a member that it needs': 'mutation { createOrder(input: { items: [] }) { orderId } }',
  'an unknown member of an input object':
    'mutation { createOrder(input: { items: [], paymentMethodId: "p", nothing: 1 }) { orderId } }',
  'an address that is none':
    'mutation { createOrder(input: { items: [], paymentMethodId: "p", email: "a" }) { orderId } }',
  'an enum value that is unknown':
    'mutation { publishOrderStatus(input: { orderId: "a", version: 1, eventId: "e", eventType: NOTHING, status: PENDING, occurredAt: "2026-01-01T00:00:00Z" }) { orderId } }',
  'a time without an offset':
    'mutation { publishOrderStatus(input: { orderId: "a", version: 1, eventId: "e", eventType: ORDER_CREATED, status: PENDING, occurredAt: "2026-01-01T00:00:00" }) { orderId } }',
  'an unknown type of a variable': 'query ($id: Nothing) { order(orderId: $id) { orderId } }',
  'an object type of a variable': 'query ($id: Order) { order(orderId: $id) { orderId } }',
  'a variable that is not used': 'query ($id: ID) { __typename }',
  'a variable that is not declared': '{ order(orderId: $id) { orderId } }',
  'a variable that is declared twice': 'query ($id: ID!, $id: ID!) { order(orderId: $id) { orderId } }',
  'a variable that may be null where a value must not': 'query ($id: ID) { order(orderId: $id) { orderId } }',
  'a fragment that is unknown': '{ ...Nothing }',
  'a fragment that is not used': '{ __typename } fragment All on Query { __typename }',
  'fragments in a circle': '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
  'a fragment on a leaf': '{ ... on String { nothing } }',
  'a fragment on another type': '{ ... on Order { orderId } }',
  'two fields under one name': '{ a: __typename, a: products { nextToken } }',
  'two arguments under one name': '{ order(orderId: "a") { orderId } order(orderId: "b") { orderId } }',
  'a directive that is unknown': '{ __typename @nothing }',
  'a directive in a wrong place': 'query @skip(if: true) { __typename }',
  'a directive without its argument': '{ __typename @include }',
  'a directive that is given twice': '{ __typename @include(if: true) @include(if: true) }',
  'two operations of one name': 'query A { __typename } query A { __typename }',
  'an operation without a name beside another': '{ __typename } query A { __typename }',
  'a definition of a type': '{ __typename } type Nothing { a: Int }',
  'several faults': '{ nothing products order(orderId: "a") { never } }',
  'a fault inside of a list of mutations': 'mutation { cancelOrder { orderId } createOrder { orderId } }',
};

/** Words that AWS was seen to use are in the local cloud's `validation-words.ts`; the others are graphql-java's. */
const SOURCE = 'graphql-java, as graphql/graphql-over-http#81 shows it behind AppSync';

export const VALIDATION_CASES = httpCases(
  { group: 'validation', source: SOURCE },
  Object.entries(DOCUMENTS).map(([name, query]): HttpCase => ({ name, query })),
);
