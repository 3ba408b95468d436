/** docs/testing-states.md, and TestState as AWS's SDK asks for it. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SFNClient, TestStateCommand } from '@aws-sdk/client-sfn';
import { boot } from '@ordersaga/local-cloud';
import type { RunningCloud } from '@ordersaga/local-cloud';
import { trust, writeAssembly } from '@ordersaga/local-cloud/testing';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { ADMINISTRATOR, clientSettings } from '../commands/client-settings.ts';

const run = promisify(execFile);
const PROJECT = join(import.meta.dirname, '..');

mkdirSync(join(PROJECT, '.cache'), { recursive: true });
/** Inside of the project, where Node.js finds the SDK. */
const directory = mkdtempSync(join(PROJECT, '.cache/testing-states-'));

const STACK = {
  stackName: 'states',
  bundles: { '0123abcd': 'export const handler = async ({ cents }) => ({ chargeId: `ch_${cents}` });' },
  resources: {
    FunctionRole: {
      Type: 'AWS::IAM::Role',
      Properties: { RoleName: 'function', AssumeRolePolicyDocument: trust('lambda.amazonaws.com') },
    },
    Charge: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: 'charge',
        Code: { S3Bucket: 'assets', S3Key: '0123abcd.zip' },
        Handler: 'index.handler',
        Runtime: 'nodejs24.x',
        Role: { 'Fn::GetAtt': ['FunctionRole', 'Arn'] },
      },
    },
    IdleRole: {
      Type: 'AWS::IAM::Role',
      Properties: { RoleName: 'idle', AssumeRolePolicyDocument: trust('states.amazonaws.com') },
    },
    MachineRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'machine',
        AssumeRolePolicyDocument: trust('states.amazonaws.com'),
        Policies: [
          {
            PolicyName: 'invoke',
            PolicyDocument: {
              Statement: [
                { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: { 'Fn::GetAtt': ['Charge', 'Arn'] } },
              ],
            },
          },
        ],
      },
    },
  },
};

let cloud: RunningCloud;
let address: string;

beforeAll(async () => {
  writeAssembly(directory, STACK);
  cloud = await boot({ assemblyDirectory: directory, port: 0, log: () => {} });
  address = `http://localhost:${cloud.server.port}`;
});

afterAll(async () => {
  await cloud.close();
  rmSync(directory, { recursive: true });
});

describe('docs/testing-states.md', () => {
  it('shows a test that runs', async () => {
    const page = readFileSync(join(PROJECT, 'docs/testing-states.md'), 'utf8');
    const [, code = ''] = /```ts\n([\s\S]*?)```/.exec(page) ?? [];
    const file = join(directory, 'charge.test.ts');
    writeFileSync(file, code);
    const env = { ...process.env, AWS_ENDPOINT_URL: address, NODE_TEST_CONTEXT: undefined };
    const { stdout } = await run(process.execPath, ['--test', '--test-reporter=tap', file], { env });
    assert.match(stdout, /^# pass 3$/m);
  });
});

describe("TestState, by AWS's SDK", () => {
  const invoke = JSON.stringify({
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Parameters: { FunctionName: 'charge', 'Payload.$': '$' },
    OutputPath: '$.Payload',
    End: true,
  });

  it('invokes a function by a role, if there is no mock', async () => {
    const client = new SFNClient(clientSettings({ awsEndpointUrl: address }));
    const ask = (role: string) => {
      const roleArn = `arn:aws:iam::000000000000:role/${role}`;
      return client.send(new TestStateCommand({ definition: invoke, input: '{"cents":5}', roleArn }));
    };
    const { status, output } = await ask('machine');
    assert.deepEqual([status, output], ['SUCCEEDED', '{"chargeId":"ch_5"}']);
    const denied = await ask('idle');
    assert.deepEqual([denied.status, denied.error], ['FAILED', 'Lambda.AWSLambdaException']);
    await assert.rejects(ask('function'), { name: 'AccessDeniedException' });
    client.destroy();
  });

  it('is served at the host with the prefix that the SDK puts before it', async () => {
    const hosts: string[] = [];
    // As a line in the hosts file does it.
    const lookup: NonNullable<ConstructorParameters<typeof Agent>[0]>['lookup'] = (host, _options, done) => {
      hosts.push(host);
      done(null, [{ address: '127.0.0.1', family: 4 }]);
    };
    const client = new SFNClient({
      endpoint: address,
      region: 'us-east-1',
      credentials: ADMINISTRATOR,
      requestHandler: { httpAgent: new Agent({ lookup }) },
    });
    const { status } = await client.send(new TestStateCommand({ definition: '{"Type":"Succeed"}' }));
    assert.deepEqual([status, hosts], ['SUCCEEDED', ['sync-localhost']]);
    client.destroy();
  });
});
