/** Tests that call services, and how long a test may take. */
import assert from 'node:assert/strict';
import { afterEach, describe, it, vi } from 'vitest';
import type { JsonObject } from '../../../kernel/json.ts';
import { openTestCloud } from '../../../testing/test-cloud.ts';
import type { TestCloud } from '../../../testing/test-cloud.ts';
import { trust } from '../../../testing/trust.ts';
import { eventBridge } from '../../event-bridge/index.ts';
import { iam } from '../../iam/index.ts';
import { stepFunctions } from '../index.ts';

const INVOKE = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true };

describe('a task without a mock', () => {
  const put = { ...INVOKE, Resource: 'arn:aws:states:::events:putEvents' };
  const entry = { Source: 'test', DetailType: 'Tested', Detail: {}, EventBusName: 'bus' };
  const definition = JSON.stringify({ ...put, Parameters: { Entries: [entry] } });
  const role = (Action: readonly string[], AssumeRolePolicyDocument: JsonObject = trust('states.amazonaws.com')) => ({
    AssumeRolePolicyDocument,
    Policies: [{ PolicyDocument: { Statement: [{ Effect: 'Allow', Action: [...Action], Resource: '*' }] } }],
  });
  const [trusted] = trust('states.amazonaws.com').Statement;
  const forMachines = {
    StringEquals: { 'aws:SourceAccount': '000000000000' },
    ArnLike: { 'aws:SourceArn': 'arn:aws:states:us-east-1:000000000000:stateMachine:*' },
  };
  const arnOf = (name: string) => `arn:aws:iam::000000000000:role/${name}`;

  async function open(): Promise<TestCloud> {
    const cloud = await openTestCloud([iam, eventBridge, stepFunctions]);
    await cloud.create('AWS::Events::EventBus', 'bus', { Name: 'bus' });
    await cloud.create('AWS::IAM::Role', 'may', role(['events:PutEvents']));
    await cloud.create('AWS::IAM::Role', 'may-not', role(['events:Nothing']));
    const conditional = { Statement: [{ ...trusted, Condition: forMachines }] };
    await cloud.create('AWS::IAM::Role', 'of-machines', role(['events:PutEvents'], conditional));
    await cloud.create('AWS::IAM::Role', 'of-lambda', role(['events:PutEvents'], trust('lambda.amazonaws.com')));
    return cloud;
  }

  it('calls the service by the role that is given', async () => {
    const { call } = await open();
    const may = await call('states', 'TestState', { definition, roleArn: arnOf('may') });
    assert.equal(may['status'], 'SUCCEEDED');
    assert.match(JSON.stringify(may), /FailedEntryCount\\":0/);
    const mayNot = await call('states', 'TestState', { definition, roleArn: arnOf('may-not') });
    assert.deepEqual([mayNot['status'], mayNot['error']], ['FAILED', 'EventBridge.AmazonEventBridgeException']);
  });

  it('needs a role that trusts Step Functions', async () => {
    const { call } = await open();
    const ofMachines = await call('states', 'TestState', { definition, roleArn: arnOf('of-machines') });
    assert.equal(ofMachines['status'], 'SUCCEEDED');
    for (const name of ['of-lambda', 'gone']) {
      await assert.rejects(call('states', 'TestState', { definition, roleArn: arnOf(name) }), {
        name: 'AccessDeniedException',
        message: /is authorized to assume the provided role/,
      });
    }
  });

  it('needs the permission to pass the role, which a mock does not', async () => {
    const { gateway } = await open();
    const ask = (actions: readonly string[], input: JsonObject) => {
      const permissions = [{ Effect: 'Allow' as const, Action: [...actions], Resource: '*' }];
      return gateway.callAws({
        service: 'states',
        operation: 'TestState',
        input,
        principal: { arn: 'me', permissions },
      });
    };
    const input = { definition, roleArn: arnOf('may') };
    const mock = { result: '{}' };
    await assert.rejects(ask([], input), { message: /perform: states:TestState/ });
    await assert.rejects(ask(['states:TestState'], input), {
      message: /perform: iam:PassRole on resource: .*role\/may/,
    });
    assert.match(await ask(['states:TestState', 'iam:PassRole'], input), /SUCCEEDED/);
    assert.match(await ask(['states:TestState'], { ...input, mock }), /SUCCEEDED/);
    await assert.rejects(ask(['states:TestState'], { ...input, mock, revealSecrets: true }), {
      message: /perform: states:RevealSecrets/,
    });
  });
});

describe('the time of a test', () => {
  afterEach(() => vi.useRealTimers());
  const definition = JSON.stringify({ Type: 'Wait', SecondsPath: '$.s', Next: 'On' });

  it('is as long as the state waits, and five minutes at most', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const { call } = await openTestCloud([iam, stepFunctions]);
    const answers = [299, 301].map((s) => call('states', 'TestState', { definition, input: `{"s":${s}}` }));
    await vi.advanceTimersByTimeAsync(300_000);
    assert.deepEqual(await Promise.all(answers), [
      { status: 'SUCCEEDED', output: '{"s":299}', nextState: 'On' },
      { status: 'FAILED', error: 'States.Timeout' },
    ]);
    assert.equal(vi.getTimerCount(), 0);
  });

  it('ends with the cloud', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const { call, close } = await openTestCloud([iam, stepFunctions]);
    const refused = assert.rejects(call('states', 'TestState', { definition, input: '{"s":100}' }), {
      name: 'ServiceUnavailable',
    });
    await vi.advanceTimersByTimeAsync(1);
    await close();
    await refused;
    assert.equal(vi.getTimerCount(), 0);
  });
});
