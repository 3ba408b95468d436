/** JSONPath as Step Functions evaluates it: the rules of Jayway's JsonPath, which it uses, and captures of AWS. */

import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { JsonValue } from '../../../kernel/json.ts';
import { evaluate } from '../testing/run-state.ts';
import { parsePath } from './parse-path.ts';

const INPUT: JsonValue = {
  a: [0, 1, 2, 3, 4],
  empty: [],
  items: [
    { id: 1, tag: 'x', deep: { n: 1 } },
    { id: 2, tag: 'y' },
    { id: 3, tag: 'x', price: 5 },
  ],
  'odd name': 1,
  'a.b': 2,
  "it's": 3,
  'dash-ed': 4,
  nothing: null,
  text: 'abc',
};

const FOUND: readonly (readonly [path: string, value: JsonValue])[] = [
  ['$.a[0]', 0],
  ['$.a[-1]', 4],
  ["$['a'][1]", 1],
  ['$["odd name"]', 1],
  ["$['a.b']", 2],
  ["$['it\\'s']", 3],
  ['$.dash-ed', 4],
  ['$.nothing', null],
  // An index behind the end reads null in a payload template (floci-io/floci#2521, measured on AWS).
  ['$.a[9]', null],
  ['$.items[0].deep.n', 1],
  // Paths that may find several values give lists: empty ones if they find nothing.
  ['$.a[*]', [0, 1, 2, 3, 4]],
  ['$.empty[*]', []],
  ['$.items[*].id', [1, 2, 3]],
  ['$.items[*].price', [5]],
  ['$.items[*].gone', []],
  ['$.items[*].deep.n', [1]],
  ['$.items[0].*', [1, 'x', { n: 1 }]],
  ['$.a[1:3]', [1, 2]],
  ['$.a[:2]', [0, 1]],
  ['$.a[3:]', [3, 4]],
  ['$.a[-2:]', [3, 4]],
  ['$.a[-4:-2]', [1, 2]],
  ['$.a[7:9]', []],
  ['$.empty[0:1]', []],
  ['$.a[0,2]', [0, 2]],
  ['$.a[0,9]', [0]],
  ["$.items[0]['id','tag']", { id: 1, tag: 'x' }],
  ['$..id', [1, 2, 3]],
  ['$..gone', []],
  ["$.items[?(@.tag == 'x')].id", [1, 3]],
  ["$.items[?(@.tag == 'z')]", []],
  ['$.items[?(@.price)].id', [3]],
  ['$.items[?(!@.price)].id', [1, 2]],
  ["$.items[?(@.id > 1 && @.tag != 'y')].id", [3]],
  ["$.items[?(@.id == 1 || (@.id >= 2 && @.tag == 'y'))].id", [1, 2]],
  ["$.items[?(@.tag in ['y', 'z'])].id", [2]],
  ["$.items[?(@.tag nin ['y'])].id", [1, 3]],
  ["$.items[?(@.id < '2')].id", []],
  ['$.items[?(@.id == $.a[1])].id', [1]],
  ['$.a[?(@ > 2)]', [3, 4]],
  ['$$.Execution.Name', 'o1'],
  ['$$.State.Name', 'Only'],
  ['$$.State.RetryCount', 0],
  ['$', INPUT],
];

/** On AWS, too, these fail: up to a step that may find several values, everything must be there. */
const MISSING = [
  '$.gone',
  '$.gone[*]',
  '$.gone[0]',
  '$.text[0:1]',
  '$.text.length',
  '$.gone[?(@.x)]',
  '$.text[?(@.x)]',
  '$$.Map.Item',
];

const REFUSED: readonly (readonly [path: string, reason: RegExp])[] = [
  ['$.a.length()', /the JSONPath function length\(\) is not supported/],
  ['$.a[(@.length-1)]', /script expressions are not supported/],
  ['$.a[::2]', /expected an index|step of a slice/],
  ['$.a[0:4:2]', /the step of a slice is not supported/],
  ['$.a[?(@.x =~ /y/)]', /the filter operator =~ is not supported/],
  ['$.a[?(@.x size 2)]', /the filter operator size is not supported/],
  ['$orderId', /variables are not supported/],
  ['$.', /expected the name of a member/],
  ['$.a[', /expected an index/],
  ["$['a", /expected '/],
  ['$.a b', /unexpected text/],
];

describe('a path', () => {
  for (const [path, output] of FOUND) {
    it(`finds ${path}`, async () => assert.deepEqual(await evaluate(path, INPUT), { output }));
  }

  for (const path of MISSING) {
    it(`fails the execution when ${path} finds nothing`, async () => {
      const { error, cause = '' } = await evaluate(path, INPUT);
      assert.equal(error, 'States.Runtime');
      const words = `(entered at the event id #2). The JSONPath '${path}' specified for the field 'value.$' could not be found in the input '`;
      assert.ok(cause.includes(words), cause);
    });
  }

  for (const [path, reason] of REFUSED) {
    it(`refuses ${path}`, () => assert.throws(() => parsePath(path), { name: 'ExpressionError', message: reason }));
  }
});
