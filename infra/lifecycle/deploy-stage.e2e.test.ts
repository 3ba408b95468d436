/** `npm run deploy` with CDK's own command line, and CloudFormation as `testing/fake-cloudformation.ts` knows it. */
import assert from 'node:assert/strict';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { readStageSettings } from '../stage-settings.ts';
import { ACCOUNT, startFakeAws } from './testing/fake-aws.ts';
import type { FakeAws } from './testing/fake-aws.ts';
import { isProtected } from './testing/fake-cloudformation.ts';
import { copyProject } from './testing/project-copy.ts';

const PROD = { ...readStageSettings('prod'), account: ACCOUNT, region: 'eu-central-1' };

describe('the deployment of a production stage', () => {
  const project = copyProject();
  let aws: FakeAws;

  beforeAll(async () => {
    // Those of the role in pipeline/roles.json.
    aws = await startFakeAws({
      actions: ['DescribeStacks', 'ListStackResources'],
      roles: ['cdk-hnb659fds-deploy-role', 'cdk-hnb659fds-file-publishing-role'],
    });
    project.setStage('prod', PROD);
  });
  afterAll(() => {
    aws.close();
    project.remove();
  });

  const deploy = async () => {
    aws.calls.length = 0;
    return project.cdk(['deploy', 'prod', '--require-approval', 'never'], aws.environment);
  };
  const stack = () => aws.cloudFormation.stackNamed('ordersaga-prod');
  const unprotected = () =>
    [...stack().resources.values()]
      .filter(({ type }) => ['AWS::DynamoDB::Table', 'AWS::Cognito::UserPool'].includes(type))
      .filter((resource) => !isProtected(resource))
      .map(({ id }) => id);

  it('leaves nothing behind if its first creation fails', async () => {
    aws.cloudFormation.failingType = 'AWS::CloudWatch::Alarm';
    const { code, stderr } = await deploy();
    assert.equal(code, 1, stderr);
    assert.match(
      stderr,
      /ordersaga-prod isn't created, and nothing of it is protected\. Mend the cause and deploy again/,
    );
    assert.equal(stack().status, 'ROLLBACK_COMPLETE');
    assert.equal(stack().terminationProtection, false);
    assert.deepEqual([...aws.cloudFormation.existing.keys()], []);
  });

  it('succeeds when it is repeated, and then protects everything', async () => {
    aws.cloudFormation.failingType = '';
    const { code, stderr } = await deploy();
    assert.equal(code, 0, stderr);
    assert.deepEqual(
      aws.calls.filter((call) => call !== 'DeleteChangeSet'),
      [
        'DeleteStack',
        'CreateChangeSet',
        'ExecuteChangeSet',
        'CreateChangeSet',
        'UpdateTerminationProtection',
        'ExecuteChangeSet',
      ],
    );
    assert.equal(stack().terminationProtection, true);
    assert.deepEqual(unprotected(), []);
  });

  it('can be rolled back with the tables that it added, and keeps those of before protected', async () => {
    // As if the deployed version had no outbox and none of its alarms.
    const before = [...stack().resources.values()].filter(
      ({ id, type }) => id.startsWith('TablesOutbox') || type === 'AWS::CloudWatch::Alarm',
    );
    for (const { id, type, physicalName } of before) {
      stack().resources.delete(id);
      aws.cloudFormation.existing.delete(`${type} ${physicalName}`);
    }
    aws.cloudFormation.failingType = 'AWS::CloudWatch::Alarm';
    const { code } = await deploy();
    assert.equal(code, 1);
    assert.equal(stack().status, 'UPDATE_ROLLBACK_COMPLETE');
    const tables = [...aws.cloudFormation.existing.values()].filter(({ type }) => type === 'AWS::DynamoDB::Table');
    assert.equal(tables.length, 6);
    assert.ok(tables.every(isProtected));
    assert.equal(stack().terminationProtection, true);
  });

  it('is refused with credentials for another account, where the stack would seem to be new', async () => {
    project.setStage('other', { ...PROD, account: '999999999999' });
    aws.calls.length = 0;
    const { code, stderr } = await project.cdk(['deploy', 'other'], aws.environment);
    assert.equal(
      stderr,
      'stages/other.json names the account 999999999999, but your credentials are for 123456789012. Use credentials of 999999999999.\n',
    );
    assert.equal(code, 1);
    assert.deepEqual(aws.calls, []);
  });
});
