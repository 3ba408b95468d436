/**
 * Code that asks the engine and the library for as much work or memory as it can: for every member, and for operators.
 * `t` is a string of 4 million characters, `l` a list of 200 strings, `many` one of 1,000, `b` one of 65,536 numbers, `s` one
 * of 100,000 holes, `o` an object with 1,000 members.
 */

/** A fifth of what a handler can spend. Loops and rows here are a fifth of the longest too, so each call costs as much. */
export const MAX_SPENT = 50_000_000;

function double(name: string, times: number): string {
  return `${name} += ${name}; `.repeat(times);
}

const PRELUDE = `let t = 'a'; ${double('t', 22)} const many = '${'x'.repeat(1_000)}'.split(''); const l = many.slice(0, 200);
let b = [7]; ${'b = b.concat(b); '.repeat(16)} const s = []; s.length = 100000; const kept = [];
let n = 0; const o = {}; for (const k of many) { o['k' + n] = k; n += 1; } n = 0;`;

/** The expression 200 times. */
function rounds(expression: string): string {
  return `for (const a of l) n += ${expression}; return n;`;
}

/** 200 times a thousand times, and kept. */
function keep(expression: string): string {
  return `for (const a of l) for (const c of many) kept.push(${expression}); return 1;`;
}

/** Without a loop or a call in between: a fifth of what the length of the code allows. */
function inRow(statement: string, times: number): string {
  return `${statement} `.repeat(times);
}

const LIST_WALKS = [
  'every',
  'filter',
  'find',
  'findIndex',
  'findLast',
  'findLastIndex',
  'flatMap',
  'forEach',
  'map',
  'some',
];
const LIST_SEARCHES = ['includes', 'indexOf', 'lastIndexOf'];
const TEXT_TOOLS = ['base64Encode', 'escapeJavaScript', 'urlDecode', 'urlEncode'];
const CASES = ['toLowerCase', 'toUpperCase', 'trim', 'trimEnd', 'trimStart'];
const SEARCHES = ['endsWith', 'includes', 'indexOf', 'lastIndexOf', 'startsWith'];
const ROUNDED = ['ceil', 'floor', 'max', 'min', 'round'];
const CONVERSIONS = [
  'toDynamoDB',
  'toList',
  'toString',
  'toStringSet',
  'toNumber',
  'toNumberSet',
  'toBinary',
  'toBinarySet',
  'toBoolean',
];
const TIMES = [
  'nowFormatted(t)',
  'epochMilliSecondsToFormatted(1, t)',
  'parseFormattedToEpochMilliSeconds(t, "yyyy")',
  'parseISO8601ToEpochMilliSeconds(t)',
];
const REQUESTS = [
  'get',
  'put',
  'remove',
  'update',
  'query',
  'scan',
  'sync',
  'batchGet',
  'batchPut',
  'batchDelete',
  'transactGet',
  'transactWrite',
];

type Case = readonly [name: string, body: string];

function each(names: readonly string[], caseOf: (name: string) => Case): readonly Case[] {
  return names.map(caseOf);
}

