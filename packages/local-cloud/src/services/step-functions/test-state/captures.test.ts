/**
 * What AWS answered. The cases are those that localstack recorded on AWS (tests/aws/services/stepfunctions/v2/test_state),
 * and the examples of "Testing state machines with TestState API" (developer guide). Where AWS was asked in JSONata, the
 * state says the same in JSONPath.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { openTestCloud } from '../../../testing/test-cloud.ts';
import { stepFunctions } from '../index.ts';
import { createTestStateAsker } from '../testing/ask-test-state.ts';
import { CAPTURED_ANSWERS } from './testing/captured-answers.ts';
import { CAPTURED_MOCKS } from './testing/captured-mocks.ts';
import { CAPTURED_REFUSALS } from './testing/captured-refusals.ts';

const { answerTo, refusalOf } = await createTestStateAsker();

describe('TestState answers as AWS did', () => {
  for (const { name, says, ...request } of [...CAPTURED_ANSWERS, ...CAPTURED_MOCKS]) {
    it(`about ${name}`, async () => {
      assert.deepEqual(await answerTo(request), says);
    });
  }

  it('with JSON as it came where nothing has changed it', async () => {
    const { call } = await openTestCloud([stepFunctions]);
    const input = { definition: '{"Type":"Succeed"}', input: '[ 1.0 ]' };
    assert.deepEqual(await call('states', 'TestState', input), { status: 'SUCCEEDED', output: '[ 1.0 ]' });
  });
});

describe('TestState refuses as AWS did', () => {
  for (const { says, ...request } of CAPTURED_REFUSALS) {
    it(JSON.stringify(request).slice(0, 150), async () => {
      assert.equal(await refusalOf(request), says);
    });
  }
});
