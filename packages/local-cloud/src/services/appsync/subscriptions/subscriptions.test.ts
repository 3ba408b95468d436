import assert from 'node:assert/strict';
import { describe, it, vi } from 'vitest';
import type { Invalidation } from '@ordersaga/appsync-js';
import type { JsonObject } from '../../../kernel/json.ts';
import type { Caller } from '../api.ts';
import { BY_API_KEY, createTestApi, local, OWNER } from '../testing/test-api.ts';
import { createTestSubscriptions } from '../testing/test-subscriptions.ts';
import { objectIn, stringIn, valueAt } from '../testing/value-at.ts';

describe('a mutation that subscriptions listen to', () => {
  it('is published as its caller selected it: a field with an alias is there under the alias alone', async () => {
    const { publish } = createTestSubscriptions();
    const event = await publish(
      { id: '1', status: 'NEW', count: 2, customer: { name: 'n' }, lines: [{ sku: 's' }], note: { a: 1 } },
      '{ key: id ... on Order { who: customer { name } } lines { code: sku } note }',
    );
    assert.deepEqual(event, {
      mutationField: 'publish',
      subscriptionFields: ['onOrder', 'guarded', 'hidden'],
      result: {
        __typename: 'Order',
        key: '1',
        who: { __typename: 'Customer', name: 'n' },
        lines: [{ __typename: 'Line', code: 's' }],
        note: '{"a":1}',
      },
    });
  });

  it("isn't published when it is null, and others never are", async () => {
    const { api, ask } = createTestSubscriptions(local('Mutation.other', "return { payload: { id: '1' } };"));
    api.onPublish(() => assert.fail('published'));
    await ask('mutation { refund { id } other { id } }');
  });

  it('is published before its response is sent', async () => {
    const { api, ask } = createTestSubscriptions();
    const order: string[] = [];
    api.onPublish(() => order.push('published'));
    await ask('mutation { publish(input: "{\\"id\\":\\"1\\"}") { id } }').then(() => order.push('answered'));
    assert.deepEqual(order, ['published', 'answered']);
  });
});

describe('filtering by arguments', () => {
  const cases: readonly {
    readonly args: string;
    readonly event: JsonObject;
    readonly selection: string;
    readonly matches: boolean;
  }[] = [
    { args: '', event: { id: '1' }, selection: '{ id }', matches: true },
    { args: '(id: "1")', event: { id: '1' }, selection: '{ id }', matches: true },
    { args: '(id: 1)', event: { id: 1 }, selection: '{ id }', matches: true },
    { args: '(id: "2")', event: { id: '1' }, selection: '{ id }', matches: false },
    { args: '(id: "1", status: "NEW")', event: { id: '1', status: 'NEW' }, selection: '{ id status }', matches: true },
    { args: '(id: "1", status: "NEW")', event: { id: '1', status: 'OLD' }, selection: '{ id status }', matches: false },
    { args: '(status: null)', event: { id: '1' }, selection: '{ id status }', matches: true },
    { args: '(status: null)', event: { id: '1', status: 'NEW' }, selection: '{ id status }', matches: false },
    { args: '(status: null)', event: { id: '1' }, selection: '{ id }', matches: false },
    { args: '(status: "NEW")', event: { id: '1', status: 'NEW' }, selection: '{ id }', matches: false },
    { args: '(count: 3)', event: { id: '1', count: 3 }, selection: '{ n: count }', matches: false },
    { args: '(count: 3)', event: { id: '1', count: 3 }, selection: '{ n: count count }', matches: true },
    { args: '(status: "1")', event: { id: '1', status: 'NEW' }, selection: '{ status: id }', matches: true },
  ];
  for (const { args, event, selection, matches } of cases) {
    it(`${args || 'no argument'} ${matches ? 'takes' : 'leaves'} ${JSON.stringify(event)} selected as ${selection}`, async () => {
      const { subscribe, publish } = createTestSubscriptions();
      const subscription = await subscribe(`subscription { onOrder${args} { id } }`);
      assert.equal(subscription.matches(await publish(event, selection)), matches);
    });
  }

  it('ignores an argument whose variable was not given, and takes one that is null for null', async () => {
    const { subscribe, publish } = createTestSubscriptions();
    const query = 'subscription($s: String) { onOrder(status: $s) { id } }';
    const event = await publish({ id: '1', status: 'NEW' });
    assert.equal((await subscribe(query)).matches(event), true);
    assert.equal((await subscribe(query, { s: null })).matches(event), false);
    assert.equal((await subscribe(query, { s: null })).matches(await publish({ id: '1' })), true);
  });
});

