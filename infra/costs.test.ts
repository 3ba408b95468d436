/** What docs/deploying.md charges for is what the template has. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { stageNamed, templateFor } from './testing/stages.ts';
import { at, listAt, propertiesOf } from './testing/template.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../docs/deploying.md'), 'utf8');

describe('the idle costs in docs/deploying.md', () => {
  for (const stage of ['dev', 'prod'] as const) {
    const template = templateFor(stageNamed(stage));

    it(`count all metrics in alarms, and what only a stage with Stripe has (${stage})`, () => {
      const ofStripe = stage === 'prod' ? 2 : 0;
      const metrics = propertiesOf(template, 'AWS::CloudWatch::Alarm').reduce<number>(
        (sum, alarm) => sum + metricsIn(alarm),
        -ofStripe,
      );
      assert.match(
        PAGE,
        new RegExp(
          `^\\| ${metrics} metrics in alarms +\\| \\$0\\.10 each +\\| \\$${(metrics / 10).toFixed(2)} +\\|`,
          'm',
        ),
      );
      assert.equal(propertiesOf(template, 'AWS::SecretsManager::Secret').length, ofStripe);
      assert.equal(propertiesOf(template, 'AWS::CloudWatch::Dashboard').length, 1);
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

/** An alarm costs what the metrics in it cost. */
function metricsIn(alarm: unknown): number {
  const queries = [at(alarm, 'Metrics') ?? []].flat();
  return queries.filter((query) => at(query, 'MetricStat') !== undefined).length || 1;
}

const HOURLY = ['AWS::AppSync::ApiCache', 'AWS::EC2::NatGateway', 'AWS::EC2::VPCEndpoint', 'AWS::KMS::Key'];
