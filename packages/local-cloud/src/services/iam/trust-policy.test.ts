/** Whether a service may assume a role, as IAM evaluates the role's trust policy. */

import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { roleArn } from '../../aws/arn.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import { StartupError } from '../../kernel/startup-error.ts';
import { openTestCloud, TEST_PLACE } from '../../testing/test-cloud.ts';
import { trust } from '../../testing/trust.ts';
import { ROLES } from './handle.ts';
import type { AssumingService } from './handle.ts';
import { iam } from './index.ts';

const MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:saga';
const STATES: AssumingService = { service: 'states', sourceArn: MACHINE };

/** Throws what a service gets that assumes a role with this trust policy. */
async function assume(AssumeRolePolicyDocument: JsonValue | undefined, assuming: AssumingService): Promise<void> {
  const { cloud, create } = await openTestCloud([iam]);
  const properties: JsonObject = AssumeRolePolicyDocument === undefined ? {} : { AssumeRolePolicyDocument };
  await create('AWS::IAM::Role', 'saga', properties);
  ROLES.of(cloud).assume(roleArn(TEST_PLACE, 'saga'), assuming);
}

function statement(members: JsonObject): JsonObject {
  return { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'states.amazonaws.com' }, ...members };
}

describe('a role', () => {
  it('is for the services that its trust policy names, with or without their region', async () => {
    await assume(trust('states.amazonaws.com'), STATES);
    await assume(trust('states.us-east-1.amazonaws.com'), STATES);
    const services = ['lambda.amazonaws.com', 'states.amazonaws.com'];
    await assume({ Statement: statement({ Principal: { Service: services } }) }, { service: 'lambda' });
  });

  it('is for the account and the resource of its conditions', async () => {
    const Condition = {
      StringEquals: { 'aws:SourceAccount': TEST_PLACE.accountId },
      ArnLike: { 'aws:SourceArn': 'arn:aws:states:us-east-1:000000000000:stateMachine:*' },
    };
    await assume({ Statement: [statement({ Condition })] }, STATES);
  });

  it('is not for others, and the error says what to do', async () => {
    const account = { StringEquals: { 'aws:SourceAccount': '111111111111' } };
    const other = { ArnEquals: { 'aws:SourceArn': `${MACHINE}-2` } };
    const wrong: [JsonValue | undefined, AssumingService][] = [
      [undefined, STATES],
      [trust('lambda.amazonaws.com'), STATES],
      [trust('states.eu-central-1.amazonaws.com'), STATES],
      [{ Statement: [statement({ Principal: { AWS: '000000000000' } })] }, STATES],
      [{ Statement: [statement({ Action: 'sts:TagSession' })] }, STATES],
      [{ Statement: [statement({}), statement({ Effect: 'Deny' })] }, STATES],
      [{ Statement: [statement({ Condition: account })] }, STATES],
      [{ Statement: [statement({ Condition: other })] }, STATES],
      // Lambda isn't known to say for which function it assumes a role.
      [
        { Statement: [statement({ Principal: { Service: 'lambda.amazonaws.com' }, Condition: other })] },
        { service: 'lambda' },
      ],
    ];
    for (const [document, assuming] of wrong) {
      await assert.rejects(
        assume(document, assuming),
        (error) =>
          error instanceof StartupError &&
          /^The trust policy of arn:aws:iam::000000000000:role\/saga doesn't let \w+\.amazonaws\.com assume /.test(
            error.message,
          ),
        JSON.stringify(document),
      );
    }
  });
});
