/** Questions about TestState itself: mocks of each form and mode, Map and Parallel, the context object, variables. */
import type { Json } from '../../../json.ts';
import type { JsonObject, StateQuestion } from '../question.ts';

const GUIDE = 'Step Functions developer guide, "Testing state machines with TestState API"';
const LOCALSTACK = 'localstack, tests/aws/services/stepfunctions/v2/test_state, recorded on AWS';

function task(resource: string, fields: JsonObject = {}): JsonObject {
  return { Type: 'Task', Resource: `arn:aws:states:::${resource}`, ...fields, End: true };
}

const DONE = { Type: 'Pass', End: true };
const PROCESSOR = { ProcessorConfig: { Mode: 'INLINE' }, StartAt: 'Each', States: { Each: DONE } };
const MAP = { Type: 'Map', ItemsPath: '$.items', ItemProcessor: PROCESSOR, End: true };
const DISTRIBUTED = {
  ...MAP,
  ItemProcessor: { ...PROCESSOR, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } },
};
const PARALLEL = {
  Type: 'Parallel',
  Branches: ['Left', 'Right'].map((name) => ({ StartAt: name, States: { [name]: DONE } })),
  End: true,
};
const ITEMS = { items: [1, 2, 3], name: 'n' };

/** Of each service that the local cloud runs, results that fit its API model and results that don't. */
const RESULTS: readonly (readonly [resource: string, result: Json])[] = [
  ['lambda:invoke', {}],
  ['lambda:invoke', { StatusCode: 200, Payload: '{"a":1}' }],
  ['lambda:invoke', { Payload: { a: 1 } }],
  ['lambda:invoke', { StatusCode: '200' }],
  ['lambda:invoke', { Unknown: 1 }],
  ['dynamodb:getItem', { Item: { id: { S: 'a' } } }],
  ['dynamodb:getItem', { Item: [] }],
  ['dynamodb:putItem', { ConsumedCapacity: { CapacityUnits: '1.5' } }],
  ['dynamodb:updateItem', { Attributes: 'text' }],
  ['events:putEvents', { Entries: 'text' }],
  ['events:putEvents', { Entries: [{ EventId: ['a'] }] }],
  ['events:putEvents', { FailedEntryCount: '0' }],
  ['sqs:sendMessage', { MessageId: 5 }],
  ['sqs:sendMessage', { MD5OfMessageBody: 5 }],
  ['states:startExecution', {}],
  ['states:startExecution', { ExecutionArn: 'e', StartDate: 'now' }],
  ['states:startExecution', { ExecutionArn: 'e', StartDate: 5 }],
  ['states:startExecution.sync:2', { ExecutionArn: 'e', StartDate: 'now' }],
  ['aws-sdk:dynamodb:query', { Items: {} }],
  ['aws-sdk:secretsmanager:getSecretValue', { Name: 5 }],
  ['aws-sdk:sesv2:sendEmail', { MessageId: [] }],
  ['sns:publish', { MessageId: 5 }],
  ['sqs:sendMessage.waitForTaskToken', { anything: true }],
];

export function mockQuestions(): readonly StateQuestion[] {
  return [...results(), ...maps(), ...parallels(), ...contexts(), ...refused()];
}

function results(): readonly StateQuestion[] {
  return RESULTS.flatMap(([resource, result]) =>
    (['STRICT', 'PRESENT'] as const).map((checked) => ({
      group: 'states: mocked results',
      name: `${resource} gives ${JSON.stringify(result)}, checked as ${checked}`,
      source: LOCALSTACK,
      definition: task(resource),
      result,
      checked,
    })),
  );
}

function maps(): readonly StateQuestion[] {
  const about = { group: 'states: Map', source: GUIDE, input: ITEMS, result: [10, 20, 30] };
  const failures = (mapIterationFailureCount: number, fields: JsonObject) => ({
    ...about,
    name: `${mapIterationFailureCount} failures of 3 with ${JSON.stringify(fields)}`,
    source: LOCALSTACK,
    definition: { ...DISTRIBUTED, ...fields },
    configuration: { mapIterationFailureCount },
  });
  return [
    { ...about, name: 'items', definition: MAP },
    {
      ...about,
      name: 'items by a selector, its own concurrency and a result beside the input',
      definition: {
        ...MAP,
        MaxConcurrency: 2,
        ItemSelector: { 'v.$': '$$.Map.Item.Value', 'i.$': '$$.Map.Item.Index', 'n.$': '$.name' },
        ResultSelector: { 'first.$': '$[0]' },
        ResultPath: '$.result',
      },
    },
    {
      ...about,
      name: 'items in batches',
      definition: { ...DISTRIBUTED, ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { 'n.$': '$.name' } } },
    },
    { ...about, name: 'an ItemsPath that leads to no list', definition: { ...MAP, ItemsPath: '$.name' } },
    { ...about, name: 'an ItemsPath that leads nowhere', definition: { ...MAP, ItemsPath: '$.gone' } },
    { ...about, name: 'a result with fewer items', definition: MAP, result: [1] },
    { ...about, name: 'a result that is no list', definition: MAP, result: {} },
    failures(2, { ToleratedFailureCount: 1 }),
    failures(1, { ToleratedFailureCount: 1 }),
    failures(2, { ToleratedFailurePercentage: 50 }),
    failures(1, { ToleratedFailurePercentage: 50 }),
    failures(2, {}),
    failures(4, { ToleratedFailureCount: 1 }),
  ];
}

