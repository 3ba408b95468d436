/** Methods of arrays, and loops over them. */
import { returns } from './snippet.ts';
import type { Topic } from './snippet.ts';
import { ASSUMED, FEATURES, issue } from './sources.ts';

const UNDOCUMENTED = 'the guide does not list it, @aws-appsync/eslint-plugin does not deny it';

const LISTED: readonly (readonly [expression: string, name: string])[] = [
  ['[1, 2].concat([3], 4)', 'concat adds lists and items'],
  ['[1, 2, 3].fill(0, 1)', 'fill takes a start'],
  ['[[1, [2]], 3].flat()', 'flat goes one level down'],
  ['[[1, [2, [3]]]].flat(2)', 'flat takes a depth'],
  ['[1, 2].flatMap((n) => [n, n * 2])', 'flatMap flattens one level'],
  ['[[1, 2, 1].indexOf(1), [1, 2, 1].indexOf(1, 1), [1].indexOf(9)]', 'indexOf takes a start'],
  ['[1, 2, 1].lastIndexOf(1)', 'lastIndexOf looks from the end'],
  ["[1, null, undefined, 'a', [2]].join()", 'join writes null and undefined as nothing'],
  ["[[], [1]].map((list) => list.join('-'))", 'join of no item is empty'],
  ['[1, 2, 3].reverse()', 'reverse turns a list around'],
  ['[1, 2, 3, 4].slice(1, -1)', 'slice takes negative places'],
  ['[3, 10, 2].sort()', 'sort compares as strings'],
  ["['b', 'a', 'C'].sort()", 'sort puts capitals first'],
  ['[1, 2, 3].map((n, index, list) => [n, index, list.length])', 'map gives index and list'],
  ['[1, 2, 3].filter((n) => n % 2)', 'filter keeps what is true'],
  ['[[1, 2].every((n) => n > 0), [].every((n) => n)]', 'every is true for an empty list'],
  ['[[1, 2].some((n) => n > 1), [].some((n) => n)]', 'some is false for an empty list'],
  ['[[1, 2].find((n) => n > 1), [1].find((n) => n > 1)]', 'find gives undefined for nothing'],
  ['[[1, 2].findIndex((n) => n > 1), [1].findIndex((n) => n > 1)]', 'findIndex gives -1 for nothing'],
  ['[[1, 2, 3].findLast((n) => n > 1), [1, 2, 3].findLastIndex((n) => n > 1)]', 'findLast looks from the end'],
  ['[1, 2, 3].reduce((sum, n) => sum + n)', 'reduce begins with the first item'],
  ['[1, 2, 3].reduce((all, n, index) => [...all, n * index], [])', 'reduce gives the index'],
  ['[1, 2, 3].reduceRight((all, n) => [...all, n], [])', 'reduceRight goes from the end'],
  ['[].concat()', 'an empty list is one'],
];

const CHANGES: readonly (readonly [body: string, name: string])[] = [
  ['const list = [1];\nreturn [list.push(2, 3), list];', 'push gives the new length'],
  ['const list = [1, 2];\nreturn [list.pop(), list, [].pop()];', 'pop gives the last item'],
  ['const list = [1, 2];\nreturn [list.shift(), list];', 'shift gives the first item'],
  ['const list = [2];\nreturn [list.unshift(0, 1), list];', 'unshift gives the new length'],
  ["const list = [1, 2, 3, 4];\nreturn [list.splice(1, 2, 'x'), list];", 'splice gives what it removed'],
  ['const list = [];\nlist[2] = 1;\nreturn [list, list.length];', 'a list has holes, which are null in JSON'],
  ['const list = [1, 2, 3];\nlist.length = 1;\nreturn list;', 'a list can be shortened by its length'],
  ['const seen = [];\n[1, 2].forEach((n, index) => seen.push([n, index]));\nreturn seen;', 'forEach gives index'],
  ['const seen = [];\nfor (const n of [1, 2]) seen.push(n);\nreturn seen;', 'for-of walks a list'],
  ["const seen = [];\nfor (const at in ['a', 'b']) seen.push(at);\nreturn seen;", 'for-in walks the places as strings'],
  [
    'const seen = [];\nfor (const key in { b: 1, a: 2, 1: 3 }) seen.push(key);\nreturn seen;',
    'for-in walks names, numbers first',
  ],
  [
    'const seen = [];\nfor (const n of [1, 2, 3]) {\n  if (n === 2) break;\n  seen.push(n);\n}\nreturn seen;',
    'break ends a loop',
  ],
  ['for (const n of [1, 2, 3]) {\n  if (n === 2) return n;\n}\nreturn null;', 'return leaves a loop'],
  [
    'const seen = [];\nfor (const [key, value] of Object.entries({ a: 1 })) seen.push(key + value);\nreturn seen;',
    'for-of takes a pattern',
  ],
  ['const a = [3, 1, 2];\nconst b = a.sort();\nb.push(9);\nreturn a;', 'sort changes the list itself'],
];

/** 1,000 iterations are the quota of a loop. */
function listOf(length: number): string {
  return `const list = '${'x'.repeat(length)}'.split('');`;
}

export const ARRAYS: Topic = {
  group: 'arrays',
  snippets: [
    ...LISTED.map(([expression, name]) => returns(expression, name, FEATURES)),
    ...CHANGES.map(([body, name]) => ({ name, source: FEATURES, body })),
    returns('[[1, 2].includes(2), [NaN].includes(NaN)]', 'includes is there', UNDOCUMENTED),
    returns('[[1, 2].at(-1), [1].at(5)]', 'at is there', UNDOCUMENTED),
    {
      name: 'sort takes the name of a comparing function',
      source: `${issue(325)} and deployed code of AWS`,
      body: `function by(a, b) { return b - a; }
const list = [1, 10, 2];
list.sort(by);
return list;`,
    },
    {
      name: 'reduce over 1,000 items comes to its end',
      source: issue(371),
      body: `${listOf(1000)}\nreturn list.reduce((sum) => sum + 1, 0);`,
    },
    {
      name: 'reduce over 1,001 items',
      source: issue(371),
      body: `${listOf(1001)}\nreturn list.reduce((sum) => sum + 1, 0);`,
    },
    {
      name: 'map over 1,001 items',
      source: issue(371),
      body: `${listOf(1001)}\nreturn list.map((one) => one).length;`,
    },
    {
      name: 'find that ends before the 1,001st item',
      source: ASSUMED,
      body: `${listOf(1001)}\nreturn list.find((one) => one === 'x');`,
    },
  ],
};