/** Every member that does more for longer values, in rounds. */
const MEMBERS: readonly Case[] = [
  ...each(CASES, (name) => [`String ${name}`, rounds(`t.${name}().length`)]),
  ...each(SEARCHES, (name) => [
    `String ${name}`,
    `const w = 'b' + t; ${rounds(`(t.${name}(t) ? 1 : 0) + (w.${name}('c') ? 1 : 0)`)}`,
  ]),
  ['String concat', rounds(`t.concat('b').length`)],
  ['String replace', rounds(`t.replace('b', '').length`)],
  ['String replaceAll', rounds(`t.replaceAll('b', '').length`)],
  ['String split', rounds(`t.split('a').length`)],
  ['String raw', rounds('String.raw({ raw: b }).length')],
  ...each(LIST_WALKS, (name) => [`Array ${name}`, rounds(`s.${name}((one) => one) ? 1 : 1`)]),
  ...each(['reduce', 'reduceRight'], (name) => [`Array ${name}`, rounds(`s.${name}((one) => one, 1)`)]),
  ...each(LIST_SEARCHES, (name) => [`Array ${name}`, rounds(`b.${name}(1) ? 1 : 1`)]),
  ['Array concat', rounds('b.concat(b).length')],
  ['Array fill', rounds('s.fill(0).length')],
  ['Array flat', rounds('b.flat().length')],
  ['Array join', rounds('b.join("").length')],
  ['Array push', rounds('kept.push(...b)')],
  ['Array reverse', rounds('b.reverse().length')],
  ['Array shift', rounds('b.shift()')],
  ['Array slice', rounds('b.slice().length')],
  ['Array sort', rounds('b.sort().length')],
  ['Array splice', rounds('b.splice(0, 1, 1).length')],
  ['Array unshift', rounds('b.unshift(1)')],
  ['Object assign', rounds('Object.assign({}, b) ? 1 : 1')],
  ...each(['entries', 'keys', 'values'], (name) => [`Object ${name}`, rounds(`Object.${name}(b).length`)]),
  ['Object hasOwn', rounds('(Object.hasOwn(o, t + a) ? 1 : 0)')],
  ...each(ROUNDED, (name) => [`Math ${name}`, rounds(`Math.${name}(t)`)]),
  ['JSON parse', `const j = '[' + b.join() + ']'; ${keep('JSON.parse(j)')}`],
  ['JSON stringify', keep('JSON.stringify(b)')],
  ['console log', keep('console.log(b, t)')],
  ...each(TEXT_TOOLS, (name) => [`util.${name}`, rounds(`util.${name}(t).length`)]),
  ['util.base64Decode', `const q = t.slice(0, 1000000); ${rounds('util.base64Decode(q).length')}`],
  ['util.matches', rounds(`(util.matches('(a|b)*c', t) ? 1 : 0)`)],
  ['util.error', `util.error(t, t, [t, t, t]);`],
  ['util.appendError', keep(`util.appendError('e', 'T', b)`)],
  ['util.str.normalize', rounds(`util.str.normalize(t, 'nfkd').length`)],
  ...each(TIMES, (call) => [`util.time.${call}`, `return util.time.${call};`]),
  ...each(CONVERSIONS, (name) => [`util.dynamodb.${name}`, keep(`util.dynamodb.${name}(b)`)]),
  ...each(['toMap', 'toMapValues'], (name) => [`util.dynamodb.${name}`, keep(`util.dynamodb.${name}({ b })`)]),
  ['util.dynamodb.toS3Object', keep('util.dynamodb.toS3Object(t)')],
  [
    'util.dynamodb.fromS3ObjectJson',
    `const j = '{"s3":[' + b.join() + ']}'; ${keep('util.dynamodb.fromS3ObjectJson(j)')}`,
  ],
  ...each(['toDynamoDBFilterExpression', 'toDynamoDBConditionExpression'], (name) => [
    `util.transform.${name}`,
    keep(`util.transform.${name}({ f: { in: b } })`),
  ]),
  [
    'util.transform.toSubscriptionFilter',
    keep(`util.transform.toSubscriptionFilter({ or: l.map((x) => ({ f: { eq: x } })) })`),
  ],
  ...each(['toMap', 'toJsonString'], (name) => [
    `util.xml.${name}`,
    `const x = '<a>' + '<b/>'.concat(b.join('')) + '</a>'; ${keep(`util.xml.${name}(x)`)}`,
  ]),
  ['util.http.copyHeaders', keep('util.http.copyHeaders(o)')],
  ['util.http.addResponseHeader', keep('util.http.addResponseHeader(t, b)')],
  ['util.http.addResponseHeaders', keep('util.http.addResponseHeaders(o)')],
  ...each(['roundNum', 'minVal', 'maxVal'], (name) => [`util.math.${name}`, rounds(`util.math.${name}(t, t)`)]),
  ['util.math.randomWithinRange', rounds('util.math.randomWithinRange(t, t)')],
  ['runtime.earlyReturn', 'runtime.earlyReturn([t, t, t]);'],
  ...each(['setSubscriptionFilter', 'setSubscriptionInvalidationFilter'], (name) => [
    `extensions.${name}`,
    rounds(`(extensions.${name}([b, b, b, b]) ? 1 : 1)`),
  ]),
  [
    'extensions.invalidateSubscriptions',
    keep(`extensions.invalidateSubscriptions({ subscriptionField: 'on', payload: { b } })`),
  ],
  ['extensions.evictFromApiCache', keep(`extensions.evictFromApiCache('Query', 'f', { b })`)],
  ...each(REQUESTS, (name) => [
    `ddb.${name}`,
    keep(
      `ddb.${name}({ key: { b }, item: { b }, update: { b }, filter: { f: { in: b } }, query: { f: { in: b } }, tables: { T: [{ b }] }, items: [] })`,
    ),
  ]),
];

