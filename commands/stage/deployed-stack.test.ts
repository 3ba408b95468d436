/** What is said about a stack that can't be used, before anything else is tried. */
import assert from 'node:assert/strict';
import { afterAll, afterEach, beforeAll, beforeEach, describe, it, vi } from 'vitest';
import { findDeployedStack, StackNotUsable } from './deployed-stack.ts';
import type { Stage } from './read-stage.ts';
import { readStage } from './read-stage.ts';
import { errorXml, stackXml, startStandIn } from './testing/stand-in.ts';
import type { StandIn } from './testing/stand-in.ts';

const STAGE = readStage('dev');
const OUTPUTS = { GraphQLUrl: 'https://api.example/graphql', UserPoolId: 'pool', ApiKey: 'da2-key' };

let standIn: StandIn;
beforeAll(async () => void (standIn = await startStandIn()));
afterAll(() => standIn.close());
beforeEach(() => stub(standIn.environment));
afterEach(() => void vi.unstubAllEnvs());

function stub(environment: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
}

async function refusal(stage: Stage = STAGE): Promise<string> {
  const error: unknown = await findDeployedStack(stage).then(
    () => new Error('It was found'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof StackNotUsable, String(error));
  return error.message;
}

describe('a stack that can be used', () => {
  const usable = [
    'CREATE_COMPLETE',
    'UPDATE_COMPLETE',
    'UPDATE_ROLLBACK_COMPLETE',
    'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
  ];
  for (const status of usable) {
    it(`is found: ${status}`, async () => {
      standIn.set({ xml: stackXml(status, OUTPUTS) });
      assert.deepEqual(await findDeployedStack(STAGE), {
        name: 'ordersaga-dev',
        region: 'eu-central-1',
        accountId: '123456789012',
        graphqlUrl: 'https://api.example/graphql',
        apiKey: 'da2-key',
        userPoolId: 'pool',
      });
    });
  }

  it('is looked for in the region of the stage rather than that of the environment', async () => {
    standIn.set({ xml: stackXml('CREATE_COMPLETE', OUTPUTS) });
    const stage = { ...STAGE, settings: { ...STAGE.settings, region: 'ap-south-1', account: '123456789012' } };
    assert.equal((await findDeployedStack(stage)).region, 'ap-south-1');
  });
});

describe('a stack that can not be used', () => {
  const states: readonly { readonly status: string; readonly line: RegExp }[] = [
    { status: 'CREATE_IN_PROGRESS', line: /^The stack ordersaga-dev is CREATE_IN_PROGRESS\. Wait until it is done\.$/ },
    { status: 'UPDATE_ROLLBACK_IN_PROGRESS', line: /Wait until it is done\.$/ },
    { status: 'REVIEW_IN_PROGRESS', line: /Nothing is deployed yet: run "npm run deploy -- dev"\.$/ },
    { status: 'ROLLBACK_COMPLETE', line: /run "npm run remove -- dev", then "npm run deploy -- dev"\.$/ },
    { status: 'CREATE_FAILED', line: /run "npm run remove -- dev", then "npm run deploy -- dev"\.$/ },
    { status: 'DELETE_FAILED', line: /run "npm run remove -- dev", then "npm run deploy -- dev"\.$/ },
    {
      status: 'UPDATE_ROLLBACK_FAILED',
      line: /Continue the rollback in the console of CloudFormation, or deploy again/,
    },
  ];
  for (const { status, line } of states) {
    it(`is refused with what to do: ${status}`, async () => {
      standIn.set({ xml: stackXml(status, OUTPUTS) });
      assert.match(await refusal(), line);
    });
  }

  it('is refused with the reason that CloudFormation gives', async () => {
    const reason = '<StackStatusReason>The mail exists already</StackStatusReason>';
    standIn.set({ xml: stackXml('ROLLBACK_COMPLETE', {}, reason) });
    assert.match(await refusal(), /^The stack ordersaga-dev is ROLLBACK_COMPLETE \(The mail exists already\)\. /);
  });

  it('is not there', async () => {
    standIn.set({ status: 400, xml: errorXml('ValidationError', 'Stack with id ordersaga-dev does not exist') });
    assert.equal(
      await refusal(),
      'There is no stack ordersaga-dev in eu-central-1 in the account of these credentials. Deploy it with ' +
        '"npm run deploy -- dev", or choose another region or account with AWS_REGION or AWS_PROFILE.',
    );
  });

  it('lacks an output', async () => {
    standIn.set({ xml: stackXml('CREATE_COMPLETE', { UserPoolId: 'pool' }) });
    assert.match(await refusal(), /^The stack ordersaga-dev has no output GraphQLUrl\. .* "npm run deploy -- dev"\.$/);
  });

  it('is in another account than the one that the stage names', async () => {
    standIn.set({ xml: stackXml('CREATE_COMPLETE', OUTPUTS) });
    const stage = { ...STAGE, settings: { ...STAGE.settings, account: '000011112222' } };
    assert.equal(
      await refusal(stage),
      'These credentials belong to the account 123456789012, but stages/dev.json names 000011112222. Set AWS_PROFILE to others.',
    );
  });
});

describe('AWS that can not be asked', () => {
  const nowhere = { AWS_CONFIG_FILE: '/nowhere', AWS_SHARED_CREDENTIALS_FILE: '/nowhere' };

  it('has no credentials to ask with', async () => {
    const none = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined, AWS_EC2_METADATA_DISABLED: 'true' };
    stub({ ...nowhere, ...none });
    assert.match(
      await refusal(),
      /^There are no AWS credentials: .* Sign in with the AWS CLI, or set AWS_PROFILE, or /,
    );
  });

  it('is asked in the region that the AWS CLI would take', async () => {
    standIn.set({ xml: stackXml('CREATE_COMPLETE', OUTPUTS) });
    stub({ ...nowhere, AWS_REGION: undefined, AWS_DEFAULT_REGION: 'sa-east-1' });
    assert.equal((await findDeployedStack(STAGE)).region, 'sa-east-1');
  });

  it('has no region', async () => {
    stub({ ...nowhere, AWS_REGION: undefined, AWS_DEFAULT_REGION: undefined });
    assert.equal(
      await refusal(),
      'There is no AWS region. Set AWS_REGION, or "region" in the stage\'s file in stages/.',
    );
  });

  it('rejects the credentials', async () => {
    standIn.set({
      status: 403,
      xml: errorXml('ExpiredToken', 'The security token included in the request is expired'),
    });
    assert.equal(
      await refusal(),
      'AWS rejects the credentials (ExpiredToken): The security token included in the request is expired. ' +
        'Sign in again, or set AWS_PROFILE to others.',
    );
  });

  it('does not let these credentials ask', async () => {
    standIn.set({
      status: 403,
      xml: errorXml('AccessDenied', 'User is not authorized to perform: cloudformation:DescribeStacks'),
    });
    assert.equal(await refusal(), 'AccessDenied: User is not authorized to perform: cloudformation:DescribeStacks');
  });

  it("can't be reached", async () => {
    stub({ AWS_ENDPOINT_URL: 'http://127.0.0.1:1' });
    assert.match(await refusal(), /^AWS can't be reached: connect ECONNREFUSED 127\.0\.0\.1:1\. Check the network/);
  });
});
