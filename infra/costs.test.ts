/** What docs/deploying.md charges for is what the template has. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { stageNamed, templateFor } from './testing/stages.ts';
import { listAt, propertiesOf } from './testing/template.ts';

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

    it(`count the rules of the firewall, if there is one (${stage})`, () => {
      const acls = propertiesOf(template, 'AWS::WAFv2::WebACL');
      assert.equal(acls.length, stage === 'prod' ? 1 : 0);
      for (const acl of acls) {
        const rules = listAt(acl, 'Rules').length;
        assert.match(PAGE, new RegExp(`^\\| a web ACL with ${rules} rules .*\\| \\$${5 + rules}\\.00 +\\|$`, 'm'));
      }
    });

    it(`leave out nothing that AWS charges by the hour (${stage})`, () => {
      for (const type of HOURLY) assert.deepEqual(propertiesOf(template, type), [], type);
    });
  }
});

const HOURLY = ['AWS::AppSync::ApiCache', 'AWS::EC2::NatGateway', 'AWS::EC2::VPCEndpoint', 'AWS::KMS::Key'];
