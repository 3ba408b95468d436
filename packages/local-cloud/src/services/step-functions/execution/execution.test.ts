import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { AwsError } from '../../../aws/error.ts';
import type { JsonObject } from '../../../kernel/json.ts';
import {
  createFixture,
  FUNCTION_ARN,
  functionError,
  EXECUTION_ARN,
  invokeStep,
  machineOf,
  MACHINE_ARN,
} from '../testing/machine-fixture.ts';
import type { Play } from '../testing/machine-fixture.ts';

function throws(error: Error): Play {
  return () => {
    throw error;
  };
}

describe('a task that fails', () => {
  /** What the task's call meets, and the error that the execution ends with. */
  const CASES: readonly (readonly [name: string, play: Play, error: string, cause: RegExp])[] = [
    [
      'a function error',
      throws(functionError('OutOfStock', 'laptop')),
      'OutOfStock',
      /^\{"errorType":"OutOfStock","errorMessage":"laptop","trace":\[\]\}$/,
    ],
    [
      'a function timeout',
      throws(functionError('Sandbox.Timedout', 'Task timed out')),
      'Sandbox.Timedout',
      /Task timed out/,
    ],
    [
      'a function that is throttled',
      throws(new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429)),
      'Lambda.TooManyRequestsException',
      /^Rate Exceeded\. \(Service: AWSLambda; Status Code: 429; Error Code: TooManyRequestsException; Request ID: [0-9a-f-]{36}; Proxy: null\)$/,
    ],
    ['a service error', throws(new AwsError('ServiceException', 'Oops', 500)), 'Lambda.ServiceException', /^Oops/],
    [
      'an unavailable service',
      throws(new AwsError('ServiceUnavailable', 'Oops', 503)),
      'Lambda.ServiceException',
      /^Oops/,
    ],
    [
      'a missing function',
      throws(new AwsError('ResourceNotFoundException', 'Function not found', 404)),
      'Lambda.ResourceNotFoundException',
      /404/,
    ],
    [
      'a missing permission',
      throws(new AwsError('AccessDeniedException', 'not authorized', 403)),
      'Lambda.AWSLambdaException',
      /not authorized/,
    ],
    ['a result above 256 KiB', () => 'x'.repeat(262_145), 'States.DataLimitExceeded', /size exceeding/],
  ];

  for (const [name, play, error, cause] of CASES) {
    it(`by ${name} ends the execution with ${error}`, async () => {
      const record = await createFixture(machineOf({ Step: invokeStep({ End: true }) }), play).run({});
      assert.equal(record.status, 'FAILED');
      assert.equal(record.error, error);
      assert.match(record.cause ?? '', cause);
    });
  }

  it('without an errorType ends the execution with Lambda.Unknown', async () => {
    const machine = machineOf({ Step: invokeStep({ End: true }) });
    const { host, untilEnded, journal } = createFixture(machine, (_payload, call) => {
      call.input['Payload'] = null;
      throw Object.assign(new Error(), { name: undefined });
    });
    void journal;
    await host.startExecution({ name: 'o1' });
    const record = await untilEnded(`${EXECUTION_ARN}:o1`);
    assert.equal(record.status === 'FAILED' && record.error, 'Lambda.Unknown');
  });

  it('is caught by the name of its error, with its cause', async () => {
    const machine = machineOf({
      Step: invokeStep({ Catch: [{ ErrorEquals: ['OutOfStock'], ResultPath: '$.failed', Next: 'Undo' }], End: true }),
      Undo: { Type: 'Pass', End: true },
    });
    const record = await createFixture(machine, throws(functionError('OutOfStock', 'laptop'))).run({ orderId: 'o1' });
    const output = JSON.parse((record.status === 'SUCCEEDED' && record.output) || '');
    assert.equal(output.failed.Error, 'OutOfStock');
    assert.deepEqual(JSON.parse(output.failed.Cause), { errorType: 'OutOfStock', errorMessage: 'laptop', trace: [] });
  });

  it('is not caught by States.ALL when its result is too large', async () => {
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Undo' }];
    const machine = machineOf({ Step: invokeStep({ Catch, End: true }), Undo: { Type: 'Pass', End: true } });
    const record = await createFixture(machine, () => 'x'.repeat(262_145)).run({});
    assert.equal(record.status, 'FAILED');
  });
});

describe('a Fail state', () => {
  it('ends the execution with its error and cause, or with none', async () => {
    const full = await createFixture(machineOf({ End: { Type: 'Fail', Error: 'Broken', Cause: 'by hand' } })).run({});
    assert.deepEqual(full.status === 'FAILED' && [full.error, full.cause], ['Broken', 'by hand']);
    const empty = await createFixture(machineOf({ End: { Type: 'Fail' } })).run({});
    assert.deepEqual(empty.status === 'FAILED' && [empty.error, empty.cause], [undefined, undefined]);
  });
});

