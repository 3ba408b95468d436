/** The rule, as the project's own configuration holds its sources to it. */
import { ESLint } from 'eslint';
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'vitest';

const directory = join(import.meta.dirname, '..');
const eslint = new ESLint({
  cwd: directory,
  overrideConfig: { languageOptions: { parserOptions: { project: false } } },
  ruleFilter: ({ ruleId }) => ruleId === 'local/appsync-differences',
});

/** `line:column` of what the rule has found. */
async function findIn(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: join(directory, file) });
  const messages = result?.messages ?? [];
  assert.ok(
    messages.every(({ ruleId }) => ruleId === 'local/appsync-differences'),
    JSON.stringify(messages),
  );
  return messages.map(({ line, column }) => `${line}:${column}`);
}

describe('the rule local/appsync-differences', () => {
  for (const file of [
    'resolvers/Query.order.ts',
    'resolvers/Mutation.createOrder/helper.ts',
    'domain/order-event.ts',
  ]) {
    it(`holds for ${file}`, async () => {
      assert.deepEqual(await findIn(file, 'export const f = (a: string | null, g: () => string) => a ?? g();'), [
        '1:62',
      ]);
    });
  }

  for (const file of ['functions/shared/notifier/notifier.ts', 'domain/order-event.test.ts']) {
    it(`leaves ${file} alone`, async () => {
      assert.deepEqual(await findIn(file, 'export const f = (a: string | null, g: () => string) => a ?? g();'), []);
    });
  }

  for (const [expression, place] of [
    ['a ?? fail(a)', '2:12'],
    ['a ?? b ?? fail(a)', '2:17'],
    ['a ?? (b ? fail(b) : null)', '2:17'],
    ['a ?? [fail(a)]', '2:13'],
    ['a ?? `${fail(a)}`', '2:15'],
    ['a ?? fail`b`', '2:12'],
    ['a ?? (b.c = 1)', '2:13'],
    ['a ?? (b.c as string)', '2:13'],
    ['a ?? ctx.identity.sub', '2:12'],
    ['a ?? [...b]', '2:13'],
  ] as const) {
    it(`refuses ${expression}`, async () => {
      const found = await findIn('resolvers/x.ts', `const f = (ctx: X, a: X, b: X) =>\n  log(${expression});`);
      assert.ok(found.includes(place), found.join());
    });
  }

  for (const expression of [
    'a ?? null',
    'a ?? b',
    `a ?? 'none'`,
    'a ?? -1',
    'a ?? []',
    'a ?? { b, c: [a] }',
    'a ?? `${b}`',
    'a ?? (b ? a : null)',
    'a ?? b?.c',
    'a ?? DEFAULTS.limit',
    'a ?? ctx.args.limit',
    'a ?? ctx.stash.limit',
    'a ?? (() => log(a))',
    'log(a) ?? b',
    'a ? a : log(a)',
    'a || log(a)',
    'b?.c(log(a))',
  ]) {
    it(`accepts ${expression}`, async () => {
      const code = `const DEFAULTS = { limit: 1 };\nexport const f = (ctx: X, a: X, b: X) => ${expression};`;
      assert.deepEqual(await findIn('resolvers/x.ts', code), []);
    });
  }

  it('refuses a switch over an optional chain, and the value of += that is returned', async () => {
    const code = 'function f(a: X) {\n  switch (a?.b) {\n    default:\n      return (a.b += 1);\n  }\n}';
    assert.deepEqual(await findIn('domain/x.ts', code), ['2:11', '4:14']);
  });
});
