/** What TestState takes, by its API reference. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { AwsError } from '../../../aws/error.ts';
import { isJsonObject } from '../../../kernel/json.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import { openTestCloud } from '../../../testing/test-cloud.ts';
import { iam } from '../../iam/index.ts';
import { stepFunctions } from '../index.ts';

const DONE = { Type: 'Pass', End: true };

describe('a request to TestState', () => {
  const pass = { definition: '{"Type":"Pass","End":true}' };
  const requests: readonly (readonly [JsonObject, string])[] = [
    [{}, "ValidationException: 1 validation error detected: Value null at 'definition'"],
    [{ definition: '' }, 'have length greater than or equal to 1'],
    [{ definition: 'x'.repeat(1_048_577) }, 'have length less than or equal to 1048576'],
    [{ definition: 7 }, "SerializationException: The member 'definition' must be a string."],
    [{ definition: '{' }, 'InvalidDefinition: Invalid State Machine Definition'],
    [{ definition: '{"Type":"Pass"}' }, 'expected exactly one of Next, End at /States/StateName'],
    [{ definition: '{"Type":"Pass","End":true,"Retries":[]}' }, 'InvalidDefinition'],
    [{ ...pass, inspectionLevel: 'ALL' }, "at 'inspectionLevel'"],
    [{ ...pass, stateName: 'x'.repeat(81) }, "at 'stateName'"],
    [{ ...pass, input: '{' }, 'InvalidExecutionInput: Invalid State Machine Execution Input'],
    [{ ...pass, input: JSON.stringify('x'.repeat(262_143)) }, "at 'input'"],
    [{ ...pass, roleArn: 'saga' }, "InvalidArn: Invalid Role Arn: 'saga'"],
    [{ ...pass, variables: '[]' }, 'ValidationException: Variables must be a valid JSON object'],
    [{ ...pass, context: '{}' }, 'a Context object is supported only when a mock is specified'],
    [{ ...pass, mock: {} }, "State type 'Pass' is not supported when a mock is specified"],
    [{ ...pass, mock: { fieldValidationMode: 'LENIENT' } }, "at 'mock.fieldValidationMode'"],
    [{ ...pass, mock: { errorOutput: {} } }, "Value null at 'mock.errorOutput.error'"],
    [{ ...pass, mock: { errorOutput: { error: 'x'.repeat(257) } } }, "at 'mock.errorOutput.error'"],
    [{ ...pass, stateConfiguration: { retrierRetryCount: -1 } }, "at 'stateConfiguration.retrierRetryCount'"],
    [{ ...pass, stateConfiguration: { mapIterationFailureCount: 1 } }, 'only for a Map state with a mock'],
    [{ ...pass, stateConfiguration: { errorCausedByState: 'Gone' } }, "and 'Gone' is not one"],
  ];
  for (const [input, message] of requests) {
    it(`is refused with ${JSON.stringify(input).slice(0, 100)}`, async () => {
      const { call } = await openTestCloud([iam, stepFunctions]);
      const refused = await call('states', 'TestState', input).catch((error: unknown) => error);
      assert.ok(refused instanceof AwsError);
      assert.ok(`${refused.name}: ${refused.message}`.includes(message), refused.message);
    });
  }

  it('may have 1 MiB of definition and 256 KiB of input', async () => {
    const { call } = await openTestCloud([iam, stepFunctions]);
    const definition = JSON.stringify({ ...DONE, Comment: 'x'.repeat(1_048_576 - 39) });
    assert.equal(definition.length, 1_048_576);
    const input = JSON.stringify('x'.repeat(262_142));
    assert.deepEqual(await call('states', 'TestState', { definition, input }), { status: 'SUCCEEDED', output: input });
  });

  it('gets no inspection at the level INFO, which is the default', async () => {
    const { call } = await openTestCloud([iam, stepFunctions]);
    for (const level of [{}, { inspectionLevel: 'INFO' }]) {
      assert.deepEqual(await call('states', 'TestState', { ...pass, ...level }), { status: 'SUCCEEDED', output: '{}' });
    }
    const traced = await call('states', 'TestState', { ...pass, inspectionLevel: 'TRACE' });
    assert.ok(isJsonObject(traced['inspectionData']));
  });
});