/** What one call, or a row of operators, could do before anything looks at the clock. */
const AT_ONCE: readonly Case[] = [
  ['lastIndexOf', `const h = t.slice(0, 2000000); return t.lastIndexOf('ab' + h);`],
  ['indexOf, long needle', `const h = t.slice(0, 100000); return t.indexOf(h + 'b' + h);`],
  [
    'normalize of marks',
    `let m = '\\u0301\\u0323'; ${double('m', 16)} return util.str.normalize('a' + m, 'nfd').length;`,
  ],
  [
    'normalize of letters that become marks',
    `let m = '\\u0301\\uff9e'; ${double('m', 16)} return util.str.normalize('a' + m, 'nfkd').length;`,
  ],
  ['sort of long texts', `const long = t.slice(0, 3000); ${keep('long + kept.length')} kept.sort(); return 1;`],
  ['join of long texts', `return l.map(() => t).join('').length;`],
  ['JSON.parse of small objects', `let j = '{},'; ${double('j', 21)} return JSON.parse('[' + j + '1]').length;`],
  ['JSON.parse of nested lists', `let j = '['; ${double('j', 22)} return [JSON.parse(j), JSON.parse(j)];`],
  [
    'JSON.stringify, long names',
    `const m = { [t.slice(0, 1000000)]: 1 }; return JSON.stringify(l.map(() => m)).length;`,
  ],
  ['JSON.stringify, indented', `let d = b; for (const a of l) d = [d]; return JSON.stringify(d, null, 10).length;`],
  ['JSON.stringify, list of names', `const m = l.map(() => ({ a: 1 })); return JSON.stringify(m, b).length;`],
  ['JSON.stringify, toJSON of a list', `const m = [1]; m.toJSON = (() => t); return JSON.stringify(m);`],
  ['String.raw of a length', `return String.raw({ raw: { length: 20000000 } });`],
  ['the length of a list', `${inRow('{ const m = []; m.length = 30000000; kept.push(m); }', 20)} return 1;`],
  ['the length of a list, in a pattern', `const m = []; [m.length] = [30000000]; return m.length;`],
  ['the length of a list, by name', `const m = []; m['len' + 'gth'] = '30000000'; return m.length;`],
  ['the length of a list, assigned', `return Object.assign([], { length: 30000000 }).length;`],
  ['the maker of lists', `const k = 'construc' + 'tor'; return [][k](30000000).length;`],
  [
    'a length that changes',
    `let i = 0; return { length: { toString: () => { i += 1; return i * 90000000; } }, fill: [].fill }.fill(0);`,
  ],
  ['numbers of texts', inRow('n -= +t;', 40)],
  ['numbers of texts, assigned', `let m = t; ${inRow('m -= 1; m = t;', 40)}`],
  ['comparisons', `const m = t + 'b'; const k = t + 'c'; ${inRow('n = m === k; n = m < k;', 80)}`],
  ['cases of a switch', `const m = t + 'b'; const k = t + 'c'; switch (m) { ${inRow('case k: n = 1;', 100)} }`],
  ['members by long names', inRow('o[t + n] = 1; n += 1;', 40)],
  ['rest of a list', `${inRow('{ const [...m] = b; kept.push(m); }', 160)} return 1;`],
  ['rest of a list, assigned', `let m; ${inRow('[...m] = b; kept.push(m);', 160)} return 1;`],
  [
    'rest of an object',
    `const m = Object.assign({}, b); ${inRow('{ const { ...k } = m; kept.push(k); }', 60)} return 1;`,
  ],
  ['spread of an object', `const m = Object.assign({}, b); ${inRow('kept.push({ ...m });', 60)} return 1;`],
  ['names of a text', `for (const k in t) return k;`],
  ['names of an object', `const m = Object.assign({}, b); ${inRow('for (const k in m) break;', 100)} return 1;`],
  ['literals', keep(`[${'[{}],'.repeat(500)}]`)],
  ['functions', keep(`{ f() { return a; } }`)],
  ['classes of a pattern', `return util.matches('[${'bcdefgh'.repeat(500)}]*', '${'i'.repeat(3000)}');`],
  ['a long pattern', `return util.matches(t, t);`],
  ['references of a pattern', `return util.matches('(a*)\\\\1b', t.slice(0, 200000));`],
  ['replacements', `return t.slice(0, 900000).replaceAll('a', t).length;`],
  ['XML comments without end', `let x = '<!--a>'; ${double('x', 18)} return util.xml.toMap(x);`],
  [
    'a filter within itself',
    `let f = { x: { eq: 1 } }; for (const a of l) f = { and: [f, f] }; return util.transform.toDynamoDBFilterExpression(f);`,
  ],
  [
    'a subscription filter',
    `let f = { x: { eq: 1 } }; for (const a of l) f = { and: [f, f] }; return util.transform.toSubscriptionFilter(f, ['x']);`,
  ],
  [
    'an update within itself',
    `let u = { x: 1 }; for (const a of l) u = { a: u, b: u }; return ddb.update({ key: { id: 1 }, update: u });`,
  ],
  ['shadowed counters', `const \\u0024tick = () => 1; ${keep('b.slice()')}`],
];

const IMPORTS = `import { extensions, runtime, util } from '@aws-appsync/utils'; import * as ddb from '@aws-appsync/utils/dynamodb';`;

/** Whole modules, by what they try. */
export const ADVERSARIES: ReadonlyMap<string, string> = new Map(
  [...MEMBERS, ...AT_ONCE].map(([name, body]) => [
    name,
    `${IMPORTS} export function request(ctx) { ${PRELUDE} ${body} }`,
  ]),
);
