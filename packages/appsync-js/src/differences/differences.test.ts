/** Where AppSync runs code differently from JavaScript: each by the reports that `SUPPORT.md` names. */
import assert from 'node:assert/strict';
import { buildSync } from 'esbuild';
import { describe, it } from 'vitest';
import type { JsonValue } from '../contract/json.ts';
import { loadCode } from '../load-code.ts';
import { runBody, valueOf } from '../testing/run-code.ts';

describe('a ?? b', () => {
  for (const left of [`'set'`, '0', `''`, 'false', '[]', '{}', 'null', 'undefined']) {
    it(`runs what stands on its right when its left is ${left}`, () => {
      const body = `const ran = []; const right = (name) => { ran.push(name); return 'right'; };
        const left = ${left}; const value = left ?? right('ran'); return { value, ran };`;
      const value = valueOf(`(() => { const left = ${left}; return left ?? 'right'; })()`);
      assert.deepEqual(runBody(body).result, { value, ran: ['ran'] });
    });
  }

  it('ends the handler by util.error on its right', () => {
    assert.equal(
      runBody(`return { foo: 'bar' }.foo ?? util.error('Error occurred');`).error?.message,
      'Error occurred',
    );
  });

  it('evaluates the left side first, and each once', () => {
    const body = `const ran = []; const f = (a) => { ran.push(a); return a; };
      const value = f(null) ?? f('b') ?? f('c'); return { value, ran };`;
    assert.deepEqual(runBody(body).result, { value: 'b', ran: [null, 'b', 'c'] });
  });

  for (const body of [
    `ctx.stash.a = 'set' ?? (ctx.stash.ran = true); return ctx.stash;`,
    `const own = { b: 1 }; ctx.stash.a = 'set' ?? delete own.b; if (!own.b) ctx.stash.ran = true; return ctx.stash;`,
  ]) {
    it(`lets effects happen: ${body}`, () => {
      assert.deepEqual(runBody(body).result, { a: 'set', ran: true });
    });
  }

  it('fails where its right cannot be read', () => {
    const { error, logs } = runBody(`const left = 'set';\nreturn left ??\n  ctx.source.name;`);
    assert.equal(error?.message, 'Runtime Error');
    assert.match(logs.join(), /^Runtime Error in line 6: /);
  });

  it('stays short where a conditional expression, || or && is', () => {
    const body = `const ran = []; const f = () => { ran.push(1); return 1; };
      const a = true ? 0 : f(); const b = 'b' || f(); const c = 0 && f(); return ran;`;
    assert.deepEqual(runBody(body).result, []);
  });
});

describe('null and undefined', () => {
  for (const [expression, value] of [
    ['null === undefined', true],
    ['void 0 === null', true],
    ['undefined !== null', false],
    ['ctx.args.missing === null', true],
    ['ctx.args.missing !== null', false],
    ['ctx.args.nothing === undefined', true],
    ['ctx.args.nothing === ctx.args.missing', true],
    ['ctx.args.nothing !== ctx.args.missing', false],
    ['ctx.args.nothing === 0', false],
    ['ctx.args.zero === ctx.args.nothing', false],
    ['ctx.args.zero === undefined', false],
    [`ctx.args.zero === ctx.args['zero']`, true],
    ['ctx.args === ctx.args.nothing', false],
    [`Object.keys(ctx.args).includes('missing')`, false],
    ['[undefined].indexOf(null)', -1],
  ] as const) {
    it(`${expression} is ${value}`, () => {
      assert.equal(valueOf(expression, { arguments: { nothing: null, zero: 0 } }), value);
    });
  }
});

