import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { isRecord, parseJson } from '../../contract/json.ts';
import { runBody, valueOf } from '../../testing/run-code.ts';

function expressionOf(filter: string): unknown {
  const text = valueOf(`util.transform.toDynamoDBFilterExpression(${filter})`);
  assert.equal(valueOf(`util.transform.toDynamoDBConditionExpression(${filter})`), text);
  return typeof text === 'string' ? parseJson(text) : text;
}

function namesOf(...names: string[]): object {
  return Object.fromEntries(names.map((name) => [`#${name}`, name]));
}

/** Every case was captured from AWS. */
describe('a DynamoDB filter or condition expression', () => {
  it('is JSON', () => {
    assert.equal(
      valueOf(`util.transform.toDynamoDBFilterExpression({ content: { contains: 'foo' } })`),
      '{"expression":"(contains(#content,:content_contains))","expressionNames":{"#content":"content"},"expressionValues":{":content_contains":{"S":"foo"}}}',
    );
  });

  for (const [operators, expression, values] of [
    [`{ eq: 'x' }`, '(#v = :v_eq)', { ':v_eq': { S: 'x' } }],
    [`{ ne: 'x' }`, '(#v <> :v_ne)', { ':v_ne': { S: 'x' } }],
    [`{ lt: 'x' }`, '(#v < :v_lt)', { ':v_lt': { S: 'x' } }],
    [`{ le: 'x' }`, '(#v <= :v_le)', { ':v_le': { S: 'x' } }],
    [`{ gt: 'x' }`, '(#v > :v_gt)', { ':v_gt': { S: 'x' } }],
    [`{ ge: 'x' }`, '(#v >= :v_ge)', { ':v_ge': { S: 'x' } }],
    ['{ eq: 1.5 }', '(#v = :v_eq)', { ':v_eq': { N: 1.5 } }],
    ['{ eq: true }', '(#v = :v_eq)', { ':v_eq': { BOOL: true } }],
    ['{ eq: null }', '(#v = :v_eq)', { ':v_eq': { NULL: null } }],
    ['{ eq: { a: 1 } }', '(#v = :v_eq)', { ':v_eq': { M: { a: { N: 1 } } } }],
    ['{ eq: [1, 2] }', '(#v = :v_eq)', { ':v_eq': { L: [{ N: 1 }, { N: 2 }] } }],
    [`{ contains: 'x' }`, '(contains(#v,:v_contains))', { ':v_contains': { S: 'x' } }],
    [`{ notContains: 'x' }`, '(NOT contains(#v,:v_notContains))', { ':v_notContains': { S: 'x' } }],
    [`{ beginsWith: 'x' }`, '(begins_with(#v,:v_beginsWith))', { ':v_beginsWith': { S: 'x' } }],
    [
      `{ between: ['1', '9', '3'] }`,
      '(#v BETWEEN :v_between_start AND :v_between_end)',
      { ':v_between_start': { S: '1' }, ':v_between_end': { S: '9' } },
    ],
    [`{ in: ['a', 'b'] }`, '(#v IN (:v_in_0, :v_in_1))', { ':v_in_0': { S: 'a' }, ':v_in_1': { S: 'b' } }],
    [`{ in: ['a'] }`, '(#v IN (:v_in_0))', { ':v_in_0': { S: 'a' } }],
    ['{ in: [] }', '(null)', {}],
    ['{ attributeExists: true }', '(attribute_exists(#v))', {}],
    ['{ attributeExists: false }', '(attribute_not_exists(#v))', {}],
    ['{ size: { gt: 2 } }', '(size(#v) > :v_size_gt)', { ':v_size_gt': { N: 2 } }],
    [
      '{ size: { between: [1, 3] } }',
      '(size(#v) BETWEEN :v_size_between_start AND :v_size_between_end)',
      { ':v_size_between_start': { N: 1 }, ':v_size_between_end': { N: 3 } },
    ],
    [`{ size: { contains: 'x' } }`, '(contains(size(#v),:v_size_contains))', { ':v_size_contains': { S: 'x' } }],
    ['{ size: { attributeExists: true } }', '(attribute_exists(size(#v)))', {}],
    [
      '{ size: { gt: 2, lt: 5 } }',
      '((size(#v) > :v_size_gt) AND (size(#v) < :v_size_lt))',
      { ':v_size_gt': { N: 2 }, ':v_size_lt': { N: 5 } },
    ],
    ['{ size: { size: { gt: 1 } } }', '(size(#v) > :v_size_size_gt)', { ':v_size_size_gt': { N: 1 } }],
    ['{ size: {} }', '', {}],
    ['{ ge: 1, le: 5 }', '((#v >= :v_ge) AND (#v <= :v_le))', { ':v_ge': { N: 1 }, ':v_le': { N: 5 } }],
    ['{}', '', {}],
  ] as const) {
    it(`writes { v: ${operators} } as ${expression}`, () => {
      assert.deepEqual(expressionOf(`{ v: ${operators} }`), {
        expression,
        expressionNames: { '#v': 'v' },
        expressionValues: values,
      });
    });
  }

  for (const [word, code] of [
    ['_null', 'NULL'],
    ['string', 'S'],
    ['stringSet', 'SS'],
    ['number', 'N'],
    ['numberSet', 'NS'],
    ['binary', 'B'],
    ['binarySet', 'BS'],
    ['boolean', 'BOOL'],
    ['list', 'L'],
    ['map', 'M'],
  ]) {
    it(`writes the attribute type ${word} as ${code}`, () => {
      assert.deepEqual(expressionOf(`{ v: { attributeType: '${word}' } }`), {
        expression: '(attribute_type(#v,:v_attributeType))',
        expressionNames: { '#v': 'v' },
        expressionValues: { ':v_attributeType': { S: code } },
      });
    });
  }

  const A = 'a: { eq: 1 }';
  const B = 'b: { eq: 2 }';
  const C = 'c: { eq: 3 }';
  for (const { filter, expression, names, placeholders } of [
    {
      filter: `{ ${A}, ${B} }`,
      expression: '(#a = :a_eq) AND (#b = :b_eq)',
      names: ['a', 'b'],
      placeholders: [':a_eq', ':b_eq'],
    },
    { filter: `{ and: [{ ${A} }] }`, expression: '(#a = :and_0_a_eq)', names: ['a'], placeholders: [':and_0_a_eq'] },
    {
      filter: `{ and: [{ ${A} }, { ${B} }] }`,
      expression: '((#a = :and_0_a_eq) AND (#b = :and_1_b_eq))',
      names: ['a', 'b'],
      placeholders: [':and_0_a_eq', ':and_1_b_eq'],
    },
    {
      filter: `{ or: [{ ${A} }, { ${B} }] }`,
      expression: '((#a = :or_0_a_eq) OR (#b = :or_1_b_eq))',
      names: ['a', 'b'],
      placeholders: [':or_0_a_eq', ':or_1_b_eq'],
    },
    { filter: `{ not: { ${A} } }`, expression: '(NOT (#a = :not_a_eq))', names: ['a'], placeholders: [':not_a_eq'] },
    {
      filter: `{ not: { and: [{ ${A} }, { ${B} }] } }`,
      expression: '(NOT ((#a = :not_and_0_a_eq) AND (#b = :not_and_1_b_eq)))',
      names: ['a', 'b'],
      placeholders: [':not_and_0_a_eq', ':not_and_1_b_eq'],
    },
    {
      filter: `{ not: { not: { ${A} } } }`,
      expression: '(NOT (NOT (#a = :not_not_a_eq)))',
      names: ['a'],
      placeholders: [':not_not_a_eq'],
    },
    {
      filter: `{ and: [{ not: { ${A} } }, { ${B} }] }`,
      expression: '((NOT (#a = :and_0_not_a_eq)) AND (#b = :and_1_b_eq))',
      names: ['a', 'b'],
      placeholders: [':and_0_not_a_eq', ':and_1_b_eq'],
    },
    {
      filter: `{ or: [{ and: [{ ${A} }, { ${B} }] }, { ${C} }] }`,
      expression: '(((#a = :or_0_and_0_a_eq) AND (#b = :or_0_and_1_b_eq)) OR (#c = :or_1_c_eq))',
      names: ['a', 'b', 'c'],
      placeholders: [':or_0_and_0_a_eq', ':or_0_and_1_b_eq', ':or_1_c_eq'],
    },
    {
      filter: `{ and: [{ or: [{ ${A} }, { ${B} }] }, { ${C} }] }`,
      expression: '(((#a = :and_0_or_0_a_eq) OR (#b = :and_0_or_1_b_eq)) AND (#c = :and_1_c_eq))',
      names: ['a', 'b', 'c'],
      placeholders: [':and_0_or_0_a_eq', ':and_0_or_1_b_eq', ':and_1_c_eq'],
    },
    {
      filter: `{ and: [{ or: [{ and: [{ ${A} }] }] }] }`,
      expression: '(#a = :and_0_or_0_and_0_a_eq)',
      names: ['a'],
      placeholders: [':and_0_or_0_and_0_a_eq'],
    },
    {
      filter: `{ ${A}, and: [{ ${B} }] }`,
      expression: '(#a = :a_eq) AND (#b = :and_0_b_eq)',
      names: ['a', 'b'],
      placeholders: [':a_eq', ':and_0_b_eq'],
    },
    { filter: `{ 'a.b': { eq: 1 } }`, expression: '(#a.b = :a.b_eq)', names: ['a.b'], placeholders: [':a.b_eq'] },
    { filter: '{}', expression: '', names: [], placeholders: [] },
    { filter: '{ and: [] }', expression: '', names: [], placeholders: [] },
    { filter: '{ not: {} }', expression: '(NOT )', names: [], placeholders: [] },
    { filter: `{ ${A}, b: {} }`, expression: '(#a = :a_eq) AND ', names: ['a', 'b'], placeholders: [':a_eq'] },
    {
      filter: `{ and: [{ ${A} }, {}] }`,
      expression: '((#a = :and_0_a_eq) AND )',
      names: ['a'],
      placeholders: [':and_0_a_eq'],
    },
  ]) {
    it(`writes ${filter} as ${expression}`, () => {
      const written = expressionOf(filter);
      assert.ok(isRecord(written) && isRecord(written['expressionValues']));
      const { expressionValues: _values, ...rest } = written;
      assert.deepEqual(rest, { expression, expressionNames: namesOf(...names) });
      assert.deepEqual(Object.keys(written['expressionValues']), placeholders);
    });
  }

  for (const filter of [
    '',
    'null',
    '[]',
    '"string"',
    '{ v: { foo: 1 } }',
    '{ v: null }',
    '{ v: "x" }',
    '{ a: { b: { eq: 1 } } }',
    '{ and: { a: { eq: 1 } } }',
    '{ and: null }',
    '{ and: [{ a: { eq: 1 } }, null] }',
    '{ not: [{ a: { eq: 1 } }] }',
    '{ v: { between: [1] } }',
    '{ v: { between: "x" } }',
    '{ v: { in: "x" } }',
    '{ v: { attributeExists: "yes" } }',
    '{ v: { attributeType: "S" } }',
    '{ v: { attributeType: "bogus" } }',
    '{ v: { size: 3 } }',
  ]) {
    it(`is null for (${filter})`, () => {
      assert.equal(expressionOf(filter), null);
    });
  }
});

