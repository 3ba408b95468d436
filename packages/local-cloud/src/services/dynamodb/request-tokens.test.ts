import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { JsonObject } from '../../kernel/json.ts';
import { createRequestTokens } from './request-tokens.ts';

function put(item: JsonObject, more: JsonObject = {}): JsonObject {
  return { Put: { TableName: 'T', Item: item, ...more } };
}

function request(...TransactItems: JsonObject[]): JsonObject {
  return { ClientRequestToken: 'token', TransactItems };
}

function createServed() {
  const served: JsonObject[] = [];
  const once = createRequestTokens();
  const ask = (input: JsonObject) =>
    once(input, (stripped) => {
      served.push(stripped);
      return Promise.resolve(String(served.length));
    });
  return { served, ask };
}

const first = request(
  put(
    { id: { S: '1' }, map: { M: { a: { N: '1' }, b: { L: [{ S: 'x' }, { S: 'y' }] } } } },
    { ConditionExpression: 'c' },
  ),
);

describe('a request with a token that was used before', () => {
  it('has no effect when it is the same, whatever the order of its members', async () => {
    const { served, ask } = createServed();
    assert.equal(await ask(first), '1');
    const reordered = {
      TransactItems: [
        {
          Put: {
            ConditionExpression: 'c',
            Item: { map: { M: { b: { L: [{ S: 'x' }, { S: 'y' }] }, a: { N: '1' } } }, id: { S: '1' } },
            TableName: 'T',
          },
        },
      ],
      ClientRequestToken: 'token',
    };
    assert.equal(await ask(reordered), '1');
    assert.equal(served.length, 1);
  });

  const others: readonly [what: string, other: JsonObject][] = [
    ['another value', JSON.parse(JSON.stringify(first).replace('"N":"1"', '"N":"2"'))],
    [
      'another order in a list',
      JSON.parse(JSON.stringify(first).replace('{"S":"x"},{"S":"y"}', '{"S":"y"},{"S":"x"}')),
    ],
    ['a value under another name', JSON.parse(JSON.stringify(first).replace('"a":', '"c":'))],
    ['one item more', { ...first, TransactItems: [first['TransactItems'] ?? [], put({ id: { S: '2' } })].flat() }],
  ];
  for (const [what, other] of others) {
    it(`is a mismatch with ${what}`, async () => {
      const { served, ask } = createServed();
      await ask(first);
      await assert.rejects(ask(other), { name: 'IdempotentParameterMismatchException' });
      assert.equal(served.length, 1);
    });
  }

  it('has its effect when the first one failed', async () => {
    const once = createRequestTokens();
    await assert.rejects(
      once(first, () => Promise.reject(new Error('failed'))),
      /failed/,
    );
    assert.equal(await once(first, () => Promise.resolve('served')), 'served');
  });
});

describe('a token', () => {
  it('has 1 to 36 characters', async () => {
    const { served, ask } = createServed();
    for (const ClientRequestToken of ['', 'x'.repeat(37)]) {
      await assert.rejects(ask({ ...first, ClientRequestToken }), {
        name: 'ValidationException',
        message: /'clientRequestToken'/,
      });
    }
    await ask({ ...first, ClientRequestToken: 'x'.repeat(36) });
    assert.equal(served.length, 1);
  });
});
