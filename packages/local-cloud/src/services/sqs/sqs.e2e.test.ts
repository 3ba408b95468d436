/** Queues of a stack, as clients reach them over HTTP. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { boot } from '../../boot/boot.ts';
import type { RunningCloud } from '../../boot/boot.ts';
import { parseObject, stringAt } from '../../kernel/json.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { writeAssembly } from '../../testing/write-assembly.ts';
import { queueStack } from './testing/queue-stack.ts';
import { handleOf, messagesOf } from './testing/queue-fixture.ts';

const directory = mkdtempSync(join(tmpdir(), 'sqs-'));
const dataDirectory = join(directory, 'data');
let running: RunningCloud;

function start(): Promise<RunningCloud> {
  return boot({ assemblyDirectory: directory, dataDirectory, port: 0, log: () => undefined });
}

beforeAll(async () => {
  writeAssembly(directory, queueStack);
  running = await start();
});
afterAll(async () => {
  await running.close();
  rmSync(directory, { recursive: true });
});

/** Status and body of a call with the account's own key. */
async function ask(target: string, input: JsonObject): Promise<{ readonly status: number; readonly body: JsonObject }> {
  const service = target.startsWith('AmazonSQS') ? 'sqs' : 'states';
  const response = await fetch(running.cloud.place.url, {
    method: 'POST',
    headers: {
      'x-amz-target': target,
      authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: JSON.stringify(input),
  });
  return { status: response.status, body: parseObject(await response.text()) ?? {} };
}

async function call(operation: string, input: JsonObject): Promise<JsonObject> {
  const { status, body } = await ask(`AmazonSQS.${operation}`, input);
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

function urlOf(name: string): string {
  return `${running.cloud.place.url}/000000000000/${name}`;
}

/** Waits for the next message of a queue, and takes it out. */
async function take(name: string): Promise<JsonObject> {
  for (;;) {
    const input = { QueueUrl: urlOf(name), WaitTimeSeconds: 20, MessageSystemAttributeNames: ['All'] };
    const [message] = messagesOf(await call('ReceiveMessage', input));
    if (!message) continue;
    await call('DeleteMessage', { QueueUrl: urlOf(name), ReceiptHandle: handleOf(message) });
    return message;
  }
}

describe('the queues of a stack', () => {
  it('are known by their references', async () => {
    assert.deepEqual(running.cloud.outputs(), {
      Url: urlOf('queues-DeadJobs'),
      Name: 'queues-DeadJobs',
      Arn: 'arn:aws:sqs:us-east-1:000000000000:queues-DeadJobs',
    });
    assert.deepEqual(await call('ListQueues', { QueueNamePrefix: 'queues-' }), {
      QueueUrls: [urlOf('queues-DeadJobs'), urlOf('queues-Done')],
    });
  });

  it('reject a call as AWS does', async () => {
    const { status, body } = await ask('AmazonSQS.SendMessage', { QueueUrl: urlOf('none'), MessageBody: 'a' });
    assert.deepEqual(
      [status, body],
      [400, { __type: 'QueueDoesNotExist', message: 'The specified queue does not exist.' }],
    );
  });

  it('invoke the function of a mapping with what is sent', async () => {
    await call('SendMessage', { QueueUrl: urlOf('jobs'), MessageBody: 'this' });
    assert.equal((await take('queues-Done'))['Body'], 'did this');
  });

  it('hand a message that fails to the dead-letter queue', async () => {
    await call('SendMessage', { QueueUrl: urlOf('jobs'), MessageBody: 'bad' });
    const dead = await take('queues-DeadJobs');
    const { DeadLetterQueueSourceArn: source } = parseObject(JSON.stringify(dead['Attributes'])) ?? {};
    assert.deepEqual([dead['Body'], source], ['bad', 'arn:aws:sqs:us-east-1:000000000000:jobs']);
  });

  it('are open to whom the policies of a role allow it', async () => {
    await call('SendMessage', { QueueUrl: urlOf('jobs'), MessageBody: 'peek' });
    const { Body: refusal } = await take('queues-Done');
    assert.ok(typeof refusal === 'string');
    assert.match(
      refusal,
      /not authorized to perform: sqs:ReceiveMessage on resource: arn:aws:sqs:us-east-1:000000000000:queues-Done/,
    );
  });

  it('take messages from state machines, under the address that they have on AWS', async () => {
    const queue = 'https://sqs.us-east-1.amazonaws.com/000000000000/jobs';
    await ask('AWSStepFunctions.StartExecution', {
      stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:send-a-job',
      input: JSON.stringify({ queue }),
    });
    assert.equal((await take('queues-Done'))['Body'], 'did {"job":"of a state machine"}');
  });

  it('keep their messages over a restart', async () => {
    const sent = await call('SendMessage', { QueueUrl: urlOf('queues-DeadJobs'), MessageBody: 'kept' });
    await running.close();
    running = await start();
    const message = await take('queues-DeadJobs');
    assert.deepEqual([stringAt(message, 'Body'), message['MessageId']], ['kept', sent['MessageId']]);
  });
});

describe('a queue that cannot be', () => {
  const RedrivePolicy = { deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:elsewhere', maxReceiveCount: 1 };
  const DeadLetters = {
    Type: 'AWS::SQS::Queue',
    Properties: { QueueName: 'closed', RedriveAllowPolicy: { redrivePermission: 'denyAll' } },
  };
  const toClosed = { deadLetterTargetArn: { 'Fn::GetAtt': ['DeadLetters', 'Arn'] }, maxReceiveCount: 1 };
  const cases: readonly { readonly properties: object; readonly message: RegExp }[] = [
    { properties: { FifoQueue: true }, message: /the property FifoQueue of AWS::SQS::Queue \(Bad\)/ },
    { properties: { DelaySeconds: 901 }, message: /SQS would reject AWS::SQS::Queue \(Bad\): .*DelaySeconds/ },
    { properties: { RedrivePolicy }, message: /elsewhere of the queue bad is no queue of this stack/ },
    { properties: { RedrivePolicy: toClosed }, message: /RedriveAllowPolicy of closed doesn't allow the queue bad/ },
  ];
  for (const { properties, message } of cases) {
    it(`stops the start: ${JSON.stringify(properties)}`, async () => {
      const assemblyDirectory = mkdtempSync(join(directory, 'bad-'));
      const Bad = { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'bad', ...properties } };
      writeAssembly(assemblyDirectory, { stackName: 'bad', resources: { Bad, DeadLetters } });
      await assert.rejects(boot({ assemblyDirectory, port: 0, log: () => undefined }), {
        name: 'StartupError',
        message,
      });
    });
  }
});
