/** Documents and variables, without any transport. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { createFuzzApi } from '../testing/fuzz/api.ts';
import { assertGraphqlAnswer, assertNoLeak } from '../testing/fuzz/answers.ts';
import { check } from '../testing/fuzz/check.ts';
import { documents, variables } from '../testing/fuzz/documents.ts';
import { BY_API_KEY } from '../testing/test-api.ts';

const { api } = createFuzzApi();
const requests = fc.record({ query: documents, variables, operationName: fc.option(fc.string()) });

describe('an arbitrary document', () => {
  it('gets a response in AppSync’s shape', async () => {
    const asked = fc.asyncProperty(requests, async (request) => {
      const { statusCode, body } = await api.execute(BY_API_KEY, request, {});
      assert.ok(statusCode === 200 || statusCode === 400);
      assertGraphqlAnswer(statusCode, body);
      assertNoLeak(body, JSON.stringify(request));
    });
    await check(asked, 2_000);
  });

  it('subscribes or is rejected', async () => {
    const asked = fc.asyncProperty(requests, async (request) => {
      const query = request.query.replace(/^query|^mutation/, 'subscription').replace('thing(id: 1', 'on(id: 1');
      const answer = await api.subscribe(BY_API_KEY, { ...request, query }, {});
      if (!('errors' in answer)) return;
      assertGraphqlAnswer(200, JSON.stringify({ data: null, ...answer }));
      assertNoLeak(JSON.stringify(answer), JSON.stringify(request));
    });
    await check(asked, 2_000);
  });
});
