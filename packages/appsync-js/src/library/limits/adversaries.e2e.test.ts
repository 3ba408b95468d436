import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import type { SpawnSyncReturns } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, it } from 'vitest';
import { isRecord } from '../../contract/json.ts';
import { ARRAY_METHODS, GLOBALS, NUMBER_METHODS, STRING_METHODS } from '../../language/language.ts';
import { bundleLibrary } from '../../realm/bundle-library.ts';
import { createRealm } from '../../realm/create-realm.ts';
import { ADVERSARIES } from './testing/adversaries.ts';
import { runBody, valueOf } from '../../testing/run-code.ts';

/** What the log says of a handler that was ended. The limit of time isn't among them: the clock stands still. */
const LIMIT =
  /copies too much|is longer than|too large, or circular|more than 1000 iterations|too many steps|takes strings of up to|more than 5 MB|cannot be called|work on lists only|needs a list of strings|toJSON is not supported|no well-formed XML|Maximum call stack/;

/** A heap in which the compiler and one handler's share have room, and not much more. */
const HEAP_MB = 150;

type Outcome = { readonly errorType: unknown; readonly log: string };

const program = fileURLToPath(new URL('testing/run-adversaries.ts', import.meta.url));
const outcomes = new Map<string, Outcome>();
let run: SpawnSyncReturns<string>;

beforeAll(() => {
  run = spawnSync(process.execPath, [`--max-old-space-size=${HEAP_MB}`, program], {
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
  });
  for (const line of run.stdout.split('\n').filter((line) => line !== '')) {
    const outcome: unknown = JSON.parse(line);
    assert.ok(isRecord(outcome) && typeof outcome['name'] === 'string' && typeof outcome['log'] === 'string');
    outcomes.set(outcome['name'], { errorType: outcome['errorType'], log: outcome['log'] });
  }
});

describe('code that asks for as much as it can', () => {
  for (const name of ADVERSARIES.keys()) {
    it(`is ended by a limit: ${name}`, () => {
      const { errorType, log = '' } = outcomes.get(name) ?? {};
      assert.equal(errorType, 'Code');
      assert.match(log, LIMIT);
    });
  }

  it(`leaves the process alive with a heap of ${HEAP_MB} MB`, () => {
    assert.equal(run.signal, null);
    assert.equal(run.status, 0, run.stderr.slice(-500));
  });

  it('is refused before the work, where one call would do too much', () => {
    for (const name of [
      'lastIndexOf',
      'normalize of marks',
      'JSON.parse of nested lists',
      'JSON.parse of small objects',
    ]) {
      assert.match(outcomes.get(name)?.log ?? '', /copies too much/);
    }
  });
});

/** These do the same small work for any value, or give an error at once. */
const CONSTANT = [
  ...['Array at', 'Array pop', 'Math random', 'Number isFinite', 'Number isNaN', 'Number toFixed', 'Number toString'],
  ...['String charAt', 'String slice', 'String substring', 'String toString', 'console debug', 'console error'],
  ...['console info', 'console warn', 'util.authType', 'util.autoId', 'util.autoKsuid', 'util.autoUlid'],
  ...['util.unauthorized', 'util.math.randomDouble', 'util.dynamodb.toNull', 'util.rds.toJsonObject'],
  ...['util.time.nowISO8601', 'util.time.nowEpochSeconds', 'util.time.nowEpochMilliSeconds'],
  ...['util.time.epochMilliSecondsToSeconds', 'util.time.epochMilliSecondsToISO8601'],
  'util.transform.toElasticsearchQueryDSL',
];

function pathsOf(members: unknown, path: string): string[] {
  return isRecord(members)
    ? Object.entries(members).flatMap(([name, value]) => pathsOf(value, `${path}.${name}`))
    : [path];
}

function libraryPaths(): string[] {
  const modules: unknown = JSON.parse(createRealm(bundleLibrary()).membersJson);
  assert.ok(isRecord(modules));
  const { '@aws-appsync/utils': utils, '@aws-appsync/utils/dynamodb': dynamodb } = modules;
  assert.ok(isRecord(utils) && isRecord(dynamodb));
  const { operations: _marks, toStringSet: _s, toNumberSet: _n, toBinarySet: _b, ...requests } = dynamodb;
  return [...Object.entries(utils).flatMap(([name, members]) => pathsOf(members, name)), ...pathsOf(requests, 'ddb')];
}