describe('the event of a subscriber', () => {
  it('is cut to the subscriber’s selection and aliases; fields that the mutation didn’t select are null', async () => {
    const { subscribe, publish } = createTestSubscriptions();
    const subscription = await subscribe(
      'subscription { mine: onOrder { key: id status ... on Order { customer { __typename name } } } }',
    );
    const event = await publish({ id: '1', status: 'NEW', customer: { name: 'n' } }, '{ id customer { name } }');
    assert.equal(
      subscription.format(event),
      '{"data":{"mine":{"key":"1","status":null,"customer":{"__typename":"Customer","name":"n"}}}}',
    );
  });

  it('is null if the mutation selected the field under an alias, at any depth', async () => {
    const { subscribe, publish } = createTestSubscriptions();
    const subscription = await subscribe(
      'subscription { onOrder { id s: status count tags customer { name } lines { sku } } }',
    );
    const order = { id: '1', status: 'NEW', count: 2, tags: ['t'], customer: { name: 'n' }, lines: [{ sku: 's' }] };
    const selection =
      '{ id s: status ... on Order { count: status t: tags lines { sku } } customer { __typename: name name } }';
    assert.deepEqual(JSON.parse(subscription.format(await publish(order, selection))), {
      data: { onOrder: { id: '1', s: null, count: null, tags: null, customer: { name: 'n' }, lines: [{ sku: 's' }] } },
      errors: [
        {
          path: ['onOrder', 'count'],
          locations: null,
          message: "Can't serialize value (/onOrder/count) : Expected type 'Int' but was 'String'.",
        },
      ],
    });
    const { data, errors } = objectIn(subscription.format(await publish(order, '{ id lines { code: sku } }')));
    assert.deepEqual(data, { onOrder: { id: '1', s: null, count: null, tags: null, customer: null, lines: null } });
    assert.match(
      stringIn(errors, 0, 'message'),
      /^Cannot return null for non-nullable type: 'String' within parent 'Line'/,
    );
  });

  it('is an error if the mutation didn’t select a non-null field', async () => {
    const { subscribe, publish } = createTestSubscriptions();
    const subscription = await subscribe('subscription { onOrder { id status } }');
    assert.deepEqual(JSON.parse(subscription.format(await publish({ id: '1', status: 'NEW' }, '{ status }'))), {
      data: { onOrder: null },
      errors: [
        {
          path: ['onOrder', 'id'],
          locations: null,
          message: "Cannot return null for non-nullable type: 'ID' within parent 'Order' (/onOrder/id)",
        },
      ],
    });
  });

  it("doesn't run resolvers again", async () => {
    const { subscribe, publish } = createTestSubscriptions(local('Order.status', 'return { payload: util.autoId() };'));
    const subscription = await subscribe('subscription { onOrder { status } }');
    const event = await publish({ id: '1' }, '{ status }');
    assert.equal(valueAt(objectIn(subscription.format(event)), 'data', 'onOrder', 'status'), event.result['status']);
  });

  it('depends on the subscriber’s access', async () => {
    const { subscribe, publish } = createTestSubscriptions();
    const iam: Caller = { ...BY_API_KEY, mode: 'AWS_IAM', principal: OWNER };
    const query = 'subscription { onOrder { secret } }';
    const event = await publish({ id: '1', secret: 's' }, '{ secret }', iam);
    assert.equal((await subscribe(query, {}, iam)).format(event), '{"data":{"onOrder":{"secret":"s"}}}');
    assert.match(
      (await subscribe(query)).format(event),
      /"secret":null.*Not Authorized to access secret on type Order/,
    );
  });
});

