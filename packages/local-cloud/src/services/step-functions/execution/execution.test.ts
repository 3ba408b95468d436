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
import { memberAt, stringMemberAt } from '../../../kernel/testing/member-at.ts';
import { parseJson } from '../../../kernel/json.ts';

function throws(error: Error): Play {
  return () => {
    throw error;
  };
}

describe('a task that fails', () => {
  /** What the task's call meets, and the error that the execution ends with. */
  const CASES: readonly {
    readonly name: string;
    readonly play: Play;
    readonly error: string;
    readonly cause: RegExp;
  }[] = [
    {
      name: 'a function error',
      play: throws(functionError('OutOfStock', 'laptop')),
      error: 'OutOfStock',
      cause: /^\{"errorType":"OutOfStock","errorMessage":"laptop","trace":\[\]\}$/,
    },
    {
      name: 'a function timeout',
      play: throws(functionError('Sandbox.Timedout', 'Task timed out')),
      error: 'Sandbox.Timedout',
      cause: /Task timed out/,
    },
    {
      name: 'a function that is throttled',
      play: throws(new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429)),
      error: 'Lambda.TooManyRequestsException',
      cause:
        /^Rate Exceeded\. \(Service: AWSLambda; Status Code: 429; Error Code: TooManyRequestsException; Request ID: [0-9a-f-]{36}; Proxy: null\)$/,
    },
    {
      name: 'a service error',
      play: throws(new AwsError('ServiceException', 'Oops', 500)),
      error: 'Lambda.ServiceException',
      cause: /^Oops/,
    },
    {
      name: 'an unavailable service',
      play: throws(new AwsError('ServiceUnavailable', 'Oops', 503)),
      error: 'Lambda.ServiceException',
      cause: /^Oops/,
    },
    {
      name: 'a missing function',
      play: throws(new AwsError('ResourceNotFoundException', 'Function not found', 404)),
      error: 'Lambda.ResourceNotFoundException',
      cause: /404/,
    },
    {
      name: 'a missing permission',
      play: throws(new AwsError('AccessDeniedException', 'not authorized', 403)),
      error: 'Lambda.AWSLambdaException',
      cause: /not authorized/,
    },
    {
      name: 'a result above 256 KiB',
      play: () => 'x'.repeat(262_145),
      error: 'States.DataLimitExceeded',
      cause: /size exceeding/,
    },
  ];

  for (const { name, play, error, cause } of CASES) {
    it(`by ${name} ends the execution with ${error}`, async () => {
      const record = await createFixture(machineOf({ Step: invokeStep({ End: true }) }), play).run({});
      assert.equal(record.status, 'FAILED');
      assert.equal(record.error, error);
      assert.match(record.cause ?? '', cause);
    });
  }

  it('without an errorType ends the execution with Lambda.Unknown', async () => {
    const machine = machineOf({ Step: invokeStep({ End: true }) });
    const { host, untilEnded } = createFixture(machine, (_payload, call) => {
      call.input['Payload'] = null;
      throw Object.assign(new Error(), { name: undefined });
    });
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
    const output = parseJson((record.status === 'SUCCEEDED' && record.output) || '');
    assert.equal(memberAt(output, 'failed', 'Error'), 'OutOfStock');
    assert.deepEqual(parseJson(stringMemberAt(output, 'failed', 'Cause')), {
      errorType: 'OutOfStock',
      errorMessage: 'laptop',
      trace: [],
    });
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
    const told = parseJson((record.status === 'SUCCEEDED' && record.output) || '');
    assert.deepEqual(memberAt(told, 0), {
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
  const SERVICES: readonly {
    readonly resource: string;
    readonly parameters: JsonObject;
    readonly service: string;
    readonly operation: string;
    readonly input: JsonObject;
  }[] = [
    {
      resource: 'dynamodb:putItem',
      parameters: { TableName: 'T', Item: {} },
      service: 'dynamodb',
      operation: 'PutItem',
      input: { TableName: 'T', Item: {} },
    },
    {
      resource: 'events:putEvents',
      parameters: { Entries: [{ Detail: { a: 1 } }] },
      service: 'events',
      operation: 'PutEvents',
      input: { Entries: [{ Detail: '{"a":1}' }] },
    },
    {
      resource: 'sqs:sendMessage',
      parameters: { QueueUrl: 'q', MessageBody: { a: 1 } },
      service: 'sqs',
      operation: 'SendMessage',
      input: { QueueUrl: 'q', MessageBody: '{"a":1}' },
    },
    {
      resource: 'aws-sdk:sesv2:sendEmail',
      parameters: { Content: {} },
      service: 'ses',
      operation: 'SendEmail',
      input: { Content: {} },
    },
    {
      resource: 'aws-sdk:dynamodb:transactWriteItems',
      parameters: { TransactItems: [] },
      service: 'dynamodb',
      operation: 'TransactWriteItems',
      input: { TransactItems: [] },
    },
  ];

  for (const { resource, parameters: Parameters, service, operation, input } of SERVICES) {
    it(`may be ${resource}`, async () => {
      const Resource = `arn:aws:states:::${resource}`;
      const machine = machineOf({ Step: { Type: 'Task', Resource, Parameters, End: true } });
      const { run, calls } = createFixture(machine, () => ({ Done: true }));
      const record = await run({});
      assert.equal(record.status === 'SUCCEEDED' && record.output, '{"Done":true}');
      assert.deepEqual([calls[0]?.service, calls[0]?.operation, calls[0]?.input], [service, operation, input]);
    });
  }

  for (const { resource, exception, error } of [
    {
      resource: 'dynamodb:putItem',
      exception: 'ConditionalCheckFailedException',
      error: 'DynamoDB.ConditionalCheckFailedException',
    },
    { resource: 'dynamodb:putItem', exception: 'ValidationException', error: 'DynamoDB.AmazonDynamoDBException' },
    {
      resource: 'aws-sdk:dynamodb:putItem',
      exception: 'ConditionalCheckFailedException',
      error: 'DynamoDb.ConditionalCheckFailedException',
    },
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