describe('an assignment', () => {
  it('gives an empty string where += is returned, and assigns', () => {
    const body = `let text = 'a'; const add = (n) => { return ctx.stash.n += n; };
      ctx.stash.n = 1; const added = add(2); return { added, n: ctx.stash.n };`;
    assert.deepEqual(runBody(body).result, { added: '', n: 3 });
    assert.equal(runBody(`let t = 'a'; return t += 'b';`).result, '');
    assert.equal(runBody(`let t = 1; return (t += 1);`).result, '');
  });

  it('gives its value everywhere else', () => {
    assert.deepEqual(runBody(`let t = 1; const u = (t += 1); return [t, u];`).result, [2, 2]);
    assert.equal(runBody(`let t = 1; return t = 2;`).result, 2);
    assert.equal(runBody(`let t = 3; return t -= 1;`).result, 2);
    assert.equal(runBody(`let t = null; t ||= 4; t &&= 5; return t;`).result, 5);
  });

  it('evaluates what it assigns to once', () => {
    const body = `let calls = 0; const own = { list: ['a'] }; const at = (i) => { calls += 1; return i; };
      own.list[at(0)] += ctx.args.b; own['list'][at(0)] += \`-\${calls}\`; return [own.list[0], calls];`;
    assert.deepEqual(valueOf(`(() => { ${body} })()`, { arguments: { b: 'b' } }), ['ab-2', 2]);
  });
});

describe('a switch', () => {
  const choose = (expression: string) =>
    runBody(`const a = { foo: 'x' }; switch (${expression}) { case 'x': return 'case'; default: return 'default'; }`)
      .result;

  it('takes its default when it looks at an optional chain', () => {
    for (const chain of ['a?.foo', '(a?.foo)', 'a?.["foo"]', 'ctx?.args.foo'])
      assert.equal(choose(chain), 'default', chain);
  });

  it('takes its case when it looks at anything else', () => {
    for (const value of ['a.foo', 'a["foo"]', `a?.foo ?? ''`]) assert.equal(choose(value), 'case', value);
    assert.equal(runBody(`const a = { foo: 'x' }; const foo = a?.foo; switch (foo) { case 'x': return 1; }`).result, 1);
  });
});

