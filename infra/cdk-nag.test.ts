/** What cdk-nag finds in a stage is mended, or its construct says why not. */
import { Stack, Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { OrdersagaStack } from './ordersaga-stack.ts';
import { acknowledgementsIn, findingsIn, forgetAcknowledgements } from './testing/nag.ts';
import type { Finding } from './testing/nag.ts';
import { EVERY_KIND_OF_STAGE } from './testing/stages.ts';
import { withApp } from './testing/template.ts';

describe.each(EVERY_KIND_OF_STAGE)('a stage (%s)', (_, stage) => {
  const { unanswered, acknowledged, all } = withApp((app) => {
    new OrdersagaStack(app, stage);
    const before = { unanswered: findingsIn(app), acknowledged: acknowledgementsIn(app) };
    forgetAcknowledgements(app);
    return { ...before, all: findingsIn(app) };
  });

  it('has no finding that nothing was done about', () => {
    assert.deepEqual(unanswered, []);
  });

  it('acknowledges nothing that is not found', () => {
    assert.ok(acknowledged.length > 0);
    assert.deepEqual(
      acknowledged.filter((one) => !all.some((finding) => isOf(one, finding))),
      [],
    );
  });
});

/** A construct speaks for those in it, too. */
function isOf({ rule, path }: Finding, finding: Finding): boolean {
  return finding.rule === rule && `${finding.path}/`.startsWith(`${path}/`);
}

describe('the check by cdk-nag', () => {
  it('finds what a construct does not acknowledge', () => {
    const rules = withApp((app) => {
      const stack = new Stack(app, 'stack');
      const bucket = new Bucket(stack, 'Bucket');
      Validations.of(bucket).acknowledge({ id: 'AwsSolutions-S1', reason: 'It is a test.' });
      return findingsIn(app);
    });
    assert.deepEqual(rules, [{ rule: 'AwsSolutions-S10', path: 'stack/Bucket/Resource' }]);
  });
});
