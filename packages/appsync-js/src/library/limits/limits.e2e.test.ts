import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { createLoadCode } from '../../load-code.ts';
import { runBody } from '../../testing/run-code.ts';

function failureOf(body: string): string | undefined {
  const { error, logs } = runBody(body);
  return error === undefined ? undefined : `${error.errorType} ${error.message}: ${logs.at(-1)}`;
}

function listOf(length: number): string {
  return `const list = '${'x'.repeat(length)}'.split('');`;
}

describe('the limit of 1,000 iterations', () => {
  for (const walk of [
    'for (const one of list) ctx.stash.one = one;',
    'for (const one in list) ctx.stash.one = one;',
    `for (const one of '${'x'.repeat(1_001)}'.slice(1001 - list.length)) ctx.stash.one = one;`,
    'list.forEach((one) => one);',
    'list.map((one) => one);',
    'list.flatMap((one) => [one]);',
    'list.filter((one) => one);',
    'list.reduce((sum, one) => sum + one, 0);',
    'list.reduceRight((sum, one) => sum + one, 0);',
    'list.every((one) => one);',
    'list.some((one) => one === 1);',
    'list.find((one) => one === 1);',
    'list.findIndex((one) => one === 1);',
    'list.findLast((one) => one === 1);',
    'list.findLastIndex((one) => one === 1);',
  ]) {
    it(`stops the 1,001st of: ${walk.slice(0, 60)}`, () => {
      assert.equal(failureOf(`${listOf(1_000)} ${walk}`), undefined);
      assert.match(failureOf(`${listOf(1_001)} ${walk}`) ?? '', /^Code Runtime Error: .*more than 1000 iterations/);
    });
  }

  it('counts each loop anew', () => {
    const body = `${listOf(900)} let n = 0; for (const a of ['x', 'y']) for (const one of list) n += 1; return n;`;
    assert.equal(runBody(body).result, 1_800);
  });

  it('is only reached by what is really walked', () => {
    assert.equal(
      runBody(`${listOf(2_000)} let n = 0; for (const one of list) { n += 1; if (n === 5) break; } return n;`).result,
      5,
    );
    assert.equal(runBody(`${listOf(2_000)} return list.some((one) => one === 'x');`).result, true);
  });

  it('does not hold for what AppSync does itself', () => {
    assert.equal(runBody(`${listOf(2_000)} return util.dynamodb.toList(list).L.length;`).result, 2_000);
  });
});

describe('the time limit of a handler', () => {
  let milliseconds = 0;
  /** A millisecond passes with each look at the clock. */
  const load = createLoadCode({ now: () => (milliseconds += 1) });
  const failureOf = (body: string): string | undefined => runBody(body, {}, load).logs.at(-1);

  it('ends nested loops', () => {
    const loops = 'for (const a of list) for (const b of list) for (const c of list) for (const d of list) n += 1;';
    assert.match(failureOf(`${listOf(1_000)} let n = 0; ${loops}`) ?? '', /more than 1 second/);
  });

  it('ends functions that call others again and again, without any loop', () => {
    const functions = Array.from({ length: 40 }, (_, n) => `const f${n + 1} = () => f${n}() + f${n}();`);
    assert.match(failureOf(`const f0 = () => 1; ${functions.join(' ')} return f40();`) ?? '', /more than 1 second/);
  });

  it('ends a regular expression that tries forever', () => {
    assert.match(failureOf(`return util.matches('(a+)+$', '${'a'.repeat(40)}b');`) ?? '', /too many steps/);
    assert.match(failureOf(`return '${'a'.repeat(40)}b'.replace('(a|a)*c', '');`) ?? '', /too many steps/);
  });
});

describe('the limits of memory', () => {
  const doubled = (statement: string): string => `for (const n of '${'x'.repeat(40)}') { ${statement} }`;

  for (const body of [
    `let list = [1]; ${doubled('list = [...list, ...list];')}`,
    `let list = [1]; ${doubled('list = list.concat(list);')}`,
    `let list = [1]; ${doubled('list.push(...list);')}`,
    `const list = []; list.length = 4294967295; list.fill(0);`,
    `const like = { length: 9007199254740991, fill: [].fill }; like.fill(0);`,
    `let text = 'x'; ${doubled('text += text;')} return text;`,
    `let text = 'x'; ${doubled('text = text.concat(text); text.split("");')}`,
    `let text = 'x'; ${doubled('text += text;').replace('40', '28')} return Object.keys(text);`,
    `let text = 'xxxxxxxxx'; ${`text += text; `.repeat(20)} return { ...text };`,
  ]) {
    it(`end: ${body.slice(0, 90)}`, () => {
      assert.match(failureOf(body) ?? '', /^Code Runtime Error/);
    });
  }
});

