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

const FOUND: readonly { readonly path: string; readonly value: JsonValue }[] = [
  { path: '$.a[0]', value: 0 },
  { path: '$.a[-1]', value: 4 },
  { path: "$['a'][1]", value: 1 },
  { path: '$["odd name"]', value: 1 },
  { path: "$['a.b']", value: 2 },
  { path: "$['it\\'s']", value: 3 },
  { path: '$.dash-ed', value: 4 },
  { path: '$.nothing', value: null },
  // An index behind the end reads null in a payload template (floci-io/floci#2521, measured on AWS).
  { path: '$.a[9]', value: null },
  { path: '$.items[0].deep.n', value: 1 },
  // Paths that may find several values give lists: empty ones if they find nothing.
  { path: '$.a[*]', value: [0, 1, 2, 3, 4] },
  { path: '$.empty[*]', value: [] },
  { path: '$.items[*].id', value: [1, 2, 3] },
  { path: '$.items[*].price', value: [5] },
  { path: '$.items[*].gone', value: [] },
  { path: '$.items[*].deep.n', value: [1] },
  { path: '$.items[0].*', value: [1, 'x', { n: 1 }] },
  { path: '$.a[1:3]', value: [1, 2] },
  { path: '$.a[:2]', value: [0, 1] },
  { path: '$.a[3:]', value: [3, 4] },
  { path: '$.a[-2:]', value: [3, 4] },
  { path: '$.a[-4:-2]', value: [1, 2] },
  { path: '$.a[7:9]', value: [] },
  { path: '$.empty[0:1]', value: [] },
  { path: '$.a[0,2]', value: [0, 2] },
  { path: '$.a[0,9]', value: [0] },
  { path: "$.items[0]['id','tag']", value: { id: 1, tag: 'x' } },
  { path: '$..id', value: [1, 2, 3] },
  { path: '$..gone', value: [] },
  { path: "$.items[?(@.tag == 'x')].id", value: [1, 3] },
  { path: "$.items[?(@.tag == 'z')]", value: [] },
  { path: '$.items[?(@.price)].id', value: [3] },
  { path: '$.items[?(!@.price)].id', value: [1, 2] },
  { path: "$.items[?(@.id > 1 && @.tag != 'y')].id", value: [3] },
  { path: "$.items[?(@.id == 1 || (@.id >= 2 && @.tag == 'y'))].id", value: [1, 2] },
  { path: "$.items[?(@.tag in ['y', 'z'])].id", value: [2] },
  { path: "$.items[?(@.tag nin ['y'])].id", value: [1, 3] },
  { path: "$.items[?(@.id < '2')].id", value: [] },
  { path: '$.items[?(@.id == $.a[1])].id', value: [1] },
  { path: '$.a[?(@ > 2)]', value: [3, 4] },
  { path: '$$.Execution.Name', value: 'o1' },
  { path: '$$.State.Name', value: 'Only' },
  { path: '$$.State.RetryCount', value: 0 },
  { path: '$', value: INPUT },
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

const REFUSED: readonly { readonly path: string; readonly reason: RegExp }[] = [
  { path: '$.a.length()', reason: /the JSONPath function length\(\) is not supported/ },
  { path: '$.a[(@.length-1)]', reason: /script expressions are not supported/ },
  { path: '$.a[::2]', reason: /expected an index|step of a slice/ },
  { path: '$.a[0:4:2]', reason: /the step of a slice is not supported/ },
  { path: '$.a[?(@.x =~ /y/)]', reason: /the filter operator =~ is not supported/ },
  { path: '$.a[?(@.x size 2)]', reason: /the filter operator size is not supported/ },
  { path: '$orderId', reason: /variables are not supported/ },
  { path: '$.', reason: /expected the name of a member/ },
  { path: '$.a[', reason: /expected an index/ },
  { path: "$['a", reason: /expected '/ },
  { path: '$.a b', reason: /unexpected text/ },
];

describe('a path', () => {
  for (const { path, value: output } of FOUND) {
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

  for (const { path, reason } of REFUSED) {
    it(`refuses ${path}`, () => assert.throws(() => parsePath(path), { name: 'ExpressionError', message: reason }));
  }
});
