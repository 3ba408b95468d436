import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'vitest';
import { arnOf, createQueueFixture, handleOf, messagesOf } from './testing/queue-fixture.ts';
import type { QueueFixture } from './testing/queue-fixture.ts';
import type { JsonObject } from '../../kernel/json.ts';

const fixtures: QueueFixture[] = [];
afterEach(async () => {
  for (const fixture of fixtures.splice(0)) await fixture.close();
});

async function fixtureOf(properties: JsonObject = {}): Promise<QueueFixture> {
  const fixture = await createQueueFixture(properties);
  fixtures.push(fixture);
  return fixture;
}

const DEAD_JOBS_URL = 'http://localhost:4000/000000000000/dead-jobs';

async function receive({ call }: QueueFixture, input: JsonObject = {}): Promise<readonly JsonObject[]> {
  return messagesOf(await call('ReceiveMessage', { MaxNumberOfMessages: 10, ...input }));
}

async function bodies(fixture: QueueFixture, input: JsonObject = {}): Promise<unknown[]> {
  return (await receive(fixture, input)).map(({ Body }) => Body);
}

describe('a queue', () => {
  it('hides a message that was received until its visibility timeout is over', async () => {
    const fixture = await fixtureOf({ VisibilityTimeout: 10 });
    await fixture.call('SendMessage', { MessageBody: 'a' });
    assert.deepEqual(await bodies(fixture), ['a']);
    fixture.clock.advance(9_999);
    assert.deepEqual(await bodies(fixture), []);
    fixture.clock.advance(1);
    assert.deepEqual(await bodies(fixture), ['a']);
  });

  it('takes the visibility timeout of the call before its own', async () => {
    const fixture = await fixtureOf();
    await fixture.call('SendMessage', { MessageBody: 'a' });
    await receive(fixture, { VisibilityTimeout: 0 });
    assert.deepEqual(await bodies(fixture, { VisibilityTimeout: 60 }), ['a']);
    fixture.clock.advance(30_000);
    assert.deepEqual(await bodies(fixture), []);
  });

  it('returns messages in the order in which they came, and one unless more are asked for', async () => {
    const fixture = await fixtureOf();
    for (const MessageBody of ['a', 'b', 'c']) await fixture.call('SendMessage', { MessageBody });
    assert.deepEqual(
      messagesOf(await fixture.call('ReceiveMessage')).map(({ Body }) => Body),
      ['a'],
    );
    assert.deepEqual(await bodies(fixture), ['b', 'c']);
  });

  it('delays messages by its own delay or that of the message', async () => {
    const fixture = await fixtureOf({ DelaySeconds: 5 });
    await fixture.call('SendMessage', { MessageBody: 'later' });
    await fixture.call('SendMessage', { MessageBody: 'now', DelaySeconds: 0 });
    assert.deepEqual(await fixture.counts(), [1, 0, 1]);
    assert.deepEqual(await bodies(fixture), ['now']);
    fixture.clock.advance(5_000);
    assert.deepEqual(await bodies(fixture), ['later']);
  });

  it('forgets messages after its retention period', async () => {
    const fixture = await fixtureOf({ MessageRetentionPeriod: 60 });
    await fixture.call('SendMessage', { MessageBody: 'a' });
    fixture.clock.advance(60_001);
    assert.deepEqual(await bodies(fixture), []);
    assert.deepEqual(await fixture.counts(), [0, 0, 0]);
  });

  it('deletes by the latest receipt handle only', async () => {
    const fixture = await fixtureOf({ VisibilityTimeout: 0 });
    await fixture.call('SendMessage', { MessageBody: 'a' });
    const [first] = await receive(fixture);
    const [second] = await receive(fixture);
    await fixture.call('DeleteMessage', { ReceiptHandle: handleOf(first) });
    assert.deepEqual(await fixture.counts(), [1, 0, 0]);
    await fixture.call('DeleteMessage', { ReceiptHandle: handleOf(second) });
    await fixture.call('DeleteMessage', { ReceiptHandle: handleOf(second) });
    assert.deepEqual(await fixture.counts(), [0, 0, 0]);
  });

  it('forgets all messages when it is purged, once a minute', async () => {
    const fixture = await fixtureOf();
    await fixture.call('SendMessage', { MessageBody: 'a' });
    await fixture.call('PurgeQueue');
    assert.deepEqual(await fixture.counts(), [0, 0, 0]);
    assert.equal(
      await fixture.rejection('PurgeQueue'),
      'PurgeQueueInProgress: Only one PurgeQueue operation on jobs is allowed every 60 seconds.',
    );
    fixture.clock.advance(60_000);
    await fixture.call('PurgeQueue');
  });
});

