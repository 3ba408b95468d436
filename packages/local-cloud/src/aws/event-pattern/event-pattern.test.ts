/** Event patterns by the EventBridge user guide ("Comparison operators"), and as aws/event-ruler, which it runs, does. */

import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { JsonObject } from '../../kernel/json.ts';
import { findPatternProblem } from './check-pattern.ts';
import { matchesPattern } from './matches-pattern.ts';
import { LAMBDA_OPERATORS, OPERATORS } from './operators.ts';

const EVENT: JsonObject = {
  source: 'aws.ec2',
  empty: '',
  gone: null,
  flag: false,
  count: 5,
  ip: '10.0.0.33',
  ip6: '2001:db8::1',
  object: { inner: 1 },
  emptyObject: {},
  emptyList: [],
  tags: ['red', 'blue'],
  mixed: [1, 'a', null],
  items: [
    { name: 'a', size: 1 },
    { name: 'b', size: 2, extra: 'x' },
  ],
  nested: [[{ deep: 1 }], [{ deep: 2 }]],
  'dotted.name': 'x',
  path: '/a*b\\c',
};

function rule(path: string, ...rules: JsonObject[]): JsonObject {
  return { [path]: rules };
}
function but(operand: JsonObject[string]): JsonObject {
  return { 'anything-but': operand };
}

const CASES: readonly (readonly [pattern: JsonObject, matches: boolean])[] = [
  // Equality, of leaves alone.
  [{ source: ['aws.ec2'] }, true],
  [{ source: ['other', 'aws.ec2'] }, true],
  [{ gone: [null] }, true],
  [{ flag: [false] }, true],
  [{ count: ['5'] }, false],
  [{ count: [5.0] }, true],
  [{ empty: [''] }, true],
  [{ object: [null] }, false],
  [{ tags: ['blue'] }, true],
  [{ mixed: [null] }, true],
  // anything-but: any leaf that is not named; objects and what is absent are no leaves.
  [rule('source', but('other')), true],
  [rule('source', but(['aws.ec2', 'other'])), false],
  [rule('count', but(5)), false],
  [rule('count', but([4, 6])), true],
  [rule('count', but('5')), true],
  [rule('gone', but('x')), true],
  [rule('object', but('x')), false],
  [rule('emptyObject', but('x')), false],
  [rule('emptyList', but('x')), false],
  [rule('items', but('x')), false],
  [rule('absent', but('x')), false],
  [rule('tags', but('red')), true],
  [rule('tags', but(['red', 'blue'])), false],
  [rule('source', but({ prefix: 'aws.' })), false],
  [rule('source', but({ prefix: ['x', 'y'] })), true],
  [rule('source', but({ suffix: '.ec2' })), false],
  [rule('source', but({ 'equals-ignore-case': ['AWS.EC2'] })), false],
  [rule('source', but({ wildcard: 'a*2' })), false],
  [rule('count', but({ prefix: '5' })), true],
  // exists looks at leaves alone; empty objects and lists have none, and one item of a list is enough.
  [rule('count', { exists: true }), true],
  [rule('gone', { exists: true }), true],
  [rule('object', { exists: true }), false],
  [rule('object', { exists: false }), true],
  [rule('emptyList', { exists: true }), false],
  [rule('emptyList', { exists: false }), true],
  [rule('emptyObject', { exists: false }), true],
  [rule('absent', { exists: false }), true],
  [rule('count', { exists: false }), false],
  [rule('tags', { exists: false }), false],
  [{ items: { extra: [{ exists: true }] } }, true],
  [{ items: { extra: [{ exists: false }] } }, false],
  [{ items: { absent: [{ exists: false }] } }, true],
  [{ absent: { deep: [{ exists: false }] } }, true],
  [{ absent: ['x', { exists: false }] }, true],
  // Fields of one alternative must come from the same item of a list.
  [{ items: { name: ['a'], size: [1] } }, true],
  [{ items: { name: ['a'], size: [2] } }, false],
  [{ items: { name: ['b'], size: [{ numeric: ['>', 1] }] } }, true],
  [{ items: { name: ['a'], size: [{ exists: false }] } }, false],
  [{ items: { name: ['a'], zebra: [{ exists: false }] } }, true],
  [{ nested: { deep: [2] } }, true],
  // A dot in a name and an object inside of an object make the same path.
  [{ 'dotted.name': ['x'] }, true],
  [{ dotted: { name: ['x'] } }, true],
  [{ 'object.inner': [1] }, true],
  // Strings.
  [rule('source', { prefix: 'aws' }), true],
  [rule('source', { prefix: { 'equals-ignore-case': 'AWS' } }), true],
  [rule('source', { suffix: 'ec2' }), true],
  [rule('source', { suffix: { 'equals-ignore-case': 'EC2' } }), true],
  [rule('source', { suffix: 'EC2' }), false],
  [rule('source', { 'equals-ignore-case': 'AWS.EC2' }), true],
  [rule('count', { prefix: '5' }), false],
  [rule('source', { wildcard: '*.e*2' }), true],
  [rule('source', { wildcard: 'aws' }), false],
  [rule('path', { wildcard: '/a\\*b\\\\*' }), true],
  // Numbers.
  [rule('count', { numeric: ['=', 5] }), true],
  [rule('count', { numeric: ['>', 0, '<=', 5] }), true],
  [rule('count', { numeric: ['>=', 5, '<', 6] }), true],
  [rule('count', { numeric: ['<', 5] }), false],
  [rule('source', { numeric: ['>', 0] }), false],
  // Addresses.
  [rule('ip', { cidr: '10.0.0.0/24' }), true],
  [rule('ip', { cidr: '10.0.1.0/24' }), false],
  [rule('ip6', { cidr: '2001:db8::/32' }), true],
  [rule('ip6', { cidr: '10.0.0.0/8' }), false],
  [rule('source', { cidr: '10.0.0.0/24' }), false],
  // $or, at the top and inside.
  [{ $or: [{ source: ['x'] }, { count: [5] }] }, true],
  [{ $or: [{ source: ['x'] }, { count: [6] }] }, false],
  [{ source: ['x'], $or: [{ count: [5] }, { flag: [false] }] }, false],
  [
    {
      items: {
        $or: [
          { name: ['a'], size: [2] },
          { name: ['b'], size: [2] },
        ],
      },
    },
    true,
  ],
  [
    {
      items: {
        $or: [
          { name: ['a'], size: [2] },
          { name: ['b'], size: [1] },
        ],
      },
    },
    false,
  ],
  [{ $or: [{ $or: [{ count: [1] }, { count: [5] }] }, { flag: [true] }], source: ['aws.ec2'] }, true],
];

