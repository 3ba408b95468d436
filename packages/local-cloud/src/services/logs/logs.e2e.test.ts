/** What a function, an API and a state machine write into their log groups, read by the operations of CloudWatch Logs. */
import assert from 'node:assert/strict';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { RunningCloud } from '../../boot/boot.ts';
import { apiKeyOf } from '../../boot/describe-cloud.ts';
import { isJsonObject, stringAt } from '../../kernel/json.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { askApi, callAsOwner, useStacks } from '../../testing/boot-stack.ts';
import { trust } from '../../testing/trust.ts';
import type { StackFixture } from '../../testing/write-assembly.ts';

function attribute(logicalId: string, name: string) {
  return { 'Fn::GetAtt': [logicalId, name] };
}

const HANDLER = `export const handler = async ({ fails }) => {
  console.log(JSON.stringify({ trace: process.env._X_AMZN_TRACE_ID, group: process.env.AWS_LAMBDA_LOG_GROUP_NAME }));
  if (fails) throw new Error('no');
  return 'done';
};`;

const RESOLVER = `import { util } from '@aws-appsync/utils';
export function request() { return {}; }
export function response(ctx) {
  console.log({ trace: ctx.request.headers['x-amzn-trace-id'] });
  console.error('bad');
  if (ctx.args.fails) util.error('It failed', 'Bad');
  return 'done';
}`;

const DEFINITION = {
  StartAt: 'Call',
  States: {
    Call: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'worker', 'Payload.$': '$' },
      End: true,
    },
  },
};

function group(LogGroupName: unknown): object {
  return { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName } };
}

const STACK: StackFixture = {
  stackName: 'logged',
  bundles: { '0123abcd': HANDLER },
  resources: {
    WorkerLogs: group('/aws/lambda/logged/worker'),
    SagaLogs: group('/aws/vendedlogs/states/saga'),
    Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust('lambda.amazonaws.com') } },
    SagaRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: trust('states.amazonaws.com'),
        Policies: [
          {
            PolicyName: 'invoke',
            PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: '*' }] },
          },
        ],
      },
    },
    Worker: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: 'worker',
        Code: { S3Bucket: 'assets', S3Key: '0123abcd.zip' },
        Handler: 'index.handler',
        Runtime: 'nodejs24.x',
        Role: attribute('Role', 'Arn'),
        LoggingConfig: { LogGroup: { Ref: 'WorkerLogs' } },
      },
    },
    Saga: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        StateMachineName: 'saga',
        DefinitionString: JSON.stringify(DEFINITION),
        RoleArn: attribute('SagaRole', 'Arn'),
        LoggingConfiguration: {
          Level: 'ERROR',
          IncludeExecutionData: true,
          Destinations: [{ CloudWatchLogsLogGroup: { LogGroupArn: attribute('SagaLogs', 'Arn') } }],
        },
      },
    },
    Api: {
      Type: 'AWS::AppSync::GraphQLApi',
      Properties: {
        Name: 'api',
        AuthenticationType: 'API_KEY',
        LogConfig: {
          CloudWatchLogsRoleArn: attribute('Role', 'Arn'),
          FieldLogLevel: 'INFO',
          ExcludeVerboseContent: true,
        },
      },
    },
    Key: { Type: 'AWS::AppSync::ApiKey', Properties: { ApiId: attribute('Api', 'ApiId') } },
    Schema: {
      Type: 'AWS::AppSync::GraphQLSchema',
      Properties: {
        ApiId: attribute('Api', 'ApiId'),
        Definition: 'schema { query: Query } type Query { ask(fails: Boolean): String }',
      },
    },
    None: {
      Type: 'AWS::AppSync::DataSource',
      Properties: { ApiId: attribute('Api', 'ApiId'), Name: 'none', Type: 'NONE' },
    },
    Ask: {
      Type: 'AWS::AppSync::Resolver',
      Properties: {
        ApiId: attribute('Api', 'ApiId'),
        TypeName: 'Query',
        FieldName: 'ask',
        DataSourceName: attribute('None', 'Name'),
        Code: RESOLVER,
        Runtime: { Name: 'APPSYNC_JS', RuntimeVersion: '1.0.0' },
      },
    },
  },
  outputs: { ApiId: { Value: attribute('Api', 'ApiId') } },
};

const ROOT = '1-5759e988-bd862e3fe1be46a994272793';

const bootStack = useStacks();
let running: RunningCloud;
beforeAll(async () => void (running = await bootStack(STACK)));
afterAll(() => running.close());

function logs(operation: string, input: JsonObject) {
  return callAsOwner(running, 'logs', operation, input);
}

async function messagesOf(logGroupName: string, more: JsonObject = {}): Promise<readonly string[]> {
  const { events } = await logs('FilterLogEvents', { logGroupName, ...more });
  return Array.isArray(events) ? events.filter(isJsonObject).map((event) => stringAt(event, 'message') ?? '') : [];
}

async function untilMessage(logGroupName: string, pattern: RegExp): Promise<readonly string[]> {
  for (;;) {
    const messages = await messagesOf(logGroupName);
    if (messages.some((message) => pattern.test(message))) return messages;
    await new Promise(setImmediate);
  }
}

