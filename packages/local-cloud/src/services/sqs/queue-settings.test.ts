import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { allowsRedrive, readQueueSettings } from './queue-settings.ts';
import type { JsonObject } from '../../kernel/json.ts';

const ARN = 'arn:aws:sqs:us-east-1:000000000000:jobs';
const DEAD = 'arn:aws:sqs:us-east-1:000000000000:dead-jobs';

function read(properties: JsonObject, name = 'jobs') {
  return readQueueSettings({ name, arn: ARN, url: 'http://localhost' }, properties, 'AWS::SQS::Queue (Jobs)');
}

describe('the settings of a queue', () => {
  it('have the default values of SQS', () => {
    assert.deepEqual(read({}), {
      name: 'jobs',
      arn: ARN,
      url: 'http://localhost',
      visibilityTimeoutSeconds: 30,
      delaySeconds: 0,
      messageRetentionSeconds: 345_600,
      receiveWaitSeconds: 0,
      maxMessageBytes: 1_048_576,
    });
  });

  it('are the numbers and policies of the template, which may be strings there', () => {
    const { visibilityTimeoutSeconds, redrive } = read({
      VisibilityTimeout: '90',
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: DEAD, maxReceiveCount: '3' }),
    });
    assert.deepEqual([visibilityTimeoutSeconds, redrive], [90, { deadLetterArn: DEAD, maxReceiveCount: 3 }]);
  });

  const rejected: readonly { readonly properties: JsonObject; readonly reason: RegExp }[] = [
    { properties: { VisibilityTimeout: 43_201 }, reason: /the parameter VisibilityTimeout.* from 0 to 43200/ },
    { properties: { DelaySeconds: -1 }, reason: /the parameter DelaySeconds.* from 0 to 900/ },
    { properties: { MessageRetentionPeriod: 59 }, reason: /MessageRetentionPeriod.* from 60 to 1209600/ },
    { properties: { ReceiveMessageWaitTimeSeconds: 1.5 }, reason: /ReceiveMessageWaitTimeSeconds.* from 0 to 20/ },
    { properties: { MaximumMessageSize: 1_048_577 }, reason: /MaximumMessageSize.* from 1024 to 1048576/ },
    { properties: { RedrivePolicy: { maxReceiveCount: 1 } }, reason: /deadLetterTargetArn/ },
    { properties: { RedrivePolicy: 'no JSON' }, reason: /deadLetterTargetArn/ },
    {
      properties: { RedrivePolicy: { deadLetterTargetArn: DEAD, maxReceiveCount: 1001 } },
      reason: /maxReceiveCount.* from 1 to 1000/,
    },
    { properties: { RedriveAllowPolicy: { redrivePermission: 'some' } }, reason: /RedriveAllowPolicy/ },
  ];
  for (const { properties, reason } of rejected) {
    it(`are rejected with ${JSON.stringify(properties)}`, () => {
      assert.throws(() => read(properties), { name: 'StartupError', message: reason });
      assert.throws(() => read(properties), { message: /^SQS would reject AWS::SQS::Queue \(Jobs\): / });
    });
  }

  it('are rejected with a name that SQS rejects', () => {
    for (const name of ['jobs.fifo', 'a b', 'x'.repeat(81)])
      assert.throws(() => read({}, name), { name: 'StartupError', message: /alphanumeric characters/ });
  });
});

describe('a dead-letter queue', () => {
  it('lets every queue use it unless its policy says otherwise', () => {
    const allows = (policy?: JsonObject) => allowsRedrive(read(policy ? { RedriveAllowPolicy: policy } : {}), ARN);
    assert.equal(allows(), true);
    assert.equal(allows({ redrivePermission: 'allowAll' }), true);
    assert.equal(allows({ redrivePermission: 'denyAll' }), false);
    assert.equal(allows({ redrivePermission: 'byQueue', sourceQueueArns: [ARN] }), true);
    assert.equal(allows({ redrivePermission: 'byQueue', sourceQueueArns: [DEAD] }), false);
  });
});