describe('what is small and stands for much', () => {
  const shared = `let a = ['x']; ${listOf(40)} for (const one of list) a = [a, a];`;

  for (const use of [
    'return a;',
    'ctx.stash.a = a;',
    'console.log(a);',
    'util.error("no", "T", a);',
    'return JSON.stringify(a).length;',
    'return util.dynamodb.toDynamoDB(a);',
    'return util.dynamodb.toList(a);',
    'return a.flat(Infinity).length;',
    'return a.join("").length;',
    'return `${a}`.length;',
    'extensions.invalidateSubscriptions({ subscriptionField: "on", payload: { a } });',
  ]) {
    it(`ends: ${use}`, () => {
      assert.match(failureOf(`${shared} ${use}`) ?? '', /^Code Runtime Error/);
    });
  }

  it('is a subscription filter with millions of alternatives', () => {
    const body =
      'const or = [1,2,3,4,5,6,7,8,9].map((n) => ({ f: { eq: n } })); return util.transform.toSubscriptionFilter({ and: [1,2,3,4,5,6,7,8,9].map(() => ({ or })) });';
    assert.match(failureOf(body) ?? '', /too many alternatives/);
  });
});

describe('long work done again and again', () => {
  const text = (doublings: number): string =>
    `let t = 'x'; for (const n of '${'x'.repeat(doublings)}') t += t; ${listOf(1_000)}`;

  for (const work of [
    't.split("").length',
    't.toUpperCase().length',
    't.indexOf(`${t}y`)',
    '`${t}${one}`.length',
    'Object.keys(t).length',
    'Object.entries(t).length',
    '[...t].length',
    'util.urlEncode(t).length',
    'util.base64Encode(t).length',
    'util.escapeJavaScript(t).length',
    'util.str.normalize(t, "nfd").length',
    'JSON.stringify([t, t]).length',
  ]) {
    it(`ends: ${work}`, () => {
      assert.match(
        failureOf(`${text(20)} let n = 0; for (const one of list) n += ${work};`) ?? '',
        /^Code Runtime Error/,
      );
    });
  }

  it('ends when it fills the memory', () => {
    const kept = 'const kept = []; for (const a of list) for (const b of list) kept.push(`${t}${a}`.toUpperCase());';
    assert.match(failureOf(`${text(20)} ${kept}`) ?? '', /copies too much/);
  });
});

describe('the limit of 5 MB of output', () => {
  const megabyteOf = (letter: string): string => `let text = '${letter}'; ${'text += text; '.repeat(20)}`;
  const megabyte = megabyteOf('x');

  it('lets through what is below', () => {
    assert.equal(failureOf(`${megabyte} return [text, text, text, text];`), undefined);
  });

  it('stops what is above, in the result, the stash, errors and logs', () => {
    for (const output of [
      'return [text, text, text, text, text];',
      'ctx.stash.text = [text, text, text, text, text];',
      'util.error("no", "T", [text, text, text, text, text]);',
      'console.log([text, text, text, text, text]);',
    ]) {
      assert.match(failureOf(`${megabyte} ${output}`) ?? '', /more than 5 MB/);
    }
  });

  it('counts bytes, not characters', () => {
    assert.match(failureOf(`${megabyteOf('é')} return [text, text, text];`) ?? '', /more than 5 MB/);
  });
});

describe('output that is not JSON', () => {
  it('fails when it contains itself', () => {
    assert.match(failureOf('const a = {}; a.a = a; return a;') ?? '', /circular/);
    assert.match(failureOf('ctx.stash.me = ctx.stash;') ?? '', /circular/);
  });

  it('loses what JSON does not know', () => {
    assert.deepEqual(runBody('return { a: undefined, b: () => 1, c: NaN, d: [undefined] };').result, {
      c: null,
      d: [null],
    });
  });
});
