/** What a client can send in texts, headers and numbers, and what is made of it. */
import assert from 'node:assert/strict';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { OrdersError } from '@ordersaga/client';
import { describe, it } from 'vitest';
import { stringIn } from '../commands/json.ts';
import { fieldOf, parseAnswer, readAnswer } from './testing/graphql-answer.ts';
import type { GraphqlAnswer } from './testing/graphql-answer.ts';
import { ORDER, useCloud } from './testing/cloud.ts';

const cloud = await useCloud();
const { orders } = cloud;

async function written() {
  const tables = await Promise.all(['Orders', 'Outbox', 'Idempotency'].map(cloud.scan));
  const [ordersTable = [], outbox = [], records = []] = tables;
  const created = outbox.filter(({ eventType }) => eventType === 'ORDER_CREATED');
  return [ordersTable.length, created.length, records.filter(({ id }) => String(id).startsWith('createOrder#')).length];
}

function refused(errorType: string, message: RegExp | string) {
  return (error: unknown) => {
    assert.ok(error instanceof OrdersError, String(error));
    assert.equal(error.errorType, errorType, error.message);
    if (typeof message === 'string') assert.equal(error.message, message);
    else assert.match(error.message, message);
    return true;
  };
}

function item(change: object) {
  return {
    ...ORDER,
    items: [{ productId: 'keyboard', quantity: 1, price: 89.99, ...change }],
  };
}

describe('an idempotency key or a header', () => {
  const send = async (headers: [string, string][]) => {
    const query = 'mutation ($input: CreateOrderInput!) { createOrder(input: $input) { orderId } }';
    const response = await fetch(cloud.graphqlUrl, {
      method: 'POST',
      headers: [['x-api-key', cloud.apiKey], ...headers],
      body: JSON.stringify({ query, variables: { input: ORDER } }),
    });
    return readAnswer(response);
  };

  /** `fetch` would put both values into one header. */
  const sendTwice = async (name: string, value: string) => {
    const query = 'mutation ($input: CreateOrderInput!) { createOrder(input: $input) { orderId } }';
    const call = request(cloud.graphqlUrl, {
      method: 'POST',
      headers: { 'x-api-key': cloud.apiKey, [name]: [value, value] },
    });
    call.end(JSON.stringify({ query, variables: { input: ORDER } }));
    const { promise, resolve } = Promise.withResolvers<IncomingMessage>();
    call.once('response', resolve);
    const response = await promise;
    return parseAnswer(response.statusCode ?? 0, await text(response));
  };

  it('is refused as a header that is too long', async () => {
    const before = await written();
    const { errors } = await send([['x-idempotency-key', 'k'.repeat(12_000)]]);
    assert.equal(errors[0]?.message, 'header x-idempotency-key: must have 1 to 255 characters');
    assert.deepEqual(await written(), before);
  });

  it('belongs to one payment method, of which it remembers no token', async () => {
    await orders.createOrder({ ...ORDER, paymentMethodId: 'pm_card_visa' }, 'tokens');
    const other = { ...ORDER, paymentMethodId: 'pm_card_vis' };
    await assert.rejects(
      orders.createOrder(other, 'tokens'),
      refused('IdempotencyKeyReused', /used for another order/),
    );
    const records = (await cloud.scan('Idempotency')).filter(({ id }) => String(id).startsWith('createOrder#'));
    assert.ok(records.length > 0);
    assert.doesNotMatch(JSON.stringify(records), /pm_/);
  });

  it('is one of its caller alone, whatever signs are in it', async () => {
    const token = async (sub: string) =>
      (await fetch(`${cloud.awsEndpointUrl}/tokens?sub=${encodeURIComponent(sub)}`)).text();
    const query =
      'mutation ($key: String, $input: CreateOrderInput!) { createOrder(input: $input, idempotencyKey: $key) { orderId } }';
    const orderOf = async (authorization: string, key: string): Promise<string> => {
      const variables = { key, input: { ...ORDER, customerId: undefined } };
      const response = await fetch(cloud.graphqlUrl, {
        method: 'POST',
        headers: { authorization },
        body: JSON.stringify({ query, variables }),
      });
      const answer = await readAnswer(response);
      assert.deepEqual(answer.errors, []);
      return stringIn(fieldOf(answer, 'createOrder'), 'orderId');
    };
    const pairs: [string, string][] = [
      ['alice#K', '1'],
      ['alice', 'K#1'],
      ['alice%23K', '1'],
      ['api-key', 'again'],
      ['alice', 'K%231'],
    ];
    const placed = await Promise.all(pairs.map(async ([sub, key]) => orderOf(await token(sub), key)));
    assert.equal(new Set(placed).size, pairs.length);
    assert.equal(await orderOf(await token('alice#K'), '1'), placed[0]);
  });

  it('is refused as a header that is sent twice', async () => {
    const before = await written();
    const { errors } = await sendTwice('x-idempotency-key', 'a');
    assert.equal(errors[0]?.message, 'header x-idempotency-key: must be given once');
    assert.deepEqual(await written(), before);
  });

  it('leaves out a trace header that a bus would refuse, and keeps a good one', async () => {
    const good = 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1';
    const traceOf = async (answer: GraphqlAnswer): Promise<unknown> => {
      const { orderId: placed } = fieldOf(answer, 'createOrder');
      const event = (await cloud.scan('Outbox')).find(({ orderId, version }) => orderId === placed && version === 1);
      return event?.['traceId'];
    };
    for (const bad of ['x'.repeat(12_000), `Root=${'x'.repeat(12_000)}`, 'hello']) {
      assert.equal(await traceOf(await send([['x-amzn-trace-id', bad]])), undefined);
    }
    assert.equal(await traceOf(await sendTwice('x-amzn-trace-id', good)), undefined);
    assert.ok(String(await traceOf(await send([['x-amzn-trace-id', good]]))).includes('Root=1-5759e988'));
  });
});

