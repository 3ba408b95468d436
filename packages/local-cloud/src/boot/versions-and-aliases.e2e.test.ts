import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { isJsonObject, objectAt, stringAt } from '../kernel/json.ts';
import type { JsonObject } from '../kernel/json.ts';
import { ADMINISTRATOR_KEY, ROLES } from '../services/iam/handle.ts';
import { callAsOwner } from '../testing/boot-stack.ts';
import { trust } from '../testing/trust.ts';
import { writeAssembly } from '../testing/write-assembly.ts';
import { boot } from './boot.ts';
import type { RunningCloud } from './boot.ts';

const ECHO = `export const handler = async (event, { functionVersion, invokedFunctionArn }) => ({
  event, functionVersion, invokedFunctionArn, variable: process.env.AWS_LAMBDA_FUNCTION_VERSION,
});`;

const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:echo';
const MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:saga';
const EXECUTION = 'arn:aws:states:us-east-1:000000000000:execution:saga';

/** A function and a state machine, each with a version and the alias `live`; what changes gives new versions. */
function stackOf(comment: string) {
  const ref = (id: string) => ({ Ref: id });
  const att = (id: string, name: string) => ({ 'Fn::GetAtt': [id, name] });
  const statement = (Action: string, Resource: unknown) => ({ Effect: 'Allow', Action, Resource });
  const definition = {
    Comment: comment,
    StartAt: 'Echo',
    States: {
      Echo: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: { FunctionName: '${LIVE}', 'Payload.$': '$' },
        OutputPath: '$',
        End: true,
      },
    },
  };
  return {
    stackName: 'versions',
    bundles: { '0123abcd': ECHO },
    resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: { RoleName: 'echo', AssumeRolePolicyDocument: trust('lambda.amazonaws.com') },
      },
      MachineRole: {
        Type: 'AWS::IAM::Role',
        Properties: { RoleName: 'saga', AssumeRolePolicyDocument: trust('states.amazonaws.com') },
      },
      MachinePolicy: {
        Type: 'AWS::IAM::Policy',
        Properties: {
          Roles: [ref('MachineRole')],
          PolicyDocument: {
            Statement: [statement('lambda:InvokeFunction', ref('Live')), statement('states:StartExecution', MACHINE)],
          },
        },
      },
      Echo: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          FunctionName: 'echo',
          Code: { S3Bucket: 'assets', S3Key: '0123abcd.zip' },
          Handler: 'index.handler',
          Runtime: 'nodejs24.x',
          Role: att('Role', 'Arn'),
        },
      },
      [`Version${comment}`]: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: ref('Echo') } },
      Live: {
        Type: 'AWS::Lambda::Alias',
        Properties: {
          Name: 'live',
          FunctionName: ref('Echo'),
          FunctionVersion: att(`Version${comment}`, 'Version'),
        },
      },
      Machine: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: {
          StateMachineName: 'saga',
          RoleArn: att('MachineRole', 'Arn'),
          DefinitionString: { 'Fn::Sub': [JSON.stringify(definition), { LIVE: ref('Live') }] },
        },
      },
      MachineVersion: {
        Type: 'AWS::StepFunctions::StateMachineVersion',
        Properties: {
          StateMachineArn: ref('Machine'),
          StateMachineRevisionId: att('Machine', 'StateMachineRevisionId'),
        },
      },
      MachineLive: {
        Type: 'AWS::StepFunctions::StateMachineAlias',
        Properties: {
          Name: 'live',
          RoutingConfiguration: [{ StateMachineVersionArn: ref('MachineVersion'), Weight: 100 }],
        },
      },
    },
    outputs: { Function: { Value: ref('Live') }, Machine: { Value: ref('MachineLive') } },
  };
}

const directory = mkdtempSync(join(tmpdir(), 'versions-'));
afterAll(() => rmSync(directory, { recursive: true }));

