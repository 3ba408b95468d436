/** What docs/deploying.md charges for is what the template has. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { stageNamed, templateFor } from './testing/stages.ts';
import { propertiesOf } from './testing/template.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../docs/deploying.md'), 'utf8');

describe('the idle costs in docs/deploying.md', () => {
  for (const stage of ['dev', 'prod'] as const) {
    const template = templateFor(stageNamed(stage));

    it(`count all alarms, and secrets where there are some (${stage})`, () => {
      const ofStripe = stage === 'prod' ? 1 : 0;
      const alarms = propertiesOf(template, 'AWS::CloudWatch::Alarm').length - ofStripe;
      assert.match(
        PAGE,
        new RegExp(`^\\| ${alarms} alarms +\\| \\$0\\.10 each +\\| \\$${(alarms / 10).toFixed(2)} +\\|`, 'm'),
      );
      assert.equal(propertiesOf(template, 'AWS::SecretsManager::Secret').length, 2 * ofStripe);
    });

    it(`leave out nothing that AWS charges by the hour (${stage})`, () => {
      for (const type of HOURLY) assert.deepEqual(propertiesOf(template, type), [], type);
    });
  }
});

const HOURLY = [
  'AWS::AppSync::ApiCache',
  'AWS::EC2::NatGateway',
  'AWS::EC2::VPCEndpoint',
  'AWS::KMS::Key',
  'AWS::WAFv2::WebACL',
];