describe('the context object', () => {
  const context = {
    'execution.$': '$$.Execution',
    'machine.$': '$$.StateMachine',
    'greeting.$': "States.Format('{} of {}', $$.Execution.Name, $$.StateMachine.Name)",
  };

  it('tells the execution, in a Map iteration too', async () => {
    const machine = machineOf({
      Each: {
        Type: 'Map',
        ItemsPath: '$.items',
        ItemProcessor: machineOf({ Tell: { Type: 'Pass', Parameters: context, End: true } }),
        End: true,
      },
    });
    const record = await createFixture(machine).run({ items: [1] }, 'o1');
    const [told] = JSON.parse((record.status === 'SUCCEEDED' && record.output) || '');
    assert.deepEqual(told, {
      execution: {
        Id: `${EXECUTION_ARN}:o1`,
        Name: 'o1',
        Input: { items: [1] },
        StartTime: new Date(record.startDate * 1000).toISOString(),
        RoleArn: 'arn:aws:iam::111122223333:role/saga',
      },
      machine: { Id: MACHINE_ARN, Name: 'saga' },
      greeting: 'o1 of saga',
    });
  });
});

describe('a task', () => {
  const lambdaTask: JsonObject = { Type: 'Task', Resource: FUNCTION_ARN, End: true };

  it('may name the function itself: its input is the event, its result the payload', async () => {
    const { run, calls } = createFixture(machineOf({ Step: lambdaTask }), () => ({ ok: true }));
    const record = await run({ n: 1 });
    assert.equal(record.status === 'SUCCEEDED' && record.output, '{"ok":true}');
    assert.deepEqual(calls[0]?.input, { FunctionName: FUNCTION_ARN, Payload: { n: 1 } });
  });

  it('answers the response of the Invoke API for lambda:invoke', async () => {
    const record = await createFixture(machineOf({ Step: invokeStep({ End: true }) }), () => 7).run({});
    assert.deepEqual(JSON.parse((record.status === 'SUCCEEDED' && record.output) || ''), {
      ExecutedVersion: '$LATEST',
      Payload: 7,
      SdkHttpMetadata: { HttpStatusCode: 200 },
      StatusCode: 200,
    });
  });

  /** A resource, its parameters, and the call that comes of them. */
  const SERVICES: readonly (readonly [
    resource: string,
    parameters: JsonObject,
    service: string,
    operation: string,
    input: JsonObject,
  ])[] = [
    ['dynamodb:putItem', { TableName: 'T', Item: {} }, 'dynamodb', 'PutItem', { TableName: 'T', Item: {} }],
    [
      'events:putEvents',
      { Entries: [{ Detail: { a: 1 } }] },
      'events',
      'PutEvents',
      { Entries: [{ Detail: '{"a":1}' }] },
    ],
    [
      'sqs:sendMessage',
      { QueueUrl: 'q', MessageBody: { a: 1 } },
      'sqs',
      'SendMessage',
      { QueueUrl: 'q', MessageBody: '{"a":1}' },
    ],
    ['aws-sdk:sesv2:sendEmail', { Content: {} }, 'ses', 'SendEmail', { Content: {} }],
    [
      'aws-sdk:dynamodb:transactWriteItems',
      { TransactItems: [] },
      'dynamodb',
      'TransactWriteItems',
      { TransactItems: [] },
    ],
  ];

  for (const [resource, Parameters, service, operation, input] of SERVICES) {
    it(`may be ${resource}`, async () => {
      const Resource = `arn:aws:states:::${resource}`;
      const machine = machineOf({ Step: { Type: 'Task', Resource, Parameters, End: true } });
      const { run, calls } = createFixture(machine, () => ({ Done: true }));
      const record = await run({});
      assert.equal(record.status === 'SUCCEEDED' && record.output, '{"Done":true}');
      assert.deepEqual([calls[0]?.service, calls[0]?.operation, calls[0]?.input], [service, operation, input]);
    });
  }

  for (const [resource, exception, error] of [
    ['dynamodb:putItem', 'ConditionalCheckFailedException', 'DynamoDB.ConditionalCheckFailedException'],
    ['dynamodb:putItem', 'ValidationException', 'DynamoDB.AmazonDynamoDBException'],
    ['aws-sdk:dynamodb:putItem', 'ConditionalCheckFailedException', 'DynamoDb.ConditionalCheckFailedException'],
  ] as const) {
    it(`of ${resource} that meets ${exception} fails with ${error}`, async () => {
      const Resource = `arn:aws:states:::${resource}`;
      const machine = machineOf({ Step: { Type: 'Task', Resource, Parameters: {}, End: true } });
      const record = await createFixture(machine, throws(new AwsError(exception, 'no'))).run({});
      assert.equal(record.status === 'FAILED' && record.error, error);
    });
  }

  it('fails when the event bus refuses an entry', async () => {
    const Resource = 'arn:aws:states:::events:putEvents';
    const machine = machineOf({ Step: { Type: 'Task', Resource, Parameters: { Entries: [{}] }, End: true } });
    const record = await createFixture(machine, () => ({ FailedEntryCount: 1, Entries: [{ ErrorCode: 'X' }] })).run({});
    assert.equal(record.status === 'FAILED' && record.error, 'EventBridge.FailedEntry');
  });
});
