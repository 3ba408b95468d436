import assert from 'node:assert/strict';
import { describe, it, vi } from 'vitest';
import type { CallAws } from '../../../aws/call.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import { objectAt } from '../../../kernel/json.ts';
import { DEFINITION } from '../testing/test-api.ts';
import { createTestAuthorizer, NOT_AUTHORIZED, refuses } from '../testing/test-authorizer.ts';
import { stringIn } from '../testing/value-at.ts';

describe('AWS_LAMBDA', () => {
  const mode = { type: 'AWS_LAMBDA', AuthorizerUri: 'arn:f', IdentityValidationExpression: '^tok-' } as const;

  const answering = (answer: JsonObject | undefined) => {
    const events: JsonObject[] = [];
    const callAws: CallAws = ({ input }) => {
      events.push(objectAt(input, 'Payload'));
      const output = answer === undefined ? { FunctionError: 'Unhandled', Payload: {} } : { Payload: answer };
      return Promise.resolve(JSON.stringify(output));
    };
    return { authorize: createTestAuthorizer([mode], { callAws }), events };
  };

  it('calls the function, and takes over its context and its denied fields', async () => {
    const deniedFields = ['Query.a', `${DEFINITION.arn}/types/Query/fields/b`];
    const { authorize, events } = answering({ isAuthorized: true, resolverContext: { tenant: 't' }, deniedFields });
    const caller = await authorize({ authorization: 'tok-1', 'x-other': 'o' });
    assert.deepEqual(caller.identity, { resolverContext: { tenant: 't' } });
    assert.deepEqual([...caller.deniedFields], ['Query.a', 'Query.b']);
    const { requestContext = null, ...event } = events[0] ?? {};
    assert.deepEqual(event, {
      authorizationToken: 'tok-1',
      requestHeaders: { authorization: 'tok-1', 'x-other': 'o' },
    });
    assert.match(stringIn(requestContext, 'requestId'), /^[0-9a-f-]{36}$/);
    assert.deepEqual(
      { ...objectAt({ requestContext }, 'requestContext'), requestId: '' },
      {
        apiId: 'testapi',
        accountId: '000000000000',
        requestId: '',
        queryString: '{ a }',
        operationName: 'O',
        variables: { v: 1 },
      },
    );
  });

  it('keeps a good decision for the time that the function names', async ({ onTestFinished }) => {
    const { authorize, events } = answering({ isAuthorized: true, ttlOverride: 10 });
    await authorize({ authorization: 'tok-1' });
    await authorize({ authorization: 'tok-1' });
    assert.equal(events.length, 1);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11_000 });
    onTestFinished(() => void vi.useRealTimers());
    await authorize({ authorization: 'tok-1' });
    assert.equal(events.length, 2);
  });

  it('rejects when the function says no, says nothing, or fails', async () => {
    const answers: readonly (JsonObject | undefined)[] = [{ isAuthorized: false }, {}, undefined];
    for (const answer of answers) {
      await refuses(answering(answer).authorize({ authorization: 'tok-1' }), NOT_AUTHORIZED);
    }
  });

  it("doesn't call the function for a token that doesn't look like one", async () => {
    const { authorize, events } = answering({ isAuthorized: true });
    await refuses(authorize({ authorization: 'other' }), NOT_AUTHORIZED);
    assert.equal(events.length, 0);
  });
});
