/** Fields under other names, in queries and in mutations. */
import { httpCases } from './cases.ts';

const CREATE = `mutation ($key: String, $input: CreateOrderInput!) {
  first: createOrder(input: $input, idempotencyKey: $key) { id: orderId orderId customerId: status }
  second: createOrder(input: $input, idempotencyKey: $key) { orderId }
}`;

export const ALIAS_CASES = httpCases({ group: 'aliases', source: 'GraphQL specification, 2.7 "Field Alias"' }, [
  { name: 'a field of the root under two names', query: '{ a: __typename b: __typename }' },
  { name: 'a field under the name of another', query: '{ products: __typename }' },
  { name: 'a field twice under one name is one field', query: '{ a: __typename a: __typename }' },
  {
    name: 'an error is found by the alias of its field',
    query: '{ mine: order(orderId: "nothing") { orderId } }',
    needs: 'key',
  },
  {
    name: 'a failing field under two names has two errors',
    query: '{ a: order(orderId: "one") { orderId } b: order(orderId: "two") { orderId } }',
    needs: 'key',
  },
  {
    name: 'members under other names, and one under two',
    query: 'query ($orderId: ID!) { order(orderId: $orderId) { id: orderId again: orderId orderId name: customerId } }',
    variables: { orderId: 'ORDER' },
    needs: 'order',
  },
  {
    name: 'a list with a resolver of its own under two names',
    query:
      'query ($orderId: ID!) { order(orderId: $orderId) { all: history { version } types: history { what: eventType } } }',
    variables: { orderId: 'ORDER' },
    needs: 'order',
  },
  {
    name: 'a name that hides the member from which a resolver reads',
    query: 'query ($orderId: ID!) { order(orderId: $orderId) { orderId: status history { version } } }',
    variables: { orderId: 'ORDER' },
    needs: 'order',
  },
  {
    name: 'a mutation under two names runs twice, one after the other',
    query: CREATE,
    variables: {
      key: 'KEY',
      input: {
        customerId: 'parity',
        paymentMethodId: 'pm_card_visa',
        items: [{ productId: 'PRODUCT', quantity: 1, price: 'PRICE' }],
      },
    },
    needs: 'order',
  },
]);
