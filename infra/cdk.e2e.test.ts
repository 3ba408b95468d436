/** `npm run deploy` and `npm run remove`, up to the point where CDK would ask AWS. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'vitest';

type Outcome = { readonly code: number | string | undefined; readonly stdout: string; readonly stderr: string };

function cdk(...options: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['infra/cdk.ts', ...options], (error, stdout, stderr) => {
      resolve({ code: error ? (error.code ?? undefined) : 0, stdout, stderr });
    });
  });
}

describe('CDK for a stage', () => {
  it('gets the stack of the stage that is named', async () => {
    // Other tests write the assembly of dev to cdk.out meanwhile.
    const output = mkdtempSync(join(tmpdir(), 'cdk.out-'));
    const { stdout } = await cdk('list', 'prod', '--output', output);
    rmSync(output, { recursive: true });
    assert.equal(stdout, 'ordersaga-prod\n');
  });

  it('is not started for a stage that has no file', async () => {
    const { code, stderr } = await cdk('deploy', 'staging');
    assert.equal(stderr, 'There is no stages/staging.json. Copy one of those that exist: dev, prod.\n');
    assert.equal(code, 1);
  });

  it('does not deploy a production stage anywhere', async () => {
    const { code, stderr } = await cdk('deploy', 'prod');
    assert.equal(stderr, 'stages/prod.json: "account" and "region" must be set to deploy a production stage.\n');
    assert.equal(code, 1);
  });

  it("prints CDK's help for a removal, and removes nothing", async () => {
    const { code, stdout, stderr } = await cdk('destroy', '--help');
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(stdout, /^cdk destroy /);
  });

  it('is for dev if no stage is named, and says that an example for a sender sends no mail', async () => {
    const { stderr } = await cdk('deploy', '--help');
    assert.match(
      stderr,
      /^stages\/dev\.json: orders@ordersaga\.example is an example\. This deployment sends no mail\.\n/,
    );
  });
});
