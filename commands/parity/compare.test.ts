import assert from 'node:assert/strict';
import { stripVTControlCharacters } from 'node:util';
import { describe, it } from 'vitest';
import { parseRecord } from '../json.ts';
import { createAsk } from './ask.ts';
import type { Answer, Case } from './case.ts';
import { compareAll, differingMembers } from './compare.ts';
import { exitCodeFor, formatReport, reportAsJson } from './report.ts';

type Target = 'aws' | 'local';

/** A question to which both say something of their own. */
function question(group: string, name: string, answers: { readonly [target in Target]: Answer | Error }): Case<Target> {
  return {
    group,
    name,
    source: 'test',
    shows: { code: 'return 1;\nreturn 2;' },
    run: (target) => {
      const answer = answers[target];
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
  };
}

const DENIED = Object.assign(new Error('User: arn:aws:iam::123456789012:root is not authorized'), {
  name: 'AccessDeniedException',
  $metadata: { httpStatusCode: 403 },
});

const QUESTIONS = [
  question('one', 'agrees', { aws: { a: { x: 1, y: 2 } }, local: { a: { y: 2, x: 1 } } }),
  question('one', 'is said otherwise', { aws: { a: 1, wording: 'in AWS words' }, local: { a: 1, wording: 'in ours' } }),
  question('one', 'differs', { aws: { a: 1, b: [1, 2] }, local: { a: 1, b: [2, 1], c: null } }),
  question('two', 'is denied', { aws: DENIED, local: { a: 1 } }),
];

const findings = await compareAll(
  QUESTIONS,
  { aws: 'aws', local: 'local' },
  createAsk(() => Promise.resolve()),
);

describe('two answers', () => {
  for (const [one, other, members] of [
    [{ a: 1 }, { a: 1 }, []],
    [{ a: { b: 1, c: [{ d: 1, e: 2 }] } }, { a: { c: [{ e: 2, d: 1 }], b: 1 } }, []],
    [{ a: [1, 2] }, { a: [2, 1] }, ['a']],
    [{ a: null }, {}, ['a']],
    [{ a: 1 }, { a: '1' }, ['a']],
    [{ a: 1, wording: 'x' }, { a: 1, wording: 'y' }, []],
  ] as const) {
    it(`${JSON.stringify(one)} and ${JSON.stringify(other)} differ in ${members.join() || 'nothing'}`, () => {
      assert.deepEqual(differingMembers(one, other), members);
    });
  }
});

describe('the exit code', () => {
  for (const [code, what, verdicts] of [
    [0, 'all agree', ['agree', 'agree']],
    [1, 'something differs', ['agree', 'differ', 'unknown']],
    [2, 'nothing differs but something is unknown', ['agree', 'unknown']],
  ] as const) {
    it(`is ${code} if ${what}`, () => {
      const chosen = verdicts.flatMap((wanted) => findings.find(({ verdict }) => verdict === wanted) ?? []);
      assert.deepEqual([chosen.length, exitCodeFor(chosen)], [verdicts.length, code]);
    });
  }
});

describe('the report', () => {
  it('has a table, and below it each difference with both answers, and why something is unknown', () => {
    assert.equal(
      stripVTControlCharacters(formatReport(findings)),
      `     agree  differ  unknown
one      2       1        0
two      0       0        1
all      2       1        1

✖ one: differs
  source  test
  code    return 1;
          return 2;
  AWS     {"b":[1,2]}
  local   {"b":[2,1],"c":null}

? two: is denied
  source  test
  code    return 1;
          return 2;
  AWS     AccessDeniedException: User: <ARN> is not authorized
  local   {"a":1}`,
    );
  });

  it('is JSON with versions, counts, differences, unknowns and wordings, and without the account', () => {
    const circumstances = {
      date: 'now',
      region: 'eu-west-1',
      hasOwnEndpoint: false,
      seconds: 1,
      versions: { node: '1' },
    };
    const text = reportAsJson(findings, circumstances);
    assert.doesNotMatch(text, /123456789012|arn:aws/);
    assert.deepEqual(parseRecord(text), {
      ...circumstances,
      total: { agree: 2, differ: 1, unknown: 1 },
      groups: [
        { group: 'one', agree: 2, differ: 1, unknown: 0 },
        { group: 'two', agree: 0, differ: 0, unknown: 1 },
      ],
      differences: [
        {
          group: 'one',
          name: 'differs',
          source: 'test',
          shows: { code: 'return 1;\nreturn 2;' },
          members: ['b', 'c'],
          aws: { a: 1, b: [1, 2] },
          local: { a: 1, b: [2, 1], c: null },
        },
      ],
      unknown: [
        {
          group: 'two',
          name: 'is denied',
          aws: 'AccessDeniedException: User: <ARN> is not authorized',
          local: 'answered',
        },
      ],
      wordings: [{ group: 'one', name: 'is said otherwise', aws: 'in AWS words', local: 'in ours' }],
    });
  });
});
