/** What the operations of SQS return and reject, in AWS's words. */
import assert from 'node:assert/strict';
import { afterAll, afterEach, beforeAll, describe, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { digestOf } from '../message-attributes.ts';
import { arnOf, createQueueFixture, handleOf, messagesOf, QUEUE_URL } from '../testing/queue-fixture.ts';
import type { QueueFixture } from '../testing/queue-fixture.ts';

const fixtures: QueueFixture[] = [];
afterEach(async () => {
  for (const fixture of fixtures.splice(0)) await fixture.close();
});

async function fixtureOf(properties: JsonObject = {}): Promise<QueueFixture> {
  const fixture = await createQueueFixture(properties);
  fixtures.push(fixture);
  return fixture;
}

describe('an operation of SQS', () => {
  let fixture: QueueFixture;
  beforeAll(async () => {
    fixture = await createQueueFixture({ MaximumMessageSize: 1024 });
  });
  afterAll(() => fixture.close());

  const attribute = (name: string, value: JsonValue) => ({ MessageBody: 'a', MessageAttributes: { [name]: value } });
  const text = { DataType: 'String', StringValue: 'x' };
  const batch = (...ids: string[]) => ({ Entries: ids.map((Id) => ({ Id, MessageBody: 'a' })) });

  const cases: { readonly [title: string]: readonly [string, JsonObject, string] } = {
    'no queue': ['SendMessage', { QueueUrl: null }, 'MissingRequiredParameterException: The request must contain'],
    'a queue that does not exist': [
      'SendMessage',
      { QueueUrl: QUEUE_URL.replace('jobs', 'other'), MessageBody: 'a' },
      'QueueDoesNotExist: The specified queue does not exist.',
    ],
    'a queue of another account': [
      'SendMessage',
      { QueueUrl: QUEUE_URL.replace('000000000000', '111122223333'), MessageBody: 'a' },
      'QueueDoesNotExist',
    ],
    'a queue that is no URL': [
      'SendMessage',
      { QueueUrl: 'jobs', MessageBody: 'a' },
      'InvalidAddress: The address jobs is not valid for this endpoint.',
    ],
    'no body': ['SendMessage', {}, 'The request must contain the parameter MessageBody.'],
    'an empty body': ['SendMessage', { MessageBody: '' }, 'The request must contain the parameter MessageBody.'],
    'a body that is no string': ['SendMessage', { MessageBody: {} }, 'SerializationException'],
    'a body with a control character': ['SendMessage', { MessageBody: 'a\u0000' }, 'InvalidMessageContents: Invalid'],
    'half a surrogate pair': ['SendMessage', { MessageBody: '\ud83d' }, 'InvalidMessageContents: Invalid'],
    'a body above the queue’s maximum': [
      'SendMessage',
      { MessageBody: 'é'.repeat(513) },
      'InvalidParameterValueException: One or more parameters are invalid. Reason: Message must be shorter than 1024 bytes.',
    ],
    'attributes above the queue’s maximum': [
      'SendMessage',
      { ...attribute('name', { DataType: 'String', StringValue: 'x'.repeat(1024 - 4 - 6) }) },
      'Message must be shorter than 1024 bytes.',
    ],
    'a delay above 15 minutes': [
      'SendMessage',
      { MessageBody: 'a', DelaySeconds: 901 },
      'Value 901 for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.',
    ],
    '11 attributes': [
      'SendMessage',
      {
        MessageBody: 'a',
        MessageAttributes: Object.fromEntries(Array.from({ length: 11 }, (_, at) => [`a${at}`, text])),
      },
      'Number of message attributes [11] exceeds the allowed maximum [10].',
    ],
    'a reserved attribute name': ['SendMessage', attribute('AWS.x', text), "beginning with 'AWS.' or 'Amazon.'"],
    'an attribute name with a space': ['SendMessage', attribute('a b', text), 'name can only contain'],
    'an attribute without a type': [
      'SendMessage',
      attribute('a', { StringValue: 'x' }),
      'non-empty message attribute type',
    ],
    'an attribute of another type': [
      'SendMessage',
      attribute('a', { DataType: 'Text', StringValue: 'x' }),
      'prefixes: Binary, Number, String.',
    ],
    'an attribute without a value': [
      'SendMessage',
      attribute('a', { DataType: 'String' }),
      "Message (user) attribute 'a' must contain a non-empty value of type 'String'.",
    ],
    'a number that is none': [
      'SendMessage',
      attribute('a', { DataType: 'Number', StringValue: 'one' }),
      "Can't cast the value of message (user) attribute 'a' to a number.",
    ],
    'a deduplication id': [
      'SendMessage',
      { MessageBody: 'a', MessageDeduplicationId: 'once' },
      'Value once for parameter MessageDeduplicationId is invalid.',
    ],
    'an empty batch': [
      'SendMessageBatch',
      { Entries: [] },
      'EmptyBatchRequest: There should be at least one SendMessageBatchRequestEntry in the request.',
    ],
    '11 entries': [
      'SendMessageBatch',
      batch(...Array.from({ length: 11 }, (_, at) => `${at}`)),
      'TooManyEntriesInBatchRequest: Maximum number of entries per request are 10. You have sent 11.',
    ],
    'the same id twice': ['SendMessageBatch', batch('a', 'b', 'a'), 'BatchEntryIdsNotDistinct: Id a repeated.'],
    'an id with a colon': [
      'DeleteMessageBatch',
      batch('a:b'),
      'InvalidBatchEntryId: A batch entry id can only contain',
    ],
    'a batch above 1 MiB': [
      'SendMessageBatch',
      { Entries: ['a', 'b'].map((Id) => ({ Id, MessageBody: 'x'.repeat(524_289) })) },
      'BatchRequestTooLong: Batch requests cannot be longer than 1048576 bytes. You have sent 1048578 bytes.',
    ],
    '11 messages': [
      'ReceiveMessage',
      { MaxNumberOfMessages: 11 },
      'Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.',
    ],
    'a wait of 21 seconds': [
      'ReceiveMessage',
      { WaitTimeSeconds: 21 },
      'Value 21 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.',
    ],
    'an unknown system attribute': [
      'ReceiveMessage',
      { MessageSystemAttributeNames: ['Colour'] },
      'InvalidAttributeName: Unknown Attribute Colour.',
    ],
    'an unknown queue attribute': [
      'GetQueueAttributes',
      { AttributeNames: ['Colour'] },
      'InvalidAttributeName: Unknown Attribute Colour.',
    ],
    'no receipt handle': ['DeleteMessage', {}, 'The request must contain the parameter ReceiptHandle.'],
    'a receipt handle that is none': [
      'DeleteMessage',
      { ReceiptHandle: 'handle' },
      'ReceiptHandleIsInvalid: The input receipt handle "handle" is not a valid receipt handle.',
    ],
    'no visibility timeout': [
      'ChangeMessageVisibility',
      { ReceiptHandle: 'handle' },
      'The request must contain the parameter VisibilityTimeout.',
    ],
    'another account’s queue name': [
      'GetQueueUrl',
      { QueueName: 'jobs', QueueOwnerAWSAccountId: '111122223333' },
      'QueueDoesNotExist',
    ],
  };
  for (const [title, [operation, input, message]] of Object.entries(cases)) {
    it(`rejects ${operation} with ${title}`, async () => {
      const rejection = await fixture.rejection(operation, input);
      assert.ok(rejection.includes(message), rejection);
    });
  }
});

describe('SendMessage', () => {
  it('returns the digests by which clients check what arrived', async () => {
    const { call } = await fixtureOf();
    const trace = { AWSTraceHeader: { DataType: 'String', StringValue: 'Root=1' } };
    const { MessageId, ...digests } = await call('SendMessage', {
      MessageBody: 'msg',
      MessageAttributes: { Hello: { DataType: 'String', StringValue: 'There' } },
      MessageSystemAttributes: trace,
    });
    assert.ok(typeof MessageId === 'string' && /^[\da-f-]{36}$/.test(MessageId));
    assert.deepEqual(digests, {
      MD5OfMessageBody: '6e2baaf3b97dbeef01c0043275f9a0e7',
      MD5OfMessageAttributes: 'a311262e065454b75da111d535b8dacd',
      MD5OfMessageSystemAttributes: digestOf(trace),
    });
    const [message] = messagesOf(await call('ReceiveMessage', { AttributeNames: ['AWSTraceHeader'] }));
    assert.deepEqual(message?.['Attributes'], { AWSTraceHeader: 'Root=1' });
  });
});

describe('ReceiveMessage', () => {
  it('returns only what is asked for', async () => {
    const { call } = await fixtureOf();
    const { MessageId } = await call('SendMessage', {
      MessageBody: 'msg',
      MessageAttributes: { Hello: { DataType: 'String', StringValue: 'There' } },
    });
    const [message] = messagesOf(await call('ReceiveMessage'));
    const ReceiptHandle = handleOf(message);
    assert.deepEqual(message, { MessageId, ReceiptHandle, Body: 'msg', MD5OfBody: '6e2baaf3b97dbeef01c0043275f9a0e7' });
  });
});

describe('a batch', () => {
  it('fails for some of its entries and succeeds for the others', async () => {
    const { call, counts } = await fixtureOf();
    const sent = await call('SendMessageBatch', {
      Entries: [
        { Id: 'good', MessageBody: 'a' },
        { Id: 'bad', MessageBody: 'b', DelaySeconds: 901 },
      ],
    });
    assert.deepEqual(sent['Failed'], [
      {
        Id: 'bad',
        SenderFault: true,
        Code: 'InvalidParameterValue',
        Message: 'Value 901 for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.',
      },
    ]);
    const [message] = messagesOf(await call('ReceiveMessage'));
    const entries = [
      { Id: 'good', ReceiptHandle: handleOf(message), VisibilityTimeout: 60 },
      { Id: 'bad', ReceiptHandle: 'handle', VisibilityTimeout: 60 },
    ];
    const failed = [
      {
        Id: 'bad',
        SenderFault: true,
        Code: 'ReceiptHandleIsInvalid',
        Message: 'The input receipt handle "handle" is not a valid receipt handle.',
      },
    ];
    const expected = { Successful: [{ Id: 'good' }], Failed: failed };
    assert.deepEqual(await call('ChangeMessageVisibilityBatch', { Entries: entries }), expected);
    assert.deepEqual(await call('DeleteMessageBatch', { Entries: entries }), expected);
    assert.deepEqual(await counts(), [0, 0, 0]);
  });
});

describe('GetQueueAttributes', () => {
  it('counts messages and tells the settings', async () => {
    const RedrivePolicy = { deadLetterTargetArn: arnOf('dead-jobs'), maxReceiveCount: 2 };
    const { call } = await fixtureOf({ RedrivePolicy });
    for (const DelaySeconds of [0, 0, 60]) await call('SendMessage', { MessageBody: 'a', DelaySeconds });
    await call('ReceiveMessage');
    const createdAt = String(Date.UTC(2026, 0, 1) / 1000);
    assert.deepEqual(await call('GetQueueAttributes', { AttributeNames: ['All'] }), {
      Attributes: {
        QueueArn: arnOf('jobs'),
        ApproximateNumberOfMessages: '1',
        ApproximateNumberOfMessagesNotVisible: '1',
        ApproximateNumberOfMessagesDelayed: '1',
        CreatedTimestamp: createdAt,
        LastModifiedTimestamp: createdAt,
        VisibilityTimeout: '30',
        MaximumMessageSize: '1048576',
        MessageRetentionPeriod: '345600',
        DelaySeconds: '0',
        ReceiveMessageWaitTimeSeconds: '0',
        SqsManagedSseEnabled: 'true',
        RedrivePolicy: JSON.stringify(RedrivePolicy),
      },
    });
    assert.deepEqual(await call('GetQueueAttributes', { AttributeNames: ['VisibilityTimeout', 'Policy'] }), {
      Attributes: { VisibilityTimeout: '30' },
    });
    assert.deepEqual(await call('GetQueueAttributes'), {});
  });
});

describe('ListQueues', () => {
  it('lists queues by prefix and by the page', async () => {
    const { call } = await fixtureOf();
    const dead = QUEUE_URL.replace('jobs', 'dead-jobs');
    assert.deepEqual(await call('ListQueues'), { QueueUrls: [dead, QUEUE_URL] });
    assert.deepEqual(await call('ListQueues', { QueueNamePrefix: 'jo' }), { QueueUrls: [QUEUE_URL] });
    assert.deepEqual(await call('ListQueues', { QueueNamePrefix: 'x' }), {});
    const { QueueUrls, NextToken = null } = await call('ListQueues', { MaxResults: 1 });
    assert.deepEqual(QueueUrls, [dead]);
    assert.deepEqual(await call('ListQueues', { MaxResults: 1, NextToken }), { QueueUrls: [QUEUE_URL] });
  });

  it('finds a queue by its name', async () => {
    assert.deepEqual(await (await fixtureOf()).call('GetQueueUrl', { QueueName: 'jobs' }), { QueueUrl: QUEUE_URL });
  });
});