describe('the visibility of a message', () => {
  it('can be changed while it is in flight, and ended', async () => {
    const fixture = await fixtureOf({ VisibilityTimeout: 10 });
    await fixture.call('SendMessage', { MessageBody: 'a' });
    const ReceiptHandle = handleOf((await receive(fixture))[0]);
    await fixture.call('ChangeMessageVisibility', { ReceiptHandle, VisibilityTimeout: 60 });
    fixture.clock.advance(59_000);
    assert.deepEqual(await bodies(fixture), []);
    await fixture.call('ChangeMessageVisibility', { ReceiptHandle, VisibilityTimeout: 0 });
    assert.equal(
      await fixture.rejection('ChangeMessageVisibility', { ReceiptHandle, VisibilityTimeout: 1 }),
      'MessageNotInflight: The specified message is not in flight.',
    );
    assert.deepEqual(await bodies(fixture), ['a']);
  });

  it('ends 12 hours after the receive at the latest', async () => {
    const fixture = await fixtureOf({ VisibilityTimeout: 10 });
    await fixture.call('SendMessage', { MessageBody: 'a' });
    const ReceiptHandle = handleOf((await receive(fixture))[0]);
    await fixture.call('ChangeMessageVisibility', { ReceiptHandle, VisibilityTimeout: 43_200 });
    fixture.clock.advance(1_000);
    assert.equal(
      await fixture.rejection('ChangeMessageVisibility', { ReceiptHandle, VisibilityTimeout: 43_200 }),
      'InvalidParameterValueException: Value 43200 for parameter VisibilityTimeout is invalid. Reason: Total ' +
        'VisibilityTimeout for the message is beyond the limit [43200 seconds]',
    );
  });
});

describe('a redrive policy', () => {
  const RedrivePolicy = { deadLetterTargetArn: arnOf('dead-jobs'), maxReceiveCount: 2 };

  it('moves a message that was received too often to the dead-letter queue', async () => {
    const fixture = await fixtureOf({ VisibilityTimeout: 1, RedrivePolicy });
    const { MessageId } = await fixture.call('SendMessage', {
      MessageBody: 'a',
      MessageAttributes: { kind: { DataType: 'String', StringValue: 'poison' } },
    });
    for (const count of ['1', '2']) {
      const [message] = await receive(fixture, { AttributeNames: ['ApproximateReceiveCount'] });
      assert.deepEqual(message?.['Attributes'], { ApproximateReceiveCount: count });
      fixture.clock.advance(1_000);
    }
    assert.deepEqual(await bodies(fixture), []);
    assert.deepEqual(await fixture.counts(), [0, 0, 0]);

    const [dead] = await receive(fixture, {
      QueueUrl: DEAD_JOBS_URL,
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['All'],
    });
    const sentAt = String(Date.UTC(2026, 0, 1));
    assert.deepEqual(
      { ...dead, ReceiptHandle: '', MD5OfBody: '', MD5OfMessageAttributes: '' },
      {
        MessageId,
        Body: 'a',
        ReceiptHandle: '',
        MD5OfBody: '',
        MD5OfMessageAttributes: '',
        MessageAttributes: { kind: { DataType: 'String', StringValue: 'poison' } },
        Attributes: {
          SenderId: '000000000000',
          SentTimestamp: sentAt,
          ApproximateFirstReceiveTimestamp: sentAt,
          ApproximateReceiveCount: '3',
          DeadLetterQueueSourceArn: arnOf('jobs'),
        },
      },
    );
  });
});

describe('long polling', () => {
  it('returns a message as soon as it is sent', async () => {
    const fixture = await fixtureOf();
    const waiting = bodies(fixture, { WaitTimeSeconds: 20 });
    await fixture.clock.untilWaiting();
    await fixture.call('SendMessage', { MessageBody: 'a' });
    assert.deepEqual(await waiting, ['a']);
  });

  it('returns a message as soon as it becomes visible', async () => {
    const fixture = await fixtureOf({ VisibilityTimeout: 10 });
    await fixture.call('SendMessage', { MessageBody: 'a', DelaySeconds: 3 });
    const waiting = bodies(fixture, { WaitTimeSeconds: 20 });
    await fixture.clock.untilWaiting();
    fixture.clock.advance(3_000);
    assert.deepEqual(await waiting, ['a']);

    const again = receive(fixture, { WaitTimeSeconds: 20 });
    await fixture.clock.untilWaiting();
    fixture.clock.advance(10_000);
    assert.equal((await again).length, 1);
  });

  it('returns nothing when its time is over, by the queue unless the call says it', async () => {
    const fixture = await fixtureOf({ ReceiveMessageWaitTimeSeconds: 5 });
    const waiting = fixture.call('ReceiveMessage');
    await fixture.clock.untilWaiting();
    fixture.clock.advance(5_000);
    assert.deepEqual(await waiting, {});
    assert.deepEqual(await fixture.call('ReceiveMessage', { WaitTimeSeconds: 0 }), {});
  });

  it('gives a message to one of two who wait', async () => {
    const fixture = await fixtureOf();
    const both = [bodies(fixture, { WaitTimeSeconds: 20 }), bodies(fixture, { WaitTimeSeconds: 20 })];
    await fixture.clock.untilWaiting();
    await fixture.call('SendMessage', { MessageBody: 'a' });
    const first = await Promise.race(both);
    assert.deepEqual(first, ['a']);
    fixture.clock.advance(20_000);
    assert.deepEqual((await Promise.all(both)).flat(), ['a']);
  });

  it('ends when the cloud stops', async () => {
    const fixture = await createQueueFixture();
    const waiting = fixture.call('ReceiveMessage', { WaitTimeSeconds: 20 });
    await fixture.clock.untilWaiting();
    await fixture.close();
    assert.deepEqual(await waiting, {});
    assert.equal(await fixture.rejection('SendMessage'), 'ServiceUnavailable: The local cloud is stopping.');
  });
});
