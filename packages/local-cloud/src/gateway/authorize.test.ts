/** What a principal may call, by the conditions of its policies. */

import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { s3 } from '../services/s3/index.ts';
import { stepFunctions } from '../services/step-functions/index.ts';
import type { PolicyStatement } from '../aws/policy/policy.ts';
import type { JsonObject } from '../kernel/json.ts';
import { openTestCloud } from '../testing/test-cloud.ts';

const MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:saga';

/** Calls as a principal with this one right; the errors of the services say that the gateway let a call pass. */
async function callsWith(statement: PolicyStatement) {
  const { gateway } = await openTestCloud([s3, stepFunctions]);
  const principal = { arn: 'arn:aws:sts::000000000000:assumed-role/one/local', permissions: [statement] };
  return async (service: string, operation: string, input: JsonObject): Promise<string> => {
    try {
      return await gateway.callAws({ service, operation, input, principal });
    } catch (error) {
      assert.ok(error instanceof Error);
      return error.name;
    }
  };
}

describe('the gateway', () => {
  it('lets a principal start the alias of a state machine alone, if its policy says so', async () => {
    const call = await callsWith({
      Effect: 'Allow',
      Action: 'states:StartExecution',
      Resource: MACHINE,
      Condition: { 'ForAnyValue:StringEquals': { 'states:StateMachineQualifier': ['live'] } },
    });
    const start = (stateMachineArn: string) => call('states', 'StartExecution', { stateMachineArn });
    assert.equal(await start(`${MACHINE}:live`), 'StateMachineDoesNotExist');
    assert.equal(await start(MACHINE), 'AccessDeniedException');
    assert.equal(await start(`${MACHINE}:1`), 'AccessDeniedException');
    assert.equal(await start(`${MACHINE}:live`), 'StateMachineDoesNotExist');
  });

  it('lets a principal list the folders of a bucket alone that its policy names', async () => {
    const call = await callsWith({
      Effect: 'Allow',
      Action: 's3:ListBucket',
      Resource: 'arn:aws:s3:::parked',
      Condition: { StringEquals: { 's3:prefix': ['bus/', 'sagas/'] } },
    });
    const list = (more: JsonObject) => call('s3', 'ListObjectsV2', { Bucket: 'parked', ...more });
    assert.equal(await list({ Prefix: 'bus/' }), 'NoSuchBucket');
    assert.equal(await list({ Prefix: 'aws/' }), 'AccessDeniedException');
    assert.equal(await list({}), 'AccessDeniedException');
  });
});
