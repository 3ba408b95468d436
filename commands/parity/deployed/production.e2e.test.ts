/** `npm run parity -- --stage prod`: the stage gives out no API key, so that everything is signed and nothing is ordered. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { synthesize } from '@ordersaga/local-cloud';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { startCloud } from '../../running-cloud.ts';
import type { RunningCloud } from '../../running-cloud.ts';
import { readStage } from '../../stage/read-stage.ts';
import { runCommandWith } from '../../testing/run-command.ts';
import { deployedCases } from './all-cases.ts';

const PROJECT = resolve(import.meta.dirname, '../../..');

describe('parity with a production stage', () => {
  const assembly = mkdtempSync(join(tmpdir(), 'prod-'));
  let aws: RunningCloud;
  beforeAll(async () => {
    await synthesize(PROJECT, assembly, { stage: 'prod' });
    aws = await startCloud({ options: ['--assembly', assembly] });
  });
  afterAll(async () => {
    await aws.stop();
    rmSync(assembly, { recursive: true });
  });

  it('asks what needs neither a key nor an order, and places none', async () => {
    const environment = {
      AWS_ENDPOINT_URL: aws.awsEndpointUrl,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    };
    const { code, stdout, stderr } = await runCommandWith(environment, 'parity', '--stage', 'prod');
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, new RegExp(`^all +${deployedCases(readStage('prod')).length} +0 +0$`, 'm'));
    assert.doesNotMatch(stderr, /Placing/);
  });
});
