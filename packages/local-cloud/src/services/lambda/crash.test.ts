import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, it } from 'vitest';
import { stringMemberAt } from '../../kernel/testing/member-at.ts';
import { createBundles } from './testing/bundles.ts';

const bundles = createBundles();
const directory = mkdtempSync(join(tmpdir(), 'crash-'));
afterAll(async () => {
  await bundles.close();
  rmSync(directory, { recursive: true });
});

/** A function that leaves a file behind as its work. */
function worker(file: string) {
  return bundles.create(`import { writeFileSync } from 'node:fs';
    export const handler = async () => { writeFileSync('${file}', ''); return 'done'; };`);
}

const KILLED = /^RequestId: \S+ Error: Runtime exited with error: signal: killed$/;

describe('a function whose environment is killed', () => {
  for (const { moment, hasWorked } of [
    { moment: 'before', hasWorked: false },
    { moment: 'after', hasWorked: true },
  ] as const) {
    it(`${moment} its work answers Runtime.ExitError, and the next invocation gets a new environment`, async () => {
      const file = join(directory, moment);
      const fn = worker(file);
      await fn.warm();
      const { functionError, payload } = await fn.invoke({}, { crash: moment });
      assert.equal(functionError, 'Unhandled');
      assert.ok(typeof payload === 'object' && payload !== null && 'errorType' in payload);
      assert.equal(payload['errorType'], 'Runtime.ExitError');
      assert.match(stringMemberAt(payload, 'errorMessage'), KILLED);
      assert.equal(existsSync(file), hasWorked);
      assert.equal((await fn.invoke({})).payload, 'done');
    });
  }
});