describe('a number that was read from DynamoDB', () => {
  const result: JsonValue = {
    num: 100,
    zero: 0,
    price: 1.5,
    text: 'a',
    list: [3, 1, 2],
    nested: { num: 5 },
    none: null,
  };
  const run = (body: string, members = {}) => {
    const code = `import { util } from '@aws-appsync/utils';\nexport function response(ctx) { ${body} }`;
    const { error, logs, ...rest } = loadCode(code, 'test').evaluate('response', {
      result,
      isResultStored: true,
      arguments: { num: 100 },
      ...members,
    });
    assert.equal(error, undefined, logs.join());
    return rest.result;
  };

  it('is null in a string until arithmetic has touched it', () => {
    const body = `const { result } = ctx; const { num } = result; const own = { ...result };
      const say = (n) => 'n' + n; let text = ''; text += num; own.text += result.price;
      return [ctx.result.num, num + '', num + 0 + '', \`\${num}\`, say(num), say(num * 1), say(-num), text, own.text,
        \`\${own.nested.num}|\${result.zero}|\${ctx.args.num}|\${result.list.length}|\${Math.round(num)}\`,
        result.list.map((n) => \`\${n}\`), '' + num + num, num + num + ''];`;
    assert.deepEqual(run(body), [
      100,
      'null',
      '100',
      'null',
      'nnull',
      'n100',
      'n-100',
      'null',
      'anull',
      'null|null|100|3|100',
      ['null', 'null', 'null'],
      'nullnull',
      '200',
    ]);
  });

  /** Without the string, no code could tell; with it, numbers are objects of the library's. */
  const SHOWN = 'const shown = `${ctx.result.num}`;';

  for (const [expression, value] of [
    ['typeof num', 'number'],
    ['typeof ctx.result', 'object'],
    ['num === 100', true],
    ['num !== 100', false],
    ['num === ctx.args.num', true],
    ['num === ctx.result.num', true],
    ['num == ctx.result.num', true],
    ['num != ctx.args.num', false],
    [`num == '100'`, true],
    ['num === null', false],
    ['none === undefined', true],
    ['num > 99 && num <= list[0] + 97', true],
    ['zero ? 1 : 2', 2],
    ['!zero', true],
    ['zero || 7', 7],
    ['zero && 7', 0],
    ['(num && zero) ? 1 : 2', 2],
    ['zero ?? 7', 0],
    ['num ?? 7', 100],
    ['list.indexOf(2)', 2],
    ['[1, 2].includes(list[2])', true],
    ['list.lastIndexOf(list[1])', 1],
    ['[num, zero].filter((n) => n)', [100]],
    ['[num, zero].find((n) => n === 0)', 0],
    ['[zero].some((n) => n)', false],
    ['list.reduce((sum, n) => sum + n, 0)', 6],
    ['list.reduce((sum, n) => sum + n)', 6],
    ['[...list].sort()', [1, 2, 3]],
    ['Math.max(...list)', 3],
    ['Number.isFinite(num)', true],
    ['num.toFixed(1)', '100.0'],
    ['JSON.stringify({ num, list })', '{"num":100,"list":[3,1,2]}'],
    [`({ [num]: 1 })['100']`, 1],
    [`['a', 'b'][list[1]]`, 'b'],
    [`'abcd'.slice(list[1], list[0])`, 'bc'],
    ['Object.entries(nested)', [['num', 5]]],
    ['Object.assign({}, nested)', { num: 5 }],
    ['util.dynamodb.toMapValues({ num, list })', { num: { N: 100 }, list: { L: [{ N: 3 }, { N: 1 }, { N: 2 }] } }],
    ['util.dynamodb.toNumberSet(list)', { NS: [3, 1, 2] }],
    ['util.math.roundNum(price)', 2],
    ['util.time.epochMilliSecondsToISO8601(num)', '1970-01-01T00:00:00.100Z'],
    [
      `util.transform.toDynamoDBFilterExpression({ a: { eq: num } })`,
      '{"expression":"(#a = :a_eq)","expressionNames":{"#a":"a"},"expressionValues":{":a_eq":{"N":100}}}',
    ],
    [`(() => { switch (num) { case 100: return 'case'; } })()`, 'case'],
    [`(() => { switch (100) { case num: return 'case'; } })()`, 'case'],
    ['(() => { let n = num; n += 1; n -= 1; return `${n}`; })()', '100'],
    ['ctx.result', result],
  ] as const) {
    it(`is a number as any other in ${expression}`, () => {
      const names = 'const { num, zero, price, list, nested, none } = ctx.result;';
      assert.deepEqual(run(`${SHOWN} ${names} return ${expression};`), value);
    });
  }

  it('is read as the other numbers where another data source gives it, and in what a handler has handed on', () => {
    const body = 'return `${ctx.result.num} ${ctx.prev.result.num} ${ctx.stash.num}`;';
    const handedOn = { prev: { result }, stash: { num: 7 } };
    assert.equal(run(body, { isResultStored: false, ...handedOn }), '100 100 7');
    assert.equal(run(body, handedOn), 'null 100 7');
  });

  it('is one of an item, and not what AppSync has counted', () => {
    const page = { items: [{ num: 1 }], nextToken: null, scannedCount: 1 };
    assert.equal(run('return `${ctx.result.items[0].num} ${ctx.result.scannedCount}`;', { result: page }), 'null 1');
  });
});

describe('code that AppSync runs otherwise', () => {
  it('is warned about with its place in its source', () => {
    const contents = `const fail = (a: string): string => a;\n\nexport function request(ctx: { args: { a?: string } }) {
  return (
    ctx.args.a ??
    fail('b')
  );
}`;
    const { outputFiles } = buildSync({
      stdin: { contents, loader: 'ts', sourcefile: 'resolvers/own.ts' },
      bundle: true,
      write: false,
      format: 'esm',
      target: 'esnext',
      sourcemap: 'inline',
      sourcesContent: false,
    });
    const { warnings } = loadCode(outputFiles[0]?.text ?? '', 'Query.own');
    assert.deepEqual(
      warnings.map(({ file, line, column, rule }) => [file, line, column, rule]),
      [['resolvers/own.ts', 6, 5, 'no-effect-after-coalescing']],
    );
  });

  it('is found in the order of the code, each place once', () => {
    const body = `let t = ctx.args.a ?? (ctx.args.b ?? util.autoId());\nswitch (ctx.args?.c) { default: return t += 'x'; }`;
    const { warnings } = loadCode(`export function request(ctx) {\n${body}\n}`, 'Query.own');
    assert.deepEqual(
      warnings.map(({ line, rule }) => [line, rule]),
      [
        [2, 'no-effect-after-coalescing'],
        [3, 'no-optional-chain-in-switch'],
        [3, 'no-returned-sum'],
      ],
    );
  });
});
