/** Questions about paths, in Parameters. Step Functions evaluates them by Jayway's JsonPath. */
import type { StateQuestion } from '../question.ts';

const INPUT = {
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

const PATHS: readonly string[] = [
  '$.a[0]',
  '$.a[-1]',
  '$["odd name"]',
  "$['a.b']",
  "$['it\\'s']",
  '$.dash-ed',
  '$.nothing',
  '$.nothing.deeper',
  '$.a[9]',
  '$.a[-9]',
  '$.a[*]',
  '$.empty[*]',
  '$.items[*].id',
  '$.items[*].price',
  '$.items[*].gone',
  '$.items[0].*',
  '$.a[1:3]',
  '$.a[:2]',
  '$.a[-2:]',
  '$.a[7:9]',
  '$.a[0,9]',
  "$.items[0]['id','tag']",
  '$..id',
  '$..gone',
  "$.items[?(@.tag == 'x')].id",
  "$.items[?(@.tag == 'z')]",
  '$.items[?(@.price)].id',
  '$.items[?(!@.price)].id',
  "$.items[?(@.id > 1 && @.tag != 'y')].id",
  "$.items[?(@.id == 1 || @.tag == 'y')].id",
  "$.items[?(@.tag in ['y', 'z'])].id",
  "$.items[?(@.tag nin ['y'])].id",
  "$.items[?(@.id < '2')].id",
  '$.items[?(@.id == $.a[1])].id',
  '$.a[?(@ > 2)]',
  '$.gone',
  '$.gone[*]',
  '$.text[0:1]',
  '$.text.length',
  '$.text[?(@.x)]',
  '$$.State.Name',
  '$$.Map.Item.Value',
  '$$.Gone',
];

export function pathQuestions(): readonly StateQuestion[] {
  return PATHS.map((path) => ({
    group: 'states: paths',
    name: `${path} in Parameters`,
    source: 'json-path/Jayway JsonPath, README; floci-io/floci#2521',
    definition: { Type: 'Pass', Parameters: { 'value.$': path }, End: true },
    input: INPUT,
  }));
}
