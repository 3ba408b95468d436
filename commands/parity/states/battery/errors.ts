/** Questions about Retry, Catch, error names and Fail states. */
import type { Json } from '../../../json.ts';
import type { JsonObject, StateQuestion } from '../question.ts';

const GUIDE = 'Step Functions developer guide, "Handling errors in Step Functions workflows"';

function task(fields: JsonObject): JsonObject {
  return { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', ...fields, Next: 'On' };
}

function catching(...names: readonly string[]): JsonObject {
  return task({ Catch: names.map((name, index) => ({ ErrorEquals: [name], Next: `To${index}` })) });
}

/** Which names take which errors. */
const MATCHES: readonly (readonly [error: string, names: readonly string[]])[] = [
  ['Custom', ['Custom']],
  ['Custom', ['custom']],
  ['Custom', ['States.TaskFailed']],
  ['Custom', ['States.ALL']],
  ['Custom', ['Other', 'States.TaskFailed', 'States.ALL']],
  ['States.TaskFailed', ['States.TaskFailed']],
  ['States.Timeout', ['States.TaskFailed']],
  ['States.Timeout', ['States.Timeout']],
  ['States.Timeout', ['States.ALL']],
  ['States.HeartbeatTimeout', ['States.Timeout']],
  ['States.HeartbeatTimeout', ['States.TaskFailed']],
  ['States.Permissions', ['States.TaskFailed']],
  ['States.Runtime', ['States.ALL']],
  ['States.Runtime', ['States.Runtime']],
  ['States.Runtime', ['States.TaskFailed']],
  ['States.DataLimitExceeded', ['States.ALL']],
  ['States.DataLimitExceeded', ['States.DataLimitExceeded']],
  ['States.DataLimitExceeded', ['States.TaskFailed']],
  ['States.IntrinsicFailure', ['States.ALL']],
  ['States.ResultPathMatchFailure', ['States.ALL']],
  ['States.ItemReaderFailed', ['States.ALL']],
  ['Lambda.Unknown', ['States.TaskFailed']],
  ['Lambda.ServiceException', ['Lambda']],
  ['', ['States.ALL']],
];

/** The numbers of a retrier, and how many retries there have been. */
const RETRIES: readonly (readonly [retrier: JsonObject, counts: readonly number[]])[] = [
  [{}, [0, 1, 2, 3]],
  [{ MaxAttempts: 0 }, [0, 1]],
  [{ MaxAttempts: 1 }, [0, 1]],
  [{ IntervalSeconds: 3, BackoffRate: 1, MaxAttempts: 2 }, [1]],
  [{ IntervalSeconds: 3, BackoffRate: 1.5, MaxAttempts: 9 }, [0, 1, 2, 3, 4]],
  [{ IntervalSeconds: 1, BackoffRate: 1.1, MaxAttempts: 9 }, [0, 1, 4, 5, 8]],
  [{ IntervalSeconds: 10, BackoffRate: 2, MaxDelaySeconds: 25, MaxAttempts: 9 }, [0, 1, 2, 8]],
  [{ IntervalSeconds: 5, MaxDelaySeconds: 6, BackoffRate: 1.19, MaxAttempts: 9 }, [0, 1, 2]],
  [{ IntervalSeconds: 1, BackoffRate: 2, MaxAttempts: 99_999_999 }, [20, 30, 31, 40]],
  [{ IntervalSeconds: 2, JitterStrategy: 'NONE', MaxAttempts: 3 }, [2]],
];

/** What is in the data fails; Retry and Catch see it under a name. The result is `{"a":1}` if there is none. */
const RAISED: readonly (readonly [name: string, fields: JsonObject, input: Json, result?: Json])[] = [
  ['a path that finds nothing', { Parameters: { 'x.$': '$.gone' } }, {}],
  ['an intrinsic function that fails', { Parameters: { 'x.$': "States.StringToJson('{')" } }, {}],
  ['a ResultPath that does not fit', { ResultPath: '$.x' }, 'text'],
  ['a ResultSelector that finds nothing', { ResultSelector: { 'x.$': '$.gone' } }, {}],
  ['an OutputPath that finds nothing', { OutputPath: '$.gone' }, {}],
  ['an input after Parameters above 256 KiB', { Parameters: { 'x.$': '$', 'y.$': '$' } }, 'x'.repeat(131_100)],
  ['an output above 256 KiB', { ResultPath: '$.r' }, { a: 'x'.repeat(131_100) }, 'x'.repeat(131_100)],
];

const CATCHERS: readonly (readonly [name: string, catcher: JsonObject, input: Json])[] = [
  ['no ResultPath', {}, { a: 1 }],
  ['ResultPath null', { ResultPath: null }, { a: 1 }],
  ['ResultPath $.e', { ResultPath: '$.e' }, { a: 1 }],
  ['ResultPath $.a.e over a number', { ResultPath: '$.a.e' }, { a: 1 }],
  ['ResultPath $.e in a string', { ResultPath: '$.e' }, 'text'],
];

export function errorQuestions(): readonly StateQuestion[] {
  return [...matches(), ...retries(), ...raised(), ...catchers(), ...fails(), ...causes()];
}

function matches(): readonly StateQuestion[] {
  return MATCHES.map(([error, names]) => ({
    group: 'states: error names',
    name: `${error || 'an empty name'} with catchers of ${names.join(', ')}`,
    source: GUIDE,
    definition: catching(...names),
    error: { error, cause: 'mocked' },
  }));
}

function retries(): readonly StateQuestion[] {
  return RETRIES.flatMap(([retrier, counts]) =>
    counts.map((retrierRetryCount) => ({
      group: 'states: retries',
      name: `${JSON.stringify(retrier)} after ${retrierRetryCount} retries`,
      source: GUIDE,
      definition: task({
        Retry: [{ ErrorEquals: ['Other'] }, { ErrorEquals: ['E', 'F'], ...retrier }, { ErrorEquals: ['States.ALL'] }],
        Catch: [{ ErrorEquals: ['E'], Next: 'Undo' }],
      }),
      error: { error: 'E', cause: 'mocked' },
      configuration: { retrierRetryCount },
    })),
  );
}

function raised(): readonly StateQuestion[] {
  const handlers: readonly (readonly [string, JsonObject])[] = [
    ['no handler', {}],
    ['a retrier of all', { Retry: [{ ErrorEquals: ['States.ALL'] }] }],
    ['a catcher of all', { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Undo' }] }],
  ];
  return RAISED.flatMap(([name, fields, input, result = { a: 1 }]) =>
    handlers.map(([handler, more]) => ({
      group: 'states: errors of the data',
      name: `${name}, with ${handler}`,
      source: GUIDE,
      definition: task({ ...fields, ...more }),
      input,
      result,
    })),
  );
}

function catchers(): readonly StateQuestion[] {
  return CATCHERS.map(([name, catcher, input]) => ({
    group: 'states: catchers',
    name,
    source: 'Amazon States Language, "Fallback States"',
    definition: task({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Undo', ...catcher }], OutputPath: '$' }),
    input,
    error: { error: 'E', cause: 'mocked' },
  }));
}

function fails(): readonly StateQuestion[] {
  const rows: readonly (readonly [fields: JsonObject, input?: Json])[] = [
    [{}],
    [{ Error: 'E' }],
    [{ Cause: 'why' }],
    [{ Error: 'E', Cause: 'why' }],
    [
      { ErrorPath: '$.e', CausePath: '$.c' },
      { e: 'E', c: 'why' },
    ],
    [{ ErrorPath: "States.Format('{}!', $.e)" }, { e: 'E' }],
    [{ ErrorPath: '$.e' }, { e: 5 }],
    [{ ErrorPath: '$.gone' }],
  ];
  return rows.map(([fields, input = {}]) => ({
    group: 'states: Fail',
    name: `${JSON.stringify(fields)} of ${JSON.stringify(input)}`,
    source: 'Amazon States Language, "Fail State"',
    definition: { Type: 'Fail', ...fields },
    input,
  }));
}

function causes(): readonly StateQuestion[] {
  const about = { group: 'states: catchers', source: 'TestState, API reference; localstack, test_invoke_timeout' };
  return [
    { ...about, name: 'an error without a cause', definition: catching('States.ALL'), error: { error: 'E' } },
    {
      ...about,
      name: 'an error with an empty cause',
      definition: catching('States.ALL'),
      error: { error: 'E', cause: '' },
    },
    { ...about, name: 'an error that nobody takes', definition: task({}), error: { error: 'E' } },
  ];
}
