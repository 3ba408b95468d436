import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { AwsError } from '../../../../aws/error.ts';
import type { AwsCall } from '../../../../aws/call.ts';
import type { JsonObject, JsonValue } from '../../../../kernel/json.ts';
import { objectAt } from '../../../../kernel/json.ts';
import { SEEN } from '../../testing/run-request.ts';
import { createTestApi, local, named, NONE, OWNER, unit } from '../../testing/test-api.ts';
import { listIn, objectIn, stringIn, valueAt } from '../../testing/value-at.ts';

const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:f';

const SCHEMA = `
  type Query { run(a: Int): AWSJSON posts: [Post] }
  type Mutation { first: String second: String }
  type Post { id: ID! likes: Int related: String }
`;

const POSTS = local('Query.posts', 'return { payload: [{ id: "1" }, { id: "2" }, { id: "3" }] };');

/** An API whose data source `function` answers with `respond`, and the calls that it got. */
function withFunction(
  respond: (payload: JsonValue) => JsonObject | Promise<JsonObject>,
  ...resolvers: Parameters<typeof createTestApi>[0]['resolvers'] & object
) {
  const calls: AwsCall[] = [];
  const dataSources = [NONE, { name: 'function', type: 'AWS_LAMBDA', functionArn: ARN, principal: OWNER }];
  const { ask } = createTestApi(
    { schema: SCHEMA, dataSources, resolvers },
    {
      callAws: async (call) => {
        calls.push(call);
        return JSON.stringify(await respond(call.input['Payload'] ?? null));
      },
    },
  );
  return { ask, calls };
}

function echo(Payload: JsonValue) {
  return { StatusCode: 200, Payload };
}
function seen(response: JsonObject) {
  return objectIn(stringIn(response, 'data', 'run'));
}

/** The type and message of the only error. */
function faultOf(response: JsonObject) {
  const [error, ...others] = listIn(response, 'errors');
  assert.deepEqual(others, []);
  return { errorType: valueAt(error, 'errorType'), message: valueAt(error, 'message') };
}

describe('Invoke', () => {
  it("sends the payload alone, as the data source’s role, and returns the function's result", async () => {
    const { ask, calls } = withFunction(
      echo,
      unit('Query.run', 'function', "return { operation: 'Invoke', payload: { field: ctx.args.a } };", SEEN),
    );
    assert.deepEqual(seen(await ask('{ run(a: 1) }')), { result: { field: 1 }, error: null });
    const input = { FunctionName: ARN, InvocationType: 'RequestResponse', Payload: { field: 1 } };
    assert.deepEqual(calls, [{ service: 'lambda', operation: 'Invoke', input, principal: OWNER }]);
  });

  it("doesn't wait for an Event, whose result is null", async () => {
    const request = "return { operation: 'Invoke', invocationType: 'Event', payload: 1 };";
    const { ask, calls } = withFunction(() => ({ StatusCode: 202 }), unit('Query.run', 'function', request, SEEN));
    assert.deepEqual(seen(await ask('{ run }')), { result: null, error: null });
    assert.equal(calls[0]?.input['InvocationType'], 'Event');
  });

  it("makes ctx.error of the function's exception", async () => {
    const thrown = { errorType: 'Error', errorMessage: 'I fail. always', trace: [] };
    const respond = () => ({ StatusCode: 200, FunctionError: 'Unhandled', Payload: thrown });
    const { ask } = withFunction(respond, unit('Query.run', 'function', "return { operation: 'Invoke' };", SEEN));
    assert.deepEqual(seen(await ask('{ run }')), {
      result: null,
      error: { message: 'I fail. always', type: 'Lambda:Unhandled', unhandledErrorType: 'Error' },
    });
  });

  it('makes ctx.error of a call that Lambda rejects', async () => {
    const respond = () => {
      throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429);
    };
    const { ask } = withFunction(
      respond,
      unit('Query.run', 'function', "return { operation: 'Invoke' };", 'return ctx.error;'),
    );
    assert.deepEqual(seen(await ask('{ run }')), {
      message: 'Rate Exceeded.',
      type: 'Lambda:TooManyRequestsException',
      unhandledErrorType: null,
    });
  });

  it("rejects a type of invocation that AppSync doesn't know", async () => {
    const request = "return { operation: 'Invoke', invocationType: 'DryRun' };";
    const { ask, calls } = withFunction(echo, unit('Query.run', 'function', request));
    const fault = { errorType: 'MappingTemplate', message: "Unsupported invocation type 'DryRun'." };
    assert.deepEqual(faultOf(await ask('{ run }')), fault);
    assert.equal(calls.length, 0);
  });

  it("isn't sent for the next mutation before the first one has returned", async () => {
    const answered: JsonValue[] = [];
    const respond = async (payload: JsonValue) => {
      assert.equal(answered.length, payload === 'first' ? 0 : 1);
      await new Promise((resolve) => setImmediate(resolve));
      answered.push(payload);
      return echo(payload);
    };
    const resolver = (name: string) =>
      unit(`Mutation.${name}`, 'function', `return { operation: 'Invoke', payload: '${name}' };`);
    const { ask } = withFunction(respond, resolver('first'), resolver('second'));
    assert.deepEqual(await ask('mutation { first second }'), { data: { first: 'first', second: 'second' } });
  });
});

