/** Answers about single states, captured on AWS and from the guide. */

import { HELLO, NESTED, MODIFIED, MOCK_ERROR, VALUES, INVOKE, FOO } from './captured-states.ts';
import type { Capture } from './captured-states.ts';

export const CAPTURED_ANSWERS: readonly Capture[] = [
  {
    name: 'a Pass state',
    state: { Type: 'Pass', End: true },
    input: HELLO,
    says: {
      inspectionData: {
        input: HELLO,
        afterInputPath: HELLO,
        afterParameters: HELLO,
        afterResultSelector: HELLO,
        afterResultPath: HELLO,
      },
      output: HELLO,
      status: 'SUCCEEDED',
    },
  },
  {
    name: 'a Pass state with a result',
    state: { Type: 'Pass', Result: { resultKey: 'result value' }, End: true },
    input: HELLO,
    says: {
      inspectionData: {
        input: HELLO,
        result: { resultKey: 'result value' },
        afterResultSelector: { resultKey: 'result value' },
        afterResultPath: { resultKey: 'result value' },
      },
      output: { resultKey: 'result value' },
      status: 'SUCCEEDED',
    },
  },
  {
    name: 'a Pass state that picks, adds and puts its result beside the input',
    state: {
      Type: 'Pass',
      InputPath: '$.initialData',
      Parameters: { staticValue: 'some value', 'inputValue.$': '$.fieldFromInput' },
      ResultPath: '$.modifiedData',
      End: true,
    },
    input: NESTED,
    says: {
      inspectionData: {
        input: NESTED,
        afterInputPath: NESTED.initialData,
        afterParameters: MODIFIED,
        afterResultSelector: MODIFIED,
        afterResultPath: { ...NESTED, modifiedData: MODIFIED },
      },
      output: { ...NESTED, modifiedData: MODIFIED },
      status: 'SUCCEEDED',
    },
  },
  {
    name: 'a Fail state',
    state: { Type: 'Fail', Error: 'SomeFailure', Cause: 'It fails.' },
    input: HELLO,
    says: {
      inspectionData: { input: HELLO, afterInputPath: HELLO },
      error: 'SomeFailure',
      cause: 'It fails.',
      status: 'FAILED',
    },
  },
  {
    name: 'a Succeed state',
    state: { Type: 'Succeed' },
    input: HELLO,
    says: { inspectionData: { input: HELLO, afterInputPath: HELLO }, output: HELLO, status: 'SUCCEEDED' },
  },
  {
    name: 'a Choice state, from the guide',
    state: {
      Type: 'Choice',
      Choices: [
        { Variable: '$.number', NumericEquals: 1, Next: 'Equals 1' },
        { Variable: '$.number', NumericEquals: 2, Next: 'Equals 2' },
      ],
      Default: 'No Match',
    },
    input: { number: 2 },
    says: {
      inspectionData: { input: { number: 2 }, afterInputPath: { number: 2 } },
      output: { number: 2 },
      nextState: 'Equals 2',
      status: 'SUCCEEDED',
    },
  },
  {
    name: 'a Pass state with every path, from the guide',
    state: {
      Type: 'Pass',
      InputPath: '$.payload',
      Parameters: { data: 1 },
      ResultPath: '$.result',
      OutputPath: '$.result.data',
      Next: 'Another State',
    },
    input: { payload: { foo: 'bar' } },
    says: {
      output: 1,
      inspectionData: {
        input: { payload: { foo: 'bar' } },
        afterInputPath: { foo: 'bar' },
        afterParameters: { data: 1 },
        afterResultSelector: { data: 1 },
        afterResultPath: { payload: { foo: 'bar' }, result: { data: 1 } },
      },
      nextState: 'Another State',
      status: 'SUCCEEDED',
    },
  },
  {
    name: 'the first retry, from the guide',
    state: {
      ...INVOKE,
      Retry: [{ ErrorEquals: ['Lambda.ServiceException'], IntervalSeconds: 2, MaxAttempts: 3, BackoffRate: 2 }],
    },
    input: { data: 'value' },
    error: { error: 'Lambda.ServiceException', cause: 'Service error' },
    configuration: { retrierRetryCount: 1 },
    says: {
      inspectionData: {
        input: { data: 'value' },
        afterInputPath: { data: 'value' },
        afterParameters: { data: 'value' },
        errorDetails: { retryBackoffIntervalSeconds: 4, retryIndex: 0 },
      },
      error: 'Lambda.ServiceException',
      cause: 'Service error',
      status: 'RETRIABLE',
    },
  },
  ...[4, 5].map((retrierRetryCount) => ({
    name: `an error after ${retrierRetryCount} retries of 5`,
    state: {
      ...INVOKE,
      Parameters: FOO,
      Retry: [{ ErrorEquals: ['MockException'], IntervalSeconds: 1, MaxAttempts: 5, BackoffRate: 2 }],
    },
    input: VALUES,
    error: MOCK_ERROR,
    configuration: { retrierRetryCount },
    says: {
      inspectionData: {
        input: VALUES,
        afterInputPath: VALUES,
        afterParameters: FOO,
        errorDetails: { retryIndex: 0, ...(retrierRetryCount === 4 && { retryBackoffIntervalSeconds: 16 }) },
      },
      ...MOCK_ERROR,
      status: retrierRetryCount === 4 ? 'RETRIABLE' : 'FAILED',
    },
  })),
  ...['MockException', 'States.TaskFailed'].map((error, catchIndex) => ({
    name: `the error ${error} that the ${catchIndex + 1}. catcher takes`,
    state: {
      ...INVOKE,
      Parameters: FOO,
      Catch: [
        { ErrorEquals: ['MockException'], ResultPath: '$.errorOutput', Next: 'HandleMockError' },
        { ErrorEquals: ['States.TaskFailed'], ResultPath: '$.errorOutput', Next: 'HandleThreshold' },
      ],
    },
    input: HELLO,
    error: { error, cause: 'why' },
    says: {
      inspectionData: {
        input: HELLO,
        afterInputPath: HELLO,
        afterParameters: FOO,
        errorDetails: { catchIndex },
      },
      error,
      cause: 'why',
      output: { ...HELLO, errorOutput: { Error: error, Cause: 'why' } },
      nextState: ['HandleMockError', 'HandleThreshold'][catchIndex] ?? '',
      status: 'CAUGHT_ERROR',
    },
  })),
];