async function start(comment: string): Promise<RunningCloud> {
  const assemblyDirectory = mkdtempSync(join(directory, 'cdk.out-'));
  writeAssembly(assemblyDirectory, stackOf(comment));
  return boot({ assemblyDirectory, port: 0, dataDirectory: join(directory, 'data'), log: () => {} });
}

describe('versions and aliases', () => {
  let running: RunningCloud;
  beforeAll(async () => {
    running = await start('One');
  });
  afterAll(() => running.close());

  const invoke = (FunctionName: string, more: JsonObject = {}) =>
    callAsOwner(running, 'lambda', 'Invoke', { FunctionName, Payload: {}, ...more });
  const refused = (FunctionName: string, more: JsonObject = {}) => invoke(FunctionName, more).catch(String);
  const states = (operation: string, input: JsonObject) => callAsOwner(running, 'states', operation, input);

  const untilEnded = async (name: string): Promise<JsonObject> => {
    for (;;) {
      const described = await states('DescribeExecution', { executionArn: `${EXECUTION}:${name}` });
      if (described['status'] !== 'RUNNING') return described;
      await new Promise(setImmediate);
    }
  };

  it('have ARNs that outputs, policies and definitions refer to', () => {
    assert.deepEqual(running.cloud.outputs(), { Function: `${FUNCTION}:live`, Machine: `${MACHINE}:live` });
  });

  for (const name of ['echo:live', `${FUNCTION}:live`, '000000000000:function:echo:live']) {
    it(`of a function are invoked as ${name}`, async () => {
      const { ExecutedVersion, Payload } = await invoke(name);
      assert.equal(ExecutedVersion, '1');
      assert.deepEqual(Payload, {
        event: {},
        functionVersion: '1',
        invokedFunctionArn: `${FUNCTION}:live`,
        variable: '1',
      });
    });
  }

  it('of a function are invoked by a qualifier, and without one it is the latest version', async () => {
    const byVersion = await invoke('echo', { Qualifier: '1' });
    assert.deepEqual(objectAt(byVersion, 'Payload')['invokedFunctionArn'], `${FUNCTION}:1`);
    const latest = await invoke('echo');
    assert.equal(latest['ExecutedVersion'], '$LATEST');
    assert.deepEqual(objectAt(latest, 'Payload')['functionVersion'], '$LATEST');
  });

  it('of a function answer over HTTP with the version that ran', async () => {
    const credentials = { accessKeyId: ADMINISTRATOR_KEY, secretAccessKey: ADMINISTRATOR_KEY };
    const client = new LambdaClient({ endpoint: running.cloud.place.url, region: 'us-east-1', credentials });
    const answer = await client.send(new InvokeCommand({ FunctionName: 'echo', Qualifier: 'live' }));
    client.destroy();
    assert.equal(answer.ExecutedVersion, '1');
  });

  it('that a function does not have are not found, and two of them are refused', async () => {
    assert.match(await refused('echo:dead').then(String), /Function not found: .*:function:echo:dead/);
    assert.match(await refused('echo', { Qualifier: '7' }).then(String), /Function not found: .*:function:echo:7/);
    assert.match(
      await refused('echo:live', { Qualifier: '1' }).then(String),
      /derived qualifier from the function name does not match/,
    );
  });

  it('of a function are listed', async () => {
    const { Versions } = await callAsOwner(running, 'lambda', 'ListVersionsByFunction', { FunctionName: 'echo' });
    const versions = (Array.isArray(Versions) ? Versions : []).filter(isJsonObject);
    assert.deepEqual(
      versions.map((one) => one['Version']),
      ['$LATEST', '1'],
    );
    const { Aliases } = await callAsOwner(running, 'lambda', 'ListAliases', { FunctionName: 'echo' });
    const alias = { AliasArn: `${FUNCTION}:live`, Name: 'live', FunctionVersion: '1', Description: '' };
    assert.deepEqual(Aliases, [alias]);
    assert.deepEqual(await callAsOwner(running, 'lambda', 'GetAlias', { FunctionName: 'echo', Name: 'live' }), alias);
  });

  it('let a role that may invoke the alias invoke nothing else', async () => {
    const { principal } = ROLES.of(running.cloud).find('arn:aws:iam::000000000000:role/saga');
    const call = (FunctionName: string) =>
      running.cloud.callAws({ service: 'lambda', operation: 'Invoke', input: { FunctionName }, principal });
    await call('echo:live');
    await assert.rejects(call('echo'), { name: 'AccessDeniedException' });
    await assert.rejects(call('echo:1'), { name: 'AccessDeniedException' });
  });

  it('of a state machine start executions that tell by what they were started', async () => {
    await states('StartExecution', { stateMachineArn: `${MACHINE}:live`, name: 'byAlias' });
    await states('StartExecution', { stateMachineArn: `${MACHINE}:1`, name: 'byVersion' });
    await states('StartExecution', { stateMachineArn: MACHINE, name: 'byNeither' });
    const byAlias = await untilEnded('byAlias');
    assert.match(stringAt(byAlias, 'output') ?? '', /"ExecutedVersion":"1"/);
    assert.equal(byAlias['stateMachineArn'], MACHINE);
    assert.equal(byAlias['stateMachineAliasArn'], `${MACHINE}:live`);
    assert.equal(byAlias['stateMachineVersionArn'], `${MACHINE}:1`);
    const byVersion = await untilEnded('byVersion');
    assert.deepEqual(
      [byVersion['stateMachineAliasArn'], byVersion['stateMachineVersionArn']],
      [undefined, `${MACHINE}:1`],
    );
    assert.equal((await untilEnded('byNeither'))['stateMachineVersionArn'], undefined);

    const listed = async (stateMachineArn: string) => {
      const { executions } = await states('ListExecutions', { stateMachineArn });
      return (Array.isArray(executions) ? executions : [])
        .filter(isJsonObject)
        .map((one) => one['name'])
        .sort();
    };
    assert.deepEqual(await listed(`${MACHINE}:live`), ['byAlias']);
    assert.deepEqual(await listed(`${MACHINE}:1`), ['byAlias', 'byVersion']);
    assert.deepEqual(await listed(MACHINE), ['byAlias', 'byNeither', 'byVersion']);
  });

  it('of a state machine that are not there start nothing', async () => {
    await assert.rejects(states('StartExecution', { stateMachineArn: `${MACHINE}:dead` }), {
      name: 'StateMachineDoesNotExist',
    });
    await assert.rejects(states('DescribeStateMachineAlias', { stateMachineAliasArn: `${MACHINE}:dead` }), {
      name: 'ResourceNotFound',
    });
  });

  it('of a state machine ask for a permission on the state machine', async () => {
    const { principal } = ROLES.of(running.cloud).find('arn:aws:iam::000000000000:role/saga');
    const input = { stateMachineArn: `${MACHINE}:live`, name: 'byRole' };
    await running.cloud.callAws({ service: 'states', operation: 'StartExecution', input, principal });
    assert.equal((await untilEnded('byRole'))['status'], 'SUCCEEDED');
  });

  it('count up when something has changed, and only then', async () => {
    const numbers = async () => {
      const alias = await callAsOwner(running, 'lambda', 'GetAlias', { FunctionName: 'echo', Name: 'live' });
      const { stateMachineVersions } = await states('ListStateMachineVersions', { stateMachineArn: MACHINE });
      const versions = (Array.isArray(stateMachineVersions) ? stateMachineVersions : []).filter(isJsonObject);
      return [alias['FunctionVersion'], versions.map((one) => one['stateMachineVersionArn'])];
    };
    const restart = async (comment: string) => {
      await running.close();
      running = await start(comment);
      return numbers();
    };
    assert.deepEqual(await restart('One'), ['1', [`${MACHINE}:1`]]);
    assert.deepEqual(await restart('Two'), ['2', [`${MACHINE}:2`]]);
    assert.equal((await untilEnded('byAlias'))['stateMachineVersionArn'], `${MACHINE}:1`);
  });
});