describe('the adversaries', () => {
  const methods = { Array: ARRAY_METHODS, String: STRING_METHODS, Number: NUMBER_METHODS };
  const known = [
    ...[...Object.entries(methods), ...Object.entries(GLOBALS)].flatMap(([owner, members]) =>
      Object.keys(members).map((name) => `${owner} ${name}`),
    ),
    ...libraryPaths(),
  ];

  for (const name of known) {
    it(`know ${name}`, () => {
      const isTried = [...ADVERSARIES.keys()].some((tried) => tried === name || tried.startsWith(`${name}(`));
      assert.ok(isTried || CONSTANT.includes(name), `${name} is neither tried nor known as constant`);
    });
  }
});

describe('what is charged', () => {
  it('leaves room for work of a usual size', () => {
    const text = `let t = 'ab,'; ${'t += t; '.repeat(16)}`;
    assert.equal(runBody(`${text} return t.split(',').map((x) => x.length).length;`).error?.errorType, 'Code');
    assert.equal(runBody(`${text} return t.split(',').length;`).result, 65_537);
    assert.equal(runBody(`${text} return JSON.parse(JSON.stringify({ t })).t.length;`).result, 196_608);
    assert.equal(
      runBody(`${text} return t.lastIndexOf('ab') + t.indexOf('b,a') + t.toUpperCase().length;`).result,
      393_214,
    );
    assert.equal(runBody(`${text} const l = t.split(','); l.sort(); return l.indexOf('ab');`).result, 1);
  });

  it('changes nothing about what methods and operators give', () => {
    assert.deepEqual(
      valueOf(
        `['abcabc'.lastIndexOf('bc', 3), 'abc'.lastIndexOf(''), 'abc'.lastIndexOf('a', -5), 'abc'.indexOf('', 9)]`,
      ),
      [1, 3, 0, 3],
    );
    assert.deepEqual(
      valueOf(`['a,b'.split(',', 1), ''.split(','), ''.split(''), 'abc'.split(), 'aXXbXX'.split('XX')]`),
      [['a'], [''], [], ['abc'], ['a', 'b', '']],
    );
    assert.deepEqual(valueOf(`[[10, 9, 1].sort(), [[2], [1]].sort(), [1, [2, [3]], null].join('-')]`), [
      [1, 10, 9],
      [[1], [2]],
      '1-2,3-',
    ]);
    assert.deepEqual(valueOf('[String.raw`a${1}\\n${2}`, String.raw({ raw: "ab" }, 0, 1)]'), ['a1\\n2', 'a0b']);
    assert.deepEqual(
      valueOf(`JSON.stringify({ a: [1, { b: 2 }], c: 3 }, ['a'], 2)`),
      '{\n  "a": [\n    1,\n    {}\n  ]\n}',
    );
    assert.deepEqual(valueOf(`[-'3' - '4' * 2, 'a' < 'b', '2' > 1, Math.max('3', 2)]`), [-11, true, true, 3]);
  });

  it('changes nothing about what is assigned', () => {
    const body = `const a = [1, 2, 3, 4]; const o = {}; [o['x' + 1], o.y, ...o.z] = a; ({ q: o['k' + 2], ...o.r } = { q: 1, w: 2 });
      for (o['f' + 1] of a) {} o.n = 5; o.n -= 2; o['n'] *= 3; o.m ||= 4; (o['p' + 1]) = 2; o.s = 'x'; o['s'] += 'y'; a.length = 2; return [o, a];`;
    const o = { x1: 1, y: 2, z: [3, 4], k2: 1, r: { w: 2 }, f1: 4, n: 9, m: 4, p1: 2, s: 'xy' };
    assert.deepEqual(runBody(body).result, [o, [1, 2]]);
  });

  it('changes nothing about rest elements', () => {
    const body = `const [a, ...b] = [1, 2, 3]; const { c, ...d } = { c: 1, e: 2 }; let f; let g; [f, ...g] = [4, 5, 6];
      const h = ({ x, ...y }, [z, ...w], ...v) => [y, w, v]; for (const [i, ...j] of [[1, 2]]) ctx.stash.j = j;
      return [b, d, g, h({ x: 1, q: 2 }, [1, 2], 7), ctx.stash.j];`;
    assert.deepEqual(runBody(body).result, [[2, 3], { e: 2 }, [5, 6], [{ q: 2 }, [2], [7]], [2]]);
  });
});
