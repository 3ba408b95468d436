/** `util.transform`: expressions and subscription filters, as they were captured. */
import { returns } from './snippet.ts';
import type { Snippet, Topic } from './snippet.ts';
import { CAPTURED, EXTENSIONS_PAGE } from './sources.ts';

const ON_ONE_FIELD: readonly string[] = [
  `{ eq: 'x' }`,
  `{ ne: 'x' }`,
  `{ lt: 'x' }`,
  `{ le: 1.5 }`,
  `{ gt: 1 }`,
  `{ ge: 1 }`,
  '{ eq: true }',
  '{ eq: null }',
  '{ eq: { a: 1 } }',
  `{ contains: 'x' }`,
  `{ notContains: 'x' }`,
  `{ beginsWith: 'x' }`,
  `{ between: ['1', '9', '3'] }`,
  `{ in: ['a', 'b'] }`,
  '{ in: [] }',
  '{ attributeExists: true }',
  '{ attributeExists: false }',
  `{ attributeType: 'stringSet' }`,
  `{ attributeType: '_null' }`,
  '{ size: { gt: 2 } }',
  '{ ge: 1, le: 5 }',
  '{}',
  '{ foo: 1 }',
  'null',
  `'x'`,
  '{ between: [1] }',
  `{ attributeExists: 'yes' }`,
  `{ attributeType: 'S' }`,
];

const WHOLE: readonly string[] = [
  '{ a: { eq: 1 }, b: { eq: 2 } }',
  '{ and: [{ a: { eq: 1 } }] }',
  '{ and: [{ a: { eq: 1 } }, { b: { eq: 2 } }] }',
  '{ or: [{ a: { eq: 1 } }, { b: { eq: 2 } }] }',
  '{ not: { a: { eq: 1 } } }',
  '{ or: [{ and: [{ a: { eq: 1 } }, { b: { eq: 2 } }] }, { c: { eq: 3 } }] }',
  `{ 'a.b': { eq: 1 } }`,
  '{}',
  '{ and: [] }',
  '{ not: {} }',
  '{ a: { eq: 1 }, b: {} }',
  'null',
  '[]',
  '{ and: { a: { eq: 1 } } }',
];

const SUBSCRIPTIONS: readonly string[] = [
  '{ a: { eq: 1 } }',
  '{ a: { eq: 1 }, b: { eq: 2 } }',
  '{ and: [{ a: { eq: 1 } }, { b: { eq: 2 } }] }',
  '{ or: [{ a: { eq: 1 } }, { b: { eq: 2 } }] }',
  '{ a: { eq: 1, ne: 2 } }',
  '{ and: [{ a: { eq: 1 } }, { or: [{ b: { eq: 2 } }, { c: { eq: 3 } }] }] }',
  `{ 'loc.addr.country': { eq: 'USA' } }`,
  '{ a: { in: [1, 2] }, b: { between: [1, 9] } }',
  '{ not: { a: { eq: 1 } } }',
  `{ a: { eq: 1 }, b: { eq: 2 } }, ['a']`,
  `{ a: { eq: 1 } }, [], { r1: { gte: 250 }, r2: { eq: 'p' } }`,
  '{}',
  '{ a: {} }',
  'null',
  `'{"a":{"eq":1}}'`,
];

/**
 * An expression is JSON in a string. Its members have no order that matters to AppSync, which reads it as JSON; so it is
 * compared as JSON, and once as the string that it is.
 */
function parsed(call: string, name: string): Snippet {
  return {
    name,
    source: CAPTURED,
    body: `const text = util.transform.${call};\nreturn text ? JSON.parse(text) : text;`,
  };
}

export const FILTERS: Topic = {
  group: 'filters',
  snippets: [
    ...ON_ONE_FIELD.map((operators) =>
      parsed(`toDynamoDBFilterExpression({ v: ${operators} })`, `the expression of { v: ${operators} }`),
    ),
    ...WHOLE.map((filter) => parsed(`toDynamoDBConditionExpression(${filter})`, `the condition of ${filter}`)),
    returns(
      `util.transform.toDynamoDBFilterExpression({ content: { contains: 'foo' } })`,
      'an expression is a string',
      CAPTURED,
    ),
    ...SUBSCRIPTIONS.map((parameters) =>
      returns(
        `util.transform.toSubscriptionFilter(${parameters})`,
        `the subscription filter of ${parameters}`,
        CAPTURED,
      ),
    ),
    {
      name: 'a subscription filter can be set in a response handler',
      source: EXTENSIONS_PAGE,
      function: 'response',
      body: `extensions.setSubscriptionFilter(util.transform.toSubscriptionFilter({ a: { eq: 1 } }));
return null;`,
    },
    {
      name: 'an invalidation filter can be set in a response handler',
      source: EXTENSIONS_PAGE,
      function: 'response',
      body: `extensions.setSubscriptionInvalidationFilter({ filterGroup: [{ filters: [{ fieldName: 'a', operator: 'eq', value: 1 }] }] });
return null;`,
    },
    {
      name: 'subscriptions can be invalidated in a response handler',
      source: EXTENSIONS_PAGE,
      function: 'response',
      body: `extensions.invalidateSubscriptions({ subscriptionField: 'onA', payload: { a: 1 } });
return ctx.result;`,
      context: { result: { a: 1 } },
    },
    {
      name: 'entries of the cache can be evicted',
      source: EXTENSIONS_PAGE,
      function: 'response',
      body: `extensions.evictFromApiCache('Query', 'a', { 'ctx.args.id': ctx.args.id });
return ctx.result;`,
      context: { arguments: { id: '1' }, result: 1 },
    },
  ],
};