function many(name: string) {
  return Array.from({ length: 11 }, (_, index) => ({ [`${name}${index}`]: ['x'] }));
}

const REFUSED: readonly (readonly [pattern: JsonObject, problem: string])[] = [
  [{}, 'the pattern must not be empty'],
  [{ a: {} }, '"a" must not be empty'],
  [{ a: { b: [] } }, '"a.b" must not hold an empty list'],
  [{ a: 'x' }, '"a" must hold a list of rules, or an object'],
  [{ a: null }, '"a" must hold a list of rules, or an object'],
  [{ a: [['x']] }, '"a" must hold no list inside of its list'],
  [{ a: [{}] }, 'the rule {} of "a" must have exactly one member'],
  [{ a: [{ prefix: 'x', suffix: 'y' }] }, 'the rule {"prefix":"x","suffix":"y"} of "a" must have exactly one member'],
  [{ a: [{ contains: 'x' }] }, 'there is no rule "contains", which "a" names'],
  [{ a: [{ prefix: 5 }] }, 'the rule {"prefix":5} of "a" must hold a string'],
  [
    { a: [{ prefix: { suffix: 'x' } }] },
    'the rule {"prefix":{"suffix":"x"}} of "a" must hold a string, or equals-ignore-case with a string',
  ],
  [{ a: [{ exists: 'true' }] }, 'the rule {"exists":"true"} of "a" must hold true or false'],
  [{ a: [but([])] }, 'the rule {"anything-but":[]} of "a" must hold strings or numbers, and not both'],
  [{ a: [but(['x', 1])] }, 'the rule {"anything-but":["x",1]} of "a" must hold strings or numbers, and not both'],
  [{ a: [but(null)] }, 'the rule {"anything-but":null} of "a" must hold strings or numbers, and not both'],
  [{ a: [but([true])] }, 'the rule {"anything-but":[true]} of "a" must hold strings or numbers, and not both'],
  [
    { a: [but({ numeric: ['=', 1] })] },
    'the rule {"anything-but":{"numeric":["=",1]}} of "a" must hold values, or one of prefix, suffix, equals-ignore-case, wildcard',
  ],
  [
    { a: [but({ prefix: '' })] },
    'the rule {"anything-but":{"prefix":""}} of "a" must hold a string in prefix, and not an empty one',
  ],
  [
    { a: [{ numeric: [] }] },
    'the rule {"numeric":[]} of "a" must hold a list of one comparison, or of two that make a range',
  ],
  [{ a: [{ numeric: ['>'] }] }, 'the rule {"numeric":[">"]} of "a" needs a number after >'],
  [{ a: [{ numeric: ['~', 1] }] }, 'the rule {"numeric":["~",1]} of "a" has no comparison "~"'],
  [{ a: [{ numeric: ['>', '1'] }] }, 'the rule {"numeric":[">","1"]} of "a" needs a number after >'],
  [
    { a: [{ numeric: ['>', 5, '<', 3] }] },
    'the rule {"numeric":[">",5,"<",3]} of "a" contradicts itself: the bottom must be less than the top',
  ],
  [
    { a: [{ numeric: ['>=', 5, '<=', 5] }] },
    'the rule {"numeric":[">=",5,"<=",5]} of "a" contradicts itself: the bottom must be less than the top',
  ],
  [
    { a: [{ numeric: ['<', 5, '>', 3] }] },
    'the rule {"numeric":["<",5,">",3]} of "a" makes no range: > or >= comes first, then < or <=',
  ],
  [
    { a: [{ numeric: ['=', 1, '=', 2] }] },
    'the rule {"numeric":["=",1,"=",2]} of "a" makes no range: > or >= comes first, then < or <=',
  ],
  [
    { a: [{ numeric: ['>', 6e11] }] },
    'the rule {"numeric":[">",600000000000]} of "a" takes numbers from -500000000000 to 500000000000',
  ],
  [{ a: [{ wildcard: 'a**b' }] }, 'the rule {"wildcard":"a**b"} of "a" has wildcards beside each other'],
  [
    { a: [{ wildcard: 'a\\b' }] },
    'the rule {"wildcard":"a\\\\b"} of "a" has a backslash before something else than * and a backslash',
  ],
  [
    { a: [{ cidr: '10.0.0.0/33' }] },
    'the rule {"cidr":"10.0.0.0/33"} of "a" must hold a range of addresses such as 10.0.0.0/24',
  ],
  [
    { a: [{ cidr: '10.0.0.0' }] },
    'the rule {"cidr":"10.0.0.0"} of "a" must hold a range of addresses such as 10.0.0.0/24',
  ],
  [{ $or: [] }, '"$or" must hold a list of two branches or more'],
  [{ $or: [{ a: ['x'] }] }, '"$or" must hold a list of two branches or more'],
  [{ a: { $or: { b: ['x'] } } }, '"a.$or" must hold a list of two branches or more'],
  [{ $or: [{ a: ['x'] }, 'y'] }, '"$or" must hold objects alone'],
  [{ $or: [{ a: ['x'] }, {}] }, '"$or" must hold no empty branch'],
  [{ $or: [{ a: ['x'] }, { prefix: ['y'] }] }, '"prefix" is the name of a rule, which no field in "$or" may have'],
  [{ 'a.b': ['x'], a: { b: ['y'] } }, 'the path "a.b" is there twice: a dot in a name leads into an object'],
  [
    { a: { $or: many('x') }, b: { $or: many('y') }, c: { $or: many('z') } },
    'the branches of "$or" make 1331 combinations, of which there may be 1000',
  ],
];

