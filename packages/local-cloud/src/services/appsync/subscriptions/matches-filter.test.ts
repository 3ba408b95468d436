import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { BY_API_KEY, local } from '../testing/test-api.ts';
import { createTestSubscriptions } from '../testing/test-subscriptions.ts';
import { matchesFilter } from './matches-filter.ts';

describe('enhanced filtering', () => {
  const event = { id: '1', status: 'NEW', count: 5, tags: ['a', 'b'], customer: { name: 'ann' } };
  const cases: readonly [fieldName: string, operator: string, value: unknown, matches: boolean][] = [
    ['status', 'eq', 'NEW', true],
    ['status', 'eq', 'new', false],
    ['status', 'ne', 'OLD', true],
    ['count', 'le', 5, true],
    ['count', 'lt', 5, false],
    ['count', 'ge', 5, true],
    ['count', 'gt', 4, true],
    ['count', 'gt', '4', false],
    ['tags', 'contains', 'a', true],
    ['tags', 'contains', 'c', false],
    ['status', 'contains', 'E', true],
    ['tags', 'notContains', 'c', true],
    ['tags', 'notContains', 'a', false],
    ['status', 'beginsWith', 'NE', true],
    ['status', 'in', ['OLD', 'NEW'], true],
    ['status', 'in', ['OLD'], false],
    ['status', 'notIn', ['OLD'], true],
    ['count', 'between', [1, 5], true],
    ['count', 'between', [6, 9], false],
    ['tags', 'containsAny', ['x', 'b'], true],
    ['tags', 'containsAny', ['x', 'y'], false],
    ['customer.name', 'eq', 'ann', true],
    ['customer.name', 'eq', 'bob', false],
    ['missing', 'ne', 'x', false],
  ];
  const subscribeWith = (filterGroup: unknown) =>
    createTestSubscriptions(
      local(
        'Subscription.guarded',
        'return { payload: null };',
        `extensions.setSubscriptionFilter(${JSON.stringify({ filterGroup })}); return null;`,
      ),
    );

  for (const [fieldName, operator, value, matches] of cases) {
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
  const refused: readonly [what: string, filterGroup: unknown, message: string][] = [
    [
      'six fields',
      [{ filters: ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => rule(name)) }],
      'Filters exceed maximum attributes limit 5 for subscription.',
    ],
    [
      'one field twice in a filter',
      [{ filters: [rule('a', 'ge'), rule('a', 'le')] }],
      'Invalid filter: filter uses same fieldName multiple time.',
    ],
    [
      'eleven combinations',
      [{ filters: [rule('a', 'in', [1, 2, 3]), rule('b', 'in', [1, 2, 3])] }, { filters: [rule('c', 'in', [1, 2])] }],
      'Filters combination exceed maximum limit 10 for subscription.',
    ],
    [
      'six values of in',
      [{ filters: [rule('a', 'in', [1, 2, 3, 4, 5, 6])] }],
      'subscription exceeds maximum value limit 5 for operator `in`.',
    ],
    [
      'a text of 257 characters',
      [{ filters: [rule('a', 'in', ['x', 'x'.repeat(257)])] }],
      'Invalid filter: a string has more than 256 characters.',
    ],
    ['an unknown operator', [{ filters: [rule('a', 'like')] }], "Invalid filter: unknown operator 'like'."],
    ['no filter group', null, 'The subscription filter has no filterGroup.'],
  ];
  for (const [what, filterGroup, message] of refused) {
    it(`is refused with ${what}`, async () => {
      const query = 'subscription { guarded(id: "1") { id } }';
      const request = { query, variables: {}, operationName: null };
      assert.deepEqual(await subscribeWith(filterGroup).api.subscribe(BY_API_KEY, request, {}), {
        errors: [{ message }],
      });
    });
  }
});