describe('a function', () => {
  it('writes into the group of its logging configuration, with the lines that Lambda writes itself', async () => {
    const input = { FunctionName: 'worker', Payload: {}, LogType: 'Tail' };
    const answer = await callAsOwner(running, 'lambda', 'Invoke', input);
    const messages = await messagesOf('/aws/lambda/logged/worker');
    assert.match(
      messages.join('\n'),
      /^START RequestId: \S+ Version: \$LATEST\n\{.*"group":"\/aws\/lambda\/logged\/worker"\}\nEND RequestId: \S+\nREPORT RequestId: \S+\tDuration: [\d.]+ ms\t/,
    );
    assert.equal(
      Buffer.from(stringAt(answer, 'LogResult') ?? '', 'base64').toString(),
      messages.map((line) => `${line}\n`).join(''),
    );
  });

  it('is a part of the trace of whoever calls it', async () => {
    const saga = 'arn:aws:states:us-east-1:000000000000:stateMachine:saga';
    const input = { stateMachineArn: saga, name: 'traced', input: '{}', traceHeader: `Root=${ROOT};Sampled=1` };
    const started = await callAsOwner(running, 'states', 'StartExecution', input);
    await untilMessage('/aws/lambda/logged/worker', new RegExp(`Root=${ROOT};Parent=[0-9a-f]{16};Sampled=0`));
    const described = await callAsOwner(running, 'states', 'DescribeExecution', {
      executionArn: stringAt(started, 'executionArn') ?? '',
    });
    assert.equal(described['traceHeader'], `Root=${ROOT};Sampled=1`);
  });
});

describe('a state machine', () => {
  it('writes the events that its level asks for, as JSON', async () => {
    const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:saga';
    await callAsOwner(running, 'states', 'StartExecution', { stateMachineArn, name: 'bad', input: '{"fails":true}' });
    const messages = await untilMessage('/aws/vendedlogs/states/saga', /"ExecutionFailed"/);
    const events = messages.map((message): unknown => JSON.parse(message));
    assert.ok(events.every(isJsonObject));
    assert.deepEqual(
      events.map((event) => [event['type'], stringAt(event, 'execution_arn')?.split(':').at(-1)]),
      [
        ['TaskFailed', 'bad'],
        ['ExecutionFailed', 'bad'],
      ],
    );
    assert.match(JSON.stringify(events[1]), /"details":\{"error":"Error","cause":"\{.*no.*\}"\}/);
  });
});

describe('an API', () => {
  it('writes what resolvers log, errors of fields, and what became of each request, with its id', async () => {
    const logGroupName = `/aws/appsync/apis/${stringAt(running.cloud.outputs(), 'ApiId') ?? ''}`;
    await askApi(running, '{ ask }');
    await askApi(running, '{ ask(fails: true) }');
    const messages = await messagesOf(logGroupName);
    const [info = '', error = '', summary = ''] = messages;
    assert.match(info, /^[0-9a-f-]{36} INFO - \S+: \{"trace":"Root=1-[0-9a-f]{8}-[0-9a-f]{24}"\}$/);
    assert.match(error, /^[0-9a-f-]{36} ERROR - \S+: "bad"$/);
    assert.match(
      summary,
      /^\{"logType":"RequestSummary","requestId":"[0-9a-f-]{36}",.*"statusCode":200,"latency":\d+\}$/,
    );
    assert.ok(
      messages.some((line) => /"logType":"ResponseMapping","path":\["ask"\].*"errors":\["It failed"\]/.test(line)),
    );
    assert.ok(info.startsWith(/"requestId":"([^"]+)"/.exec(summary)?.[1] ?? 'none'));
  });

  it('hands on the trace of its client', async () => {
    const { status } = await askApi(running, '{ ask }', {
      'x-api-key': apiKeyOf(running.cloud) ?? '',
      'x-amzn-trace-id': `Root=${ROOT}`,
    });
    assert.equal(status, 200);
    const logGroupName = `/aws/appsync/apis/${stringAt(running.cloud.outputs(), 'ApiId') ?? ''}`;
    assert.equal((await messagesOf(logGroupName, { filterPattern: `"Root=${ROOT}"` })).length, 1);
  });
});

describe('the operations', () => {
  it('list the groups of the template', async () => {
    const { logGroups } = await logs('DescribeLogGroups', { logGroupNamePrefix: '/aws/lambda/logged/' });
    assert.ok(Array.isArray(logGroups) && isJsonObject(logGroups[0] ?? null));
    assert.match(
      JSON.stringify(logGroups),
      /"arn":"arn:aws:logs:us-east-1:000000000000:log-group:\/aws\/lambda\/logged\/worker:\*"/,
    );
    const page = await logs('DescribeLogGroups', { limit: 1 });
    const rest = await logs('DescribeLogGroups', { nextToken: stringAt(page, 'nextToken') ?? '' });
    assert.ok(Array.isArray(rest['logGroups']) && rest['logGroups'].length > 0);
  });

  it('find events by time and in pages', async () => {
    const logGroupName = '/aws/lambda/logged/worker';
    const all = await messagesOf(logGroupName);
    const first = await logs('FilterLogEvents', { logGroupName, limit: 2 });
    const rest = await messagesOf(logGroupName, { nextToken: stringAt(first, 'nextToken') ?? '' });
    assert.ok(Array.isArray(first['events']));
    assert.equal(first['events'].length + rest.length, all.length);
    assert.deepEqual(rest, all.slice(2));
    assert.deepEqual(await messagesOf(logGroupName, { endTime: 1000 }), []);
    assert.deepEqual(await messagesOf(logGroupName, { startTime: 1000, filterPattern: 'nothing' }), []);
  });

  it('know no group that is not there', async () => {
    await assert.rejects(messagesOf('/none'), { name: 'ResourceNotFoundException' });
  });
});
