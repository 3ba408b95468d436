/** What a CDK app gets when it is synthesized. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, it } from 'vitest';
import { synthesize } from './synthesize.ts';

const APP = `require('fs').writeFileSync(process.env.CDK_OUTDIR + '/context.json', process.env.CDK_CONTEXT_JSON);`;

describe('an app that is synthesized', () => {
  const directory = mkdtempSync(join(tmpdir(), 'synthesize-'));
  afterAll(() => rmSync(directory, { recursive: true }));

  it('gets the context of cdk.json, and what the caller adds to it', async () => {
    writeFileSync(join(directory, 'app.cjs'), APP);
    writeFileSync(join(directory, 'cdk.json'), '{"app":"node app.cjs","context":{"flag":true,"stage":"dev"}}');
    await synthesize(directory, directory, { stage: 'prod' });
    assert.equal(readFileSync(join(directory, 'context.json'), 'utf8'), '{"flag":true,"stage":"prod"}');
  });
});