describe('an event pattern', () => {
  for (const [pattern, matches] of CASES) {
    it(`${matches ? 'matches' : 'does not match'} by ${JSON.stringify(pattern)}`, () => {
      assert.equal(findPatternProblem(pattern, OPERATORS), undefined);
      assert.equal(matchesPattern(pattern, EVENT), matches);
    });
  }

  for (const [pattern, problem] of REFUSED) {
    it(`is refused: ${JSON.stringify(pattern).slice(0, 80)}`, () =>
      assert.equal(findPatternProblem(pattern, OPERATORS), problem));
  }

  it('matches nothing but objects', () => {
    for (const event of [undefined, null, 'x', 5, ['x']]) {
      assert.equal(matchesPattern({ a: [{ exists: true }] }, event), false);
    }
  });

  // "Filter rule syntax" of the Lambda developer guide lists no others.
  for (const rules of [
    { wildcard: 'x' },
    { cidr: '10.0.0.0/8' },
    but({ prefix: 'x' }),
    { prefix: { 'equals-ignore-case': 'x' } },
  ]) {
    it(`has no rule ${JSON.stringify(rules)} in a filter of Lambda`, () =>
      assert.notEqual(findPatternProblem({ a: [rules] }, LAMBDA_OPERATORS), undefined));
  }
});
