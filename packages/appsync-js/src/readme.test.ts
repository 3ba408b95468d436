/** The examples of README.md run. */
import { Linter } from 'eslint';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'vitest';
import { isRecord } from './contract/json.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const [api = '', once = '', lint = ''] = Array.from(readme.matchAll(/```js\n(.*?)```/gs), ([, code]) => code);

/** Runs code as a module; the package and its neighbors are found by their names. */
async function run(code: string): Promise<unknown> {
  const module = code.replaceAll(
    /^(import .* from) '(?!node:)(.*)'/gm,
    (_, statement: string, name: string) => `${statement} '${import.meta.resolve(name)}'`,
  );
  return import(`data:text/javascript,${encodeURIComponent(module)}`);
}

describe('README.md', () => {
  it('shows how to run handlers', async () => {
    assert.match(api, /assert\.throws/);
    await run(api);
  });

  it('shows how to compile once', async () => {
    assert.match(once, /assert\.equal/);
    await run(once);
  });

  it('shows how to use the ESLint rule', async () => {
    const module = await run(lint);
    assert.ok(isRecord(module) && isConfig(module['default']));
    const code = 'export const request = (ctx) => ctx.args.a ?? util.error();';
    const messages = new Linter().verify(code, module['default'], 'resolvers/order.js');
    assert.deepEqual(
      messages.map(({ ruleId }) => ruleId),
      ['local/appsync-differences'],
    );
  });
});

function isConfig(value: unknown): value is Linter.Config[] {
  return Array.isArray(value) && value.every(isRecord);
}
