import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { BY_API_KEY, local } from '../testing/test-api.ts';
import { createTestSubscriptions } from '../testing/test-subscriptions.ts';
import { matchesFilter } from './matches-filter.ts';

describe('enhanced filtering', () => {
  const event = { id: '1', status: 'NEW', count: 5, tags: ['a', 'b'], customer: { name: 'ann' } };
  const cases: readonly {
    readonly fieldName: string;
    readonly operator: string;
    readonly value: unknown;
    readonly matches: boolean;
  }[] = [
    { fieldName: 'status', operator: 'eq', value: 'NEW', matches: true },
    { fieldName: 'status', operator: 'eq', value: 'new', matches: false },
    { fieldName: 'status', operator: 'ne', value: 'OLD', matches: true },
    { fieldName: 'count', operator: 'le', value: 5, matches: true },
    { fieldName: 'count', operator: 'lt', value: 5, matches: false },
    { fieldName: 'count', operator: 'ge', value: 5, matches: true },
    { fieldName: 'count', operator: 'gt', value: 4, matches: true },
    { fieldName: 'count', operator: 'gt', value: '4', matches: false },
    { fieldName: 'tags', operator: 'contains', value: 'a', matches: true },
    { fieldName: 'tags', operator: 'contains', value: 'c', matches: false },
    { fieldName: 'status', operator: 'contains', value: 'E', matches: true },
    { fieldName: 'tags', operator: 'notContains', value: 'c', matches: true },
    { fieldName: 'tags', operator: 'notContains', value: 'a', matches: false },
    { fieldName: 'status', operator: 'beginsWith', value: 'NE', matches: true },
    { fieldName: 'status', operator: 'in', value: ['OLD', 'NEW'], matches: true },
    { fieldName: 'status', operator: 'in', value: ['OLD'], matches: false },
    { fieldName: 'status', operator: 'notIn', value: ['OLD'], matches: true },
    { fieldName: 'count', operator: 'between', value: [1, 5], matches: true },
    { fieldName: 'count', operator: 'between', value: [6, 9], matches: false },
    { fieldName: 'tags', operator: 'containsAny', value: ['x', 'b'], matches: true },
    { fieldName: 'tags', operator: 'containsAny', value: ['x', 'y'], matches: false },
    { fieldName: 'customer.name', operator: 'eq', value: 'ann', matches: true },
    { fieldName: 'customer.name', operator: 'eq', value: 'bob', matches: false },
    { fieldName: 'missing', operator: 'ne', value: 'x', matches: false },
  ];
  const subscribeWith = (filterGroup: unknown) =>
    createTestSubscriptions(
      local(
        'Subscription.guarded',
        'return { payload: null };',
        `extensions.setSubscriptionFilter(${JSON.stringify({ filterGroup })}); return null;`,
      ),
    );

  for (const { fieldName, operator, value, matches } of cases) {
    it(`${fieldName} ${operator} ${JSON.stringify(value)} ${matches ? 'matches' : 'does not match'}`, async () => {
      const { subscribe, publish } = subscribeWith([{ filters: [{ fieldName, operator, value }] }]);
      const subscription = await subscribe('subscription { guarded(id: "other") { id } }');
      assert.equal(subscription.matches(await publish(event)), matches);
    });
  }

  it('reaches down five levels and no further', () => {
    const nested = { a: { b: { c: { d: { e: 1, f: { g: 1 } } } } } };
    const on = (fieldName: string) => ({ filterGroup: [{ filters: [{ fieldName, operator: 'eq', value: 1 }] }] });
    assert.equal(matchesFilter(on('a.b.c.d.e'), nested), true);
    assert.equal(matchesFilter(on('a.b.c.d.f.g'), nested), false);
  });

  it('wants every rule of a filter, and one filter of the group', async () => {
    const rule = (value: string) => ({ fieldName: 'status', operator: 'eq', value });
    const count = { fieldName: 'count', operator: 'eq', value: 5 };
    const groups: readonly [unknown, boolean][] = [
      [[{ filters: [rule('NEW'), count] }], true],
      [[{ filters: [rule('OLD'), count] }], false],
      [[{ filters: [rule('OLD')] }, { filters: [count] }], true],
      [[], false],
    ];
    for (const [group, matches] of groups) {
      const { subscribe, publish } = subscribeWith(group);
      assert.equal(
        (await subscribe('subscription { guarded(id: "1") { id } }')).matches(await publish(event)),
        matches,
      );
    }
  });

  const rule = (fieldName: string, operator = 'eq', value: unknown = 1) => ({ fieldName, operator, value });
  const refused: readonly { readonly what: string; readonly filterGroup: unknown; readonly message: string }[] = [
    {
      what: 'six fields',
      filterGroup: [{ filters: ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => rule(name)) }],
      message: 'Filters exceed maximum attributes limit 5 for subscription.',
    },
    {
      what: 'one field twice in a filter',
      filterGroup: [{ filters: [rule('a', 'ge'), rule('a', 'le')] }],
      message: 'Invalid filter: filter uses same fieldName multiple time.',
    },
    {
      what: 'eleven combinations',
      filterGroup: [
        { filters: [rule('a', 'in', [1, 2, 3]), rule('b', 'in', [1, 2, 3])] },
        { filters: [rule('c', 'in', [1, 2])] },
      ],
      message: 'Filters combination exceed maximum limit 10 for subscription.',
    },
    {
      what: 'six values of in',
      filterGroup: [{ filters: [rule('a', 'in', [1, 2, 3, 4, 5, 6])] }],
      message: 'subscription exceeds maximum value limit 5 for operator `in`.',
    },
    {
      what: 'a text of 257 characters',
      filterGroup: [{ filters: [rule('a', 'in', ['x', 'x'.repeat(257)])] }],
      message: 'Invalid filter: a string has more than 256 characters.',
    },
    {
      what: 'an unknown operator',
      filterGroup: [{ filters: [rule('a', 'like')] }],
      message: "Invalid filter: unknown operator 'like'.",
    },
    { what: 'no filter group', filterGroup: null, message: 'The subscription filter has no filterGroup.' },
  ];
  for (const { what, filterGroup, message } of refused) {
    it(`is rejected with ${what}`, async () => {
      const query = 'subscription { guarded(id: "1") { id } }';
      const request = { query, variables: {}, operationName: null };
      assert.deepEqual(await subscribeWith(filterGroup).api.subscribe(BY_API_KEY, request, {}), {
        errors: [{ message }],
      });
    });
  }
});
