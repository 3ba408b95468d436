/** Which cases fit a stage, and what an answer keeps of an API. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { readStage } from '../../stage/read-stage.ts';
import type { Stage } from '../../stage/read-stage.ts';
import { deployedCases, placesOrders } from './all-cases.ts';
import type { DeployedApi } from './api.ts';
import type { Endpoint } from './endpoint.ts';
import { fillIn, normalize } from './names.ts';
import { OrderNotPlaced } from './order.ts';

const DEV = readStage('dev');
const PROD = readStage('prod');

function namesFor(stage: Stage): readonly string[] {
  return deployedCases(stage).map(({ group, name }) => `${group}: ${name}`);
}

describe('the cases of a deployed API', () => {
  it('are told apart by their names', () => {
    const names = namesFor(DEV);
    assert.equal(new Set(names).size, names.length);
    assert.ok(names.length >= 60, `${names.length}`);
  });

  it('place no order with a production stage, nor where payments cost something', () => {
    const withStripe: Stage = { ...DEV, settings: { ...DEV.settings, paymentGateway: 'stripe' } };
    assert.deepEqual([DEV, PROD, withStripe].map(placesOrders), [true, false, false]);
    for (const stage of [PROD, withStripe]) {
      const names = namesFor(stage);
      assert.deepEqual(
        names.filter((name) => name.startsWith('pushes: ') || name === 'errors of the app: IdempotencyKeyReused'),
        [],
      );
      assert.ok(names.includes('auth: a request without credentials is rejected'));
    }
  });

  it('use an API key only where a stage gives one out', () => {
    assert.ok(namesFor(DEV).includes('auth: the API key may call'));
    assert.ok(!namesFor(PROD).includes('auth: the API key may call'));
  });

  it('ask as a user only if there is the token of one', () => {
    const ofUser = deployedCases(PROD, true).filter(({ group }) => group === 'users');
    assert.ok(ofUser.length > 0);
    assert.ok(namesFor(PROD).every((name) => !name.startsWith('users: ')));
  });

  it('show what is asked, cut to what an issue can hold', () => {
    const shown = deployedCases(DEV).map(({ shows }) => JSON.stringify(shows));
    assert.ok(shown.every((text) => text.length > 2 && text.length < 3_000));
  });
});

const API: Endpoint = {
  name: 'ordersaga-dev',
  region: 'eu-central-1',
  accountId: '123456789012',
  graphqlUrl: 'https://abcdefghijklmnopqrstuvwxyz.appsync-api.eu-central-1.amazonaws.com/graphql',
  realtimeUrl: 'wss://abcdefghijklmnopqrstuvwxyz.appsync-realtime-api.eu-central-1.amazonaws.com/graphql',
  apiKey: 'da2-secretsecretsecretsecret00',
  userPoolId: 'eu-central-1_Pool',
  credentials: {
    accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'not-for-anyone-to-see',
    sessionToken: 'session-token-of-somebody',
  },
  user: { token: 'one.two.three', sub: 'user-of-the-pool' },
};
const ORDER = {
  orderId: '6f1c2b1e-0000-4000-8000-000000000000',
  idempotencyKey: 'key-1',
  productId: 'keyboard',
  price: 89.99,
  pushes: [],
};

describe('an answer', () => {
  it('keeps no secret, account, address or time of the API that it came from', () => {
    const signature =
      "The Canonical String for this request should have been\n'POST\nx-amz-security-token:session-token-of-somebody'\n\n" +
      "The String-to-Sign should have been\n'AWS4-HMAC-SHA256\n20260101T000000Z'\n";
    const answer = {
      status: 403,
      body: {
        errors: [
          { message: signature },
          { message: `${API.apiKey} of arn:aws:appsync:eu-central-1:123456789012:apis/abc123` },
        ],
        hosts: [
          API.graphqlUrl,
          API.realtimeUrl,
          'ASIAIOSFODNN7EXAMPLE and not-for-anyone-to-see',
          'one.two.three of user-of-the-pool',
        ],
        at: '2026-01-01T00:00:00.123Z',
      },
    };
    assert.deepEqual(normalize(answer, API), {
      status: 403,
      body: {
        errors: [
          {
            message:
              "The Canonical String for this request should have been\n'…'\n\nThe String-to-Sign should have been\n'…'\n",
          },
          { message: 'API_KEY of arn:aws:appsync:REGION:ACCOUNT:apis/API' },
        ],
        hosts: [
          'https://GRAPHQL_HOST/graphql',
          'wss://REALTIME_HOST/graphql',
          'ACCESS_KEY and SECRET_KEY',
          'TOKEN of USER',
        ],
        at: 'TIME',
      },
    });
  });

  it('takes no part of an id for the name of somebody or something', () => {
    const user = { token: 'a.b.c', sub: 'ada' };
    const answer = { id: 'sandbox-0adacafe-ada0-4ada-8ada-0ada0ada0ada', text: 'ada likes Canada' };
    assert.deepEqual(normalize(answer, { ...API, user }), { id: 'sandbox-UUID', text: 'USER likes Canada' });
  });

  it('names the order, its product and its price, and no other number', () => {
    const answer = {
      body: { id: ORDER.orderId, price: 89.99, quantity: 89, message: 'keyboard costs 89.99 USD, not 189.99' },
    };
    assert.deepEqual(normalize(answer, API, ORDER), {
      body: { id: 'ORDER', price: 'PRICE', quantity: 89, message: 'PRODUCT costs PRICE USD, not 189.99' },
    });
  });
});

describe('an order that the API does not take', () => {
  it('is the answer to each case that needs it, so that the others are still asked', async () => {
    const api: DeployedApi = {
      ...API,
      order: () => Promise.reject(new OrderNotPlaced('No product is in stock.')),
      inTurn: (work) => work(),
    };
    const cases = deployedCases(DEV).filter(({ needs }) => needs.includes('order'));
    assert.ok(cases.length > 0);
    for (const { run } of cases) {
      assert.deepEqual(await run(api), { order: 'could not be placed: No product is in stock.' });
    }
  });
});

describe('a question', () => {
  it('has the order in the place of its names, and other strings as they are', () => {
    const variables = {
      orderId: 'ORDER',
      items: [{ productId: 'PRODUCT', price: 'PRICE' }],
      key: 'KEY',
      other: 'ORDERS',
    };
    assert.deepEqual(fillIn(variables, ORDER), {
      orderId: ORDER.orderId,
      items: [{ productId: 'keyboard', price: 89.99 }],
      key: 'key-1',
      other: 'ORDERS',
    });
  });
});
