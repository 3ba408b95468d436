/** The roles of the GitHub workflows, as AWS would evaluate them for a repository. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { at } from '../testing/template.ts';
import roles from './roles.json' with { type: 'json' };

const { DeployRole, DiffRole } = roles.Resources;

const STACK = 'arn:${AWS::Partition}:cloudformation:${AWS::Region}:${AWS::AccountId}:stack/ordersaga-${Stage}/*';

function trustOf(role: unknown): unknown {
  return at(role, 'Properties', 'AssumeRolePolicyDocument', 'Statement');
}

function statementsOf(role: unknown): { readonly actions: unknown[]; readonly resources: string[] }[] {
  const policies = [at(role, 'Properties', 'Policies')].flat();
  return policies
    .flatMap((policy) => [at(policy, 'PolicyDocument', 'Statement')].flat())
    .map((statement) => ({
      actions: [at(statement, 'Action')].flat(),
      resources: [at(statement, 'Resource')].flat().map((one) => String(at(one, 'Fn::Sub'))),
    }));
}

describe('the role that deploys', () => {
  it('is for jobs in the environment of the stage alone', () => {
    assert.deepEqual(subjectsOf(DeployRole), ['${Repository}:environment:${Stage}']);
  });

  it("may take CDK's roles, and read where the stack of the stage stands", () => {
    assert.deepEqual(statementsOf(DeployRole), [
      { actions: ['sts:AssumeRole'], resources: ['deploy', 'file-publishing'].map(roleOfCdk) },
      {
        actions: ['cloudformation:DescribeStacks', 'cloudformation:ListStackResources'],
        resources: [STACK],
      },
    ]);
  });
});

describe('the role that compares', () => {
  it('is for pull requests alone', () => {
    assert.deepEqual(subjectsOf(DiffRole), ['${Repository}:pull_request']);
  });

  it("reads the template of the stack alone, not the account as CDK's role for look-ups does", () => {
    assert.deepEqual(statementsOf(DiffRole), [
      { actions: ['cloudformation:DescribeStacks', 'cloudformation:GetTemplate'], resources: [STACK] },
    ]);
  });
});

describe('the repository', () => {
  const pattern = new RegExp(`^(?:${roles.Parameters.Repository.AllowedPattern})$`);

  it('is named as its tokens name it, and stands for no other', () => {
    for (const good of ['repo:octo-org/orders', 'repo:octo-org@123/orders.js@456']) assert.match(good, pattern);
    for (const bad of ['octo-org/orders', 'repo:octo-org/*', 'repo:*', 'repo:octo-org/orders:ref']) {
      assert.doesNotMatch(bad, pattern);
    }
  });
});

/** What the subject of a token must be; the statement trusts no other audience than AWS. */
function subjectsOf(role: unknown): unknown[] {
  const statements = [trustOf(role)].flat();
  return statements.map((statement) => {
    assert.equal(at(statement, 'Action'), 'sts:AssumeRoleWithWebIdentity');
    const condition = (claim: string) =>
      at(statement, 'Condition', 'StringEquals', `token.actions.githubusercontent.com:${claim}`);
    assert.equal(condition('aud'), 'sts.amazonaws.com');
    return at(condition('sub'), 'Fn::Sub');
  });
}

function roleOfCdk(name: string): string {
  return `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/cdk-hnb659fds-${name}-role-\${AWS::AccountId}-\${AWS::Region}`;
}
