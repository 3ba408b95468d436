/** Flags of CDK change templates. Setting one later can replace resources of those who have deployed, so all are set. */
import { FLAGS } from 'aws-cdk-lib/cx-api';
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import configuration from '../cdk.json' with { type: 'json' };

describe('cdk.json', () => {
  const context: Readonly<Record<string, unknown>> = configuration.context;

  it('sets every feature flag as CDK recommends, unless that is how CDK behaves without it', () => {
    const recommended = Object.entries(FLAGS)
      .filter(([, flag]) => 'v2' in flag.introducedIn)
      .filter(([, flag]) => flag.unconfiguredBehavesLike?.v2 !== flag.recommendedValue)
      .map(([name, flag]) => [name, flag.recommendedValue] as const);
    assert.ok(recommended.length > 80);
    for (const [name, value] of recommended) assert.deepEqual(context[name], value, name);
  });

  it('sets nothing that CDK does not know', () => {
    assert.deepEqual(
      Object.keys(context).filter((name) => !(name in FLAGS)),
      [],
    );
  });
});