describe('subscribing', () => {
  const refusal = async (api: ReturnType<typeof createTestSubscriptions>['api'], query: string) => {
    const answer = await api.subscribe(BY_API_KEY, { query, variables: {}, operationName: null }, {});
    assert.ok('errors' in answer);
    return answer.errors[0];
  };

  it('is rejected by a resolver that fails', async () => {
    const { api } = createTestSubscriptions(
      local('Subscription.guarded', 'return { payload: null };', "util.error('not yours', 'Refused');"),
    );
    const { errorType, message } = (await refusal(api, 'subscription { guarded(id: "1") { id } }')) ?? {};
    assert.deepEqual([errorType, message], ['Refused', 'not yours']);
  });

  it('is rejected after 30 seconds', async ({ onTestFinished }) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const called = Promise.withResolvers<null>();
    const { api } = createTestApi(
      {
        schema: `type Query { a: Int } type Mutation { m: T } type T { a: Int }
          type Subscription { slow: T @aws_subscribe(mutations: ["m"]) }`,
        dataSources: [{ name: 'f', type: 'AWS_LAMBDA', functionArn: 'arn:f', principal: OWNER }],
        resolvers: [{ typeName: 'Subscription', fieldName: 'slow', kind: 'UNIT', dataSourceName: 'f' }],
      },
      {
        callAws: () => {
          called.resolve(null);
          return new Promise(() => {});
        },
      },
    );
    const refused = refusal(api, 'subscription { slow { a } }');
    await called.promise;
    vi.advanceTimersByTime(30_000);
    assert.deepEqual(await refused, { errorType: 'ExecutionTimeout', message: 'Execution timed out.' });
  });

  it("is rejected if the field isn't open to the caller", async () => {
    const { errorType, message } =
      (await refusal(createTestSubscriptions().api, 'subscription { hidden { id } }')) ?? {};
    assert.deepEqual([errorType, message], ['Unauthorized', 'Not Authorized to access hidden on type Subscription']);
  });

  it("is rejected with an invalid document, or one that isn't a subscription", async () => {
    const { api } = createTestSubscriptions();
    assert.match(
      (await refusal(api, 'subscription { nothing }'))?.message ?? '',
      /^Validation error of type FieldUndefined/,
    );
    assert.equal((await refusal(api, '{ nothing }'))?.errorType, 'UnsupportedOperation');
    assert.equal((await refusal(api, 'meow'))?.message, 'Unable to parse GraphQL query.');
  });
});

describe('invalidation', () => {
  const FILTER = '{ filterGroup: [{ filters: [{ fieldName: "id", operator: "eq", value: ctx.args.id }] }] }';
  const guarded = local(
    'Subscription.guarded',
    'return { payload: null };',
    `extensions.setSubscriptionInvalidationFilter(${FILTER}); return null;`,
  );
  /** A field that invalidates the subscriptions of these ids, one call each. */
  const invalidating = (field: string, ...ids: readonly string[]) => {
    const call = (id: string) =>
      `extensions.invalidateSubscriptions({ subscriptionField: 'guarded', payload: { id: '${id}' } });`;
    return local(field, "return { payload: { id: '1' } };", `${ids.map(call).join(' ')} return ctx.result;`);
  };

  it('ends the subscriptions whose invalidation filter the payload matches', async () => {
    const { api, ask, subscribe } = createTestSubscriptions(guarded, invalidating('Mutation.refund', '1'));
    const heard: Invalidation[] = [];
    api.onInvalidate((invalidation) => heard.push(invalidation));
    const subscriptions = [
      await subscribe('subscription { guarded(id: "1") { id } }'),
      await subscribe('subscription { guarded(id: "2") { id } }'),
    ];
    await ask('mutation { refund { id } }');
    assert.deepEqual(heard, [{ subscriptionField: 'guarded', payload: { id: '1' } }]);
    assert.deepEqual(
      subscriptions.map((one) => heard.some((invalidation) => one.isEndedBy(invalidation))),
      [true, false],
    );
  });

  it('is done once for calls that are equal', async () => {
    const { api, ask } = createTestSubscriptions(invalidating('Mutation.refund', '1', '1'));
    const heard: Invalidation[] = [];
    api.onInvalidate((invalidation) => heard.push(invalidation));
    await ask('mutation { a: refund { id } b: refund { id } }');
    assert.equal(heard.length, 1);
  });

  it('fails the field with the sixth in one request', async () => {
    const { ask } = createTestSubscriptions(
      invalidating('Mutation.refund', '1', '2', '3'),
      invalidating('Mutation.other', '4', '5', '6'),
    );
    const { data, errors } = await ask('mutation { refund { id } other { id } }');
    assert.deepEqual(data, { refund: { id: '1' }, other: null });
    assert.match(JSON.stringify(errors), /at most 5 times/);
  });

  it('does nothing in a query', async () => {
    const { api, ask } = createTestSubscriptions(invalidating('Query.nothing', '1'));
    api.onInvalidate(() => assert.fail('invalidated'));
    await ask('{ nothing }');
  });
});
