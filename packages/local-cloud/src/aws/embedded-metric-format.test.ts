import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { embeddedMetrics } from './embedded-metric-format.ts';

describe('a line of a log', () => {
  it('has the metrics that its directives name, each for every set of dimensions', () => {
    const line = JSON.stringify({
      _aws: {
        Timestamp: 1000,
        CloudWatchMetrics: [
          {
            Namespace: 'Shop',
            Dimensions: [['FunctionName'], ['FunctionName', 'Card']],
            Metrics: [{ Name: 'Declined', Unit: 'Count' }, { Name: 'Milliseconds' }, { Name: 'Missing' }],
          },
        ],
      },
      FunctionName: 'pay',
      Card: 'visa',
      Declined: 1,
      Milliseconds: [5, 7],
      note: 'no metric',
    });
    const byFunction = { namespace: 'Shop', atEpochMs: 1000, dimensions: { FunctionName: 'pay' } };
    const byCard = { ...byFunction, dimensions: { FunctionName: 'pay', Card: 'visa' } };
    assert.deepEqual(embeddedMetrics(line), [
      { ...byFunction, name: 'Declined', value: 1 },
      { ...byCard, name: 'Declined', value: 1 },
      { ...byFunction, name: 'Milliseconds', value: 5 },
      { ...byCard, name: 'Milliseconds', value: 5 },
      { ...byFunction, name: 'Milliseconds', value: 7 },
      { ...byCard, name: 'Milliseconds', value: 7 },
    ]);
  });

  it('has none if it is no event in this format', () => {
    for (const line of ['"_aws": {}', '{"_aws": 1}', '{"message":"hello"}', '{"_aws":{"CloudWatchMetrics":[1,{}]}}']) {
      assert.deepEqual(embeddedMetrics(line), [], line);
    }
  });
});