/** `a in [1,2]`: the name of a field, an operator, and a value as JSON. */
function filterOf(rule: string): { readonly [name: string]: unknown } {
  const [, fieldName, operator, json = ''] = /^(\S+) (\S+) (.*)$/.exec(rule) ?? [];
  return { fieldName, operator, value: parseJson(json) };
}

/**
 * Every case was captured from AWS, but the one of rules on several fields with ignored ones, which is AWS's own
 * sample.
 */
describe('util.transform.toSubscriptionFilter', () => {
  for (const [parameters, groups] of [
    ['{ a: { eq: 1 } }', [['a eq 1']]],
    ['{ a: { eq: 1 }, b: { eq: 2 } }', [['a eq 1', 'b eq 2']]],
    ['{ and: [{ a: { eq: 1 } }, { b: { eq: 2 } }] }', [['a eq 1', 'b eq 2']]],
    ['{ z: { eq: 0 }, and: [{ a: { eq: 1 } }] }', [['z eq 0', 'a eq 1']]],
    ['{ "loc.addr.country": { eq: "USA" } }', [['loc.addr.country eq "USA"']]],
    ['{ a: { eq: 1, ne: 2 } }', [['a eq 1'], ['a ne 2']]],
    ['{ or: [{ a: { eq: 1 } }, { b: { eq: 2 } }] }', [['a eq 1'], ['b eq 2']]],
    [
      '{ and: [{ a: { eq: 1 } }, { or: [{ b: { eq: 2 } }, { c: { eq: 3 } }] }] }',
      [
        ['a eq 1', 'b eq 2'],
        ['a eq 1', 'c eq 3'],
      ],
    ],
    [
      '{ up: { lte: 50, gte: 20 }, and: [{ title: { ne: "B" } }], or: [{ author: { eq: "A" } }, { done: { eq: false } }] }',
      [
        ['up lte 50', 'title ne "B"', 'author eq "A"'],
        ['up lte 50', 'title ne "B"', 'done eq false'],
        ['up gte 20', 'title ne "B"', 'author eq "A"'],
        ['up gte 20', 'title ne "B"', 'done eq false'],
      ],
    ],
    ['{ a: { in: [1, 2] }, b: { between: [1, 9] } }', [['a in [1,2]', 'b between [1,9]']]],
    ['{ a: { containsAny: ["x"] }, b: { bogus: 1 } }', [['a containsAny ["x"]', 'b bogus 1']]],
    ['{ not: { a: { eq: 1 } } }', [['not a {"eq":1}']]],
    ['{ a: { eq: 1 }, b: { eq: 2 } }, ["a"]', [['b eq 2']]],
    ['{ a: { eq: 1 }, and: [{ b: { eq: 2 } }] }, ["b"]', [['a eq 1']]],
    [
      '{ a: { eq: 1 } }, [], { r1: { gte: 250 }, r2: { eq: "p" } }',
      [
        ['a eq 1', 'r1 gte 250'],
        ['a eq 1', 'r2 eq "p"'],
      ],
    ],
    ['{}, [], { r1: { eq: 1 } }', [['r1 eq 1']]],
    [
      '{ up: { lte: 50 }, and: [{ title: { ne: "B" } }], or: [{ author: { eq: "A" } }, { done: { eq: false } }] }, ["up", "author"], { r: { gte: 2 }, s: { eq: 1 } }',
      [
        ['title ne "B"', 'done eq false', 'r gte 2'],
        ['title ne "B"', 'done eq false', 's eq 1'],
      ],
    ],
    ['{}', []],
    ['{ a: {} }', []],
    ['{ and: [] }', []],
  ] as const) {
    it(`(${parameters}) is ${groups.map((rules) => rules.join(' and ')).join(', or ') || 'no group'}`, () => {
      assert.deepEqual(valueOf(`util.transform.toSubscriptionFilter(${parameters})`), {
        filterGroup: groups.map((rules) => ({ filters: rules.map(filterOf) })),
      });
    });
  }

  for (const parameters of ['', 'null', '[]', `'{"a":{"eq":1}}'`]) {
    it(`is null for (${parameters})`, () => {
      assert.equal(valueOf(`util.transform.toSubscriptionFilter(${parameters})`), null);
    });
  }
});

describe('util.transform.toElasticsearchQueryDSL', () => {
  it('says that this package does not support it', () => {
    assert.equal(
      runBody('return util.transform.toElasticsearchQueryDSL({});').error?.message,
      'util.transform.toElasticsearchQueryDSL is not supported by @ordersaga/appsync-js',
    );
  });
});