function parallels(): readonly StateQuestion[] {
  const about = { group: 'states: Parallel', source: LOCALSTACK, input: { a: 1 } };
  const Catch = [{ ErrorEquals: ['States.TaskFailed'], ResultPath: '$.error', Next: 'Undo' }];
  const error = { error: 'E', cause: 'mocked' };
  return [
    { ...about, name: 'results of all branches', definition: PARALLEL, result: ['l', 'r'] },
    {
      ...about,
      name: 'parameters, and a result by a selector',
      definition: { ...PARALLEL, Parameters: { 'b.$': '$.a' }, ResultSelector: { 'l.$': '$[0]' }, ResultPath: '$.r' },
      result: ['l', 'r'],
    },
    { ...about, name: 'too few results', definition: PARALLEL, result: ['l'] },
    { ...about, name: 'a result that is no list', definition: PARALLEL, result: {} },
    { ...about, name: 'an error that its catcher takes', definition: { ...PARALLEL, Catch }, error },
    {
      ...about,
      name: 'an error of a state in a branch',
      definition: { ...PARALLEL, Catch },
      error,
      configuration: { errorCausedByState: 'Left' },
    },
    {
      ...about,
      name: 'an error of a state that is in no branch',
      definition: { ...PARALLEL, Catch },
      error,
      configuration: { errorCausedByState: 'Gone' },
    },
  ];
}

function contexts(): readonly StateQuestion[] {
  const contextsGiven: readonly Json[] = [
    {},
    { Execution: { Id: 'e', Name: 'n', Input: [1], RoleArn: 'r', StartTime: '2016-03-14T01:59:00Z' } },
    { State: { Name: 's', EnteredTime: '2016-03-14T01:59:00Z', RetryCount: 3 } },
    { State: { RetryCount: '3' } },
    { StateMachine: { Id: 'i', Name: 'n' } },
    { Execution: { Id: 1 } },
    { Execution: 'text' },
    { Execution: { gone: 1 } },
    { Map: {} },
    { Gone: {} },
    { Task: { Token: 't' } },
    [],
  ];
  const about = { group: 'states: context object', source: LOCALSTACK };
  return [
    ...contextsGiven.map((context) => ({
      ...about,
      name: JSON.stringify(context),
      definition: task('lambda:invoke', { Parameters: { 'all.$': '$$' } }),
      context,
      result: {},
    })),
    {
      ...about,
      name: 'a token of a task that waits for it',
      definition: task('sqs:sendMessage.waitForTaskToken', { Parameters: { 'token.$': '$$.Task.Token' } }),
      context: { Task: { Token: 't' } },
      result: {},
    },
    { ...about, name: 'one without a mock', definition: DONE, context: {} },
    { ...about, name: 'none, for the name of the state', definition: { ...DONE, InputPath: '$$.State.Name' } },
    {
      ...about,
      name: 'none, for the retries of a Pass state',
      definition: { ...DONE, InputPath: '$$.State.RetryCount' },
    },
    {
      ...about,
      name: 'none, for the retries of a task',
      definition: task('lambda:invoke', { InputPath: '$$.State.RetryCount' }),
      configuration: { retrierRetryCount: 2 },
      result: {},
    },
  ];
}

function refused(): readonly StateQuestion[] {
  const about = { group: 'states: requests', source: LOCALSTACK };
  return [
    ...['Pass', 'Wait', 'Choice', 'Succeed', 'Fail'].map((Type) => ({
      ...about,
      name: `a mock of a ${Type} state`,
      definition: {
        Type,
        ...(Type === 'Choice' && { Choices: [{ Variable: '$.a', IsPresent: true, Next: 'Yes' }] }),
        ...(Type === 'Wait' && { Seconds: 0 }),
        ...(Type === 'Wait' || Type === 'Pass' ? { End: true } : {}),
      },
      result: {},
    })),
    { ...about, name: 'a Map without a mock', definition: MAP, input: ITEMS },
    { ...about, name: 'a Parallel without a mock', definition: PARALLEL },
    {
      ...about,
      name: 'a task that waits for a token, without a mock',
      definition: task('sqs:sendMessage.waitForTaskToken'),
    },
    { ...about, name: 'a task without a mock and without a role', definition: task('lambda:invoke') },
    {
      ...about,
      name: 'a result and an error',
      definition: task('lambda:invoke'),
      request: { mock: { result: '{}', errorOutput: { error: 'E' } } },
    },
    { ...about, name: 'a mock of nothing', definition: task('lambda:invoke'), request: { mock: {} } },
    {
      ...about,
      name: 'a result that is no JSON',
      definition: task('lambda:invoke'),
      request: { mock: { result: 'text', fieldValidationMode: 'NONE' } },
    },
    {
      ...about,
      name: 'secrets revealed with a mock',
      definition: task('lambda:invoke'),
      result: {},
      request: { revealSecrets: true },
    },
    { ...about, name: 'an input that is no JSON', definition: DONE, request: { input: '{' } },
    { ...about, name: 'a definition that is no JSON', definition: {}, request: { definition: '{' } },
    { ...about, name: 'a role that is no ARN', definition: DONE, request: { roleArn: 'role' } },
    { ...about, name: 'a level of its own', definition: DONE, request: { inspectionLevel: 'TRACE' } },
    { ...about, name: 'variables that nothing uses', definition: DONE, variables: { a: 1 } },
    { ...about, name: 'variables that are no object', definition: DONE, request: { variables: '[]' } },
  ];
}