describe('a batch of which DynamoDB leaves a part unread', () => {
  const inject = async (...rules: readonly object[]): Promise<void> => {
    const response = await fetch(`${cloud.awsEndpointUrl}/faults`, { method: 'PUT', body: JSON.stringify(rules) });
    assert.equal(response.status, 200, await response.text());
  };
  const unread = { service: 'dynamodb', operation: 'BatchGetItem', count: 2, effect: { type: 'leave-unprocessed' } };

  for (const key of [undefined, 'unread']) {
    it(`is a conflict that can be sent again, and nothing is written (${key ? 'with' : 'without'} a key)`, async () => {
      const before = await written();
      await inject(unread);
      await assert.rejects(orders.createOrder(ORDER, key), refused('Conflict', /send it again$/));
      assert.deepEqual(await written(), before);
      await inject();
      assert.equal((await orders.createOrder(ORDER, key)).status, 'PENDING');
    });
  }

  it('is nothing when the second attempt gets the rest', async () => {
    await inject({ ...unread, count: 1 });
    assert.equal((await orders.createOrder(ORDER)).status, 'PENDING');
    await inject();
  });
});

describe('an order with a text or a number that nobody can mean', () => {
  /** Where a client can put any text, and how an error calls the place. */
  const PLACES: { readonly [field: string]: (text: string) => Promise<unknown> } = {
    'input.customerId': (text) => orders.createOrder({ ...ORDER, customerId: text }),
    'input.items[0].productId': (text) => orders.createOrder(item({ productId: text })),
    'input.paymentMethodId': (text) => orders.createOrder({ ...ORDER, paymentMethodId: text }),
    idempotencyKey: (text) => orders.createOrder(ORDER, text),
    orderId: (text) => orders.order(text),
    customerId: (text) => orders.ordersByCustomer({ customerId: text }),
  };
  const TEXTS: readonly { readonly title: string; readonly text: string; readonly rule: string }[] = [
    {
      title: 'the first half of a surrogate pair',
      text: 'a\ud83d',
      rule: 'must be well-formed Unicode, it has half of a surrogate pair',
    },
    {
      title: 'the second half of a surrogate pair',
      text: '\ude00b',
      rule: 'must be well-formed Unicode, it has half of a surrogate pair',
    },
    {
      title: 'the halves the wrong way round',
      text: '\ude00\ud83d',
      rule: 'must be well-formed Unicode, it has half of a surrogate pair',
    },
    { title: 'a line break', text: 'a\nb', rule: 'must not have control characters' },
    { title: 'a null character', text: 'a\u0000', rule: 'must not have control characters' },
    { title: 'blanks alone', text: '  \u3000', rule: 'must not be blank' },
  ];
  for (const [field, use] of Object.entries(PLACES)) {
    it(`is refused for ${field} when it has halves of characters, control characters or nothing to see`, async () => {
      const before = await written();
      for (const { title, text, rule } of TEXTS) {
        await assert.rejects(use(text), refused('InvalidInput', `${field}: ${rule}`), title);
      }
      assert.deepEqual(await written(), before);
    });
  }

  it('is refused for a nextToken that no page had', async () => {
    for (const nextToken of ['', 'x', '\ud83d', '😀', 'x'.repeat(5000)]) {
      const refusal = refused('InvalidInput', 'nextToken: must be one that ordersByCustomer has returned');
      await assert.rejects(orders.ordersByCustomer({ customerId: 'ada', nextToken }), refusal);
    }
  });

  it('is taken with whole surrogate pairs in every text but the payment method', async () => {
    const { orderId } = await orders.createOrder({ ...ORDER, customerId: 'ada 😀' }, '😀'.repeat(127));
    assert.equal((await orders.order(orderId)).orderId, orderId);
  });

  it('is told that a price is infinite when a document or JSON has one', async () => {
    const before = await written();
    const variable = 'mutation ($input: CreateOrderInput!) { createOrder(input: $input) { orderId } }';
    for (const price of ['1e400', '-1e400']) {
      const input = `{ customerId: "ada", paymentMethodId: "pm", items: [{ productId: "keyboard", quantity: 1, price: ${price} }] }`;
      const literal = await cloud.post(
        JSON.stringify({ query: `mutation { createOrder(input: ${input}) { orderId } }` }),
      );
      const [error] = (await readAnswer(literal)).errors;
      assert.deepEqual(error, { errorType: 'InvalidInput', message: 'input.items[0].price: must be a finite number' });
      const json = JSON.stringify({ query: variable, variables: { input: ORDER } }).replace('89.99', price);
      const { errors } = await readAnswer(await cloud.post(json));
      assert.match(errors[0]?.message ?? '', /'price' has an invalid value|price: must be a finite number/);
    }
    assert.deepEqual(await written(), before);
  });
});