describe('BatchInvoke', () => {
  const likes = (maxBatchSize: number) => ({
    ...unit(
      'Post.likes',
      'function',
      "return { operation: 'BatchInvoke', payload: ctx.source.id };",
      'return ctx.error ? -1 : ctx.result;',
    ),
    maxBatchSize,
  });
  const tens = (payload: JsonValue) => echo(Array.isArray(payload) ? payload.map((id) => Number(id) * 10) : null);

  it("gathers the payloads of a list's items", async () => {
    const { ask, calls } = withFunction(tens, POSTS, likes(10));
    assert.deepEqual(await ask('{ posts { likes } }'), {
      data: { posts: [{ likes: 10 }, { likes: 20 }, { likes: 30 }] },
    });
    assert.deepEqual(
      calls.map(({ input }) => input['Payload']),
      [['1', '2', '3']],
    );
  });

  it('sends no more than the batch size at once', async () => {
    const { ask, calls } = withFunction(tens, POSTS, likes(2));
    assert.deepEqual(await ask('{ posts { likes } }'), {
      data: { posts: [{ likes: 10 }, { likes: 20 }, { likes: 30 }] },
    });
    assert.deepEqual(
      calls.map(({ input }) => input['Payload']),
      [['1', '2'], ['3']],
    );
  });

  it("doesn't wait for an Event, which has the whole list", async () => {
    const request = "return { operation: 'BatchInvoke', invocationType: 'Event', payload: ctx.source.id };";
    const { ask, calls } = withFunction(() => ({ StatusCode: 202 }), POSTS, {
      ...unit('Post.likes', 'function', request, 'return ctx.error ? 1 : ctx.result;'),
      maxBatchSize: 5,
    });
    assert.deepEqual((await ask('{ posts { likes } }'))['data'], {
      posts: [{ likes: null }, { likes: null }, { likes: null }],
    });
    assert.deepEqual(
      calls.map(({ input }) => input['InvocationType']),
      ['Event'],
    );
    assert.deepEqual(calls[0]?.input['Payload'], ['1', '2', '3']);
  });

  it('fails every item when the call fails, or returns another number of results', async () => {
    const failing = () => ({ StatusCode: 200, FunctionError: 'Unhandled', Payload: { errorMessage: 'no' } });
    for (const respond of [failing, () => echo([1])]) {
      const { ask } = withFunction(respond, POSTS, likes(10));
      assert.deepEqual(await ask('{ posts { likes } }'), {
        data: { posts: [{ likes: -1 }, { likes: -1 }, { likes: -1 }] },
      });
    }
  });
});

describe('a direct Lambda resolver', () => {
  const direct = (name: string, maxBatchSize?: number) => ({
    ...named(name),
    kind: 'UNIT' as const,
    dataSourceName: 'function',
    maxBatchSize,
  });

  it('sends the whole context and takes the result as the value', async () => {
    const { ask, calls } = withFunction(() => echo({ ok: true }), direct('Query.run'));
    assert.deepEqual(seen(await ask('{ run(a: 1) }')), { ok: true });
    const { arguments: values, info, identity, prev, request } = objectAt(calls[0]?.input ?? {}, 'Payload');
    assert.deepEqual([values, identity, prev], [{ a: 1 }, null, null]);
    assert.deepEqual([valueAt(info, 'fieldName'), valueAt(info, 'parentTypeName')], ['run', 'Query']);
    assert.equal(valueAt(request, 'headers', 'x-test'), 'yes');
  });

  it('sends no member that is for response handlers only', async () => {
    const { ask, calls } = withFunction(() => echo({ ok: true }), direct('Query.run'));
    await ask('{ run(a: 1) }');
    assert.deepEqual(Object.keys(objectAt(calls[0]?.input ?? {}, 'Payload')).sort(), [
      'arguments',
      'identity',
      'info',
      'prev',
      'request',
      'source',
      'stash',
    ]);
  });

  const throwing = (errorType: string) => () => ({
    StatusCode: 200,
    FunctionError: 'Unhandled',
    Payload: { errorType, errorMessage: 'the reason' },
  });

  it("fails the field with the name and message of the function's exception", async () => {
    const { ask } = withFunction(throwing('OutOfStock'), direct('Query.run'));
    assert.deepEqual(faultOf(await ask('{ run }')), { errorType: 'OutOfStock', message: 'the reason' });
  });

  it("doesn't tell why it was unauthorized", async () => {
    const { ask } = withFunction(throwing('UnauthorizedException'), direct('Query.run'));
    const fault = { errorType: 'UnauthorizedException', message: 'You are not authorized to make this call.' };
    assert.deepEqual(faultOf(await ask('{ run }')), fault);
  });

  it('unwraps the elements of a batch', async () => {
    const respond = () => echo([{ data: 1 }, { data: 2, errorMessage: 'no', errorType: 'T' }, { data: 3 }]);
    const { ask, calls } = withFunction(respond, POSTS, direct('Post.likes', 5));
    const response = await ask('{ posts { likes } }');
    assert.deepEqual(response['data'], { posts: [{ likes: 1 }, { likes: null }, { likes: 3 }] });
    assert.deepEqual(faultOf(response), { errorType: 'T', message: 'no' });
    assert.deepEqual(valueAt(response, 'errors', 0, 'path'), ['posts', 1, 'likes']);
    assert.equal(calls.length, 1);
  });

  it("finds nothing in an element of a batch that isn't wrapped", async () => {
    const { ask } = withFunction(
      () => echo([1, { likes: 2 }, { data: 3, errorMessage: '' }]),
      POSTS,
      direct('Post.likes', 5),
    );
    assert.deepEqual(await ask('{ posts { likes } }'), {
      data: { posts: [{ likes: null }, { likes: null }, { likes: 3 }] },
    });
  });
});
