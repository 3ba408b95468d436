/** Answers about Map states, context objects, tokens and variables, captured on AWS. */

import { HELLO, MOCK_ERROR, VALUES, INVOKE, MAP } from './captured-states.ts';
import type { Capture } from './captured-states.ts';

export const CAPTURED_MOCKS: readonly Capture[] = [
  {
    name: 'a mocked error of a state in a Map that tolerates two failures',
    machine: { StartAt: 'State0', States: { State0: { ...MAP, ToleratedFailureCount: 2 } } },
    members: { stateName: 'State0' },
    input: VALUES,
    error: MOCK_ERROR,
    configuration: { mapIterationFailureCount: 2, errorCausedByState: 'HandleItem' },
    says: {
      ...MOCK_ERROR,
      inspectionData: {
        input: VALUES,
        afterInputPath: VALUES,
        afterItemsPath: VALUES.Values,
        maxConcurrency: 0,
        toleratedFailureCount: 2,
      },
      status: 'FAILED',
    },
  },
  ...[0, 2].map((mapIterationFailureCount) => ({
    name: `${mapIterationFailureCount} failures in a Map that tolerates one`,
    state: {
      ...MAP,
      ToleratedFailureCount: 1,
      Retry: [
        { ErrorEquals: ['MockException'] },
        { ErrorEquals: ['States.ExceedToleratedFailureThreshold'], IntervalSeconds: 1 },
      ],
    },
    input: VALUES,
    result: [1, 1, 1],
    configuration: { mapIterationFailureCount },
    says: mapIterationFailureCount
      ? {
          error: 'States.ExceedToleratedFailureThreshold',
          cause: 'The specified tolerated failure threshold was exceeded',
          inspectionData: {
            input: VALUES,
            afterInputPath: VALUES,
            afterItemsPath: VALUES.Values,
            maxConcurrency: 0,
            toleratedFailureCount: 1,
            errorDetails: { retryBackoffIntervalSeconds: 1, retryIndex: 1 },
          },
          status: 'RETRIABLE',
        }
      : {
          inspectionData: {
            input: VALUES,
            afterInputPath: VALUES,
            afterItemsPath: VALUES.Values,
            afterResultSelector: [1, 1, 1],
            afterResultPath: [1, 1, 1],
            maxConcurrency: 0,
            toleratedFailureCount: 1,
          },
          output: [1, 1, 1],
          status: 'SUCCEEDED',
        },
  })),
  {
    name: 'failures in a Map that names no threshold',
    state: MAP,
    input: VALUES,
    result: [0, 0, 1],
    configuration: { mapIterationFailureCount: 2 },
    members: { inspectionLevel: 'INFO' },
    says: { output: [0, 0, 1], status: 'SUCCEEDED' },
  },
  {
    name: 'a Map whose ItemsPath leads to a list in the given context object',
    state: { ...MAP, ItemsPath: '$$.Execution.Input.values', MaxConcurrency: 1 },
    input: ['fire', 'grass'],
    context: { Execution: { Input: { values: ['charizard', 'pikachu'] } } },
    result: ['CHARIZARD', 'PIKACHU'],
    says: {
      inspectionData: {
        input: ['fire', 'grass'],
        afterInputPath: ['fire', 'grass'],
        afterItemsPath: ['charizard', 'pikachu'],
        afterResultSelector: ['CHARIZARD', 'PIKACHU'],
        afterResultPath: ['CHARIZARD', 'PIKACHU'],
        maxConcurrency: 1,
      },
      output: ['CHARIZARD', 'PIKACHU'],
      status: 'SUCCEEDED',
    },
  },
  {
    name: 'a Map whose ItemsPath leads to no list, with a cause that names no state',
    state: { ...MAP, ItemsPath: '$' },
    input: HELLO,
    result: [],
    says: {
      error: 'States.Runtime',
      cause: 'Reference path "$" must point to array.',
      inspectionData: { input: HELLO, afterInputPath: HELLO },
      status: 'FAILED',
    },
  },
  ...[{ Execution: {}, State: {}, StateMachine: {} }, {}].map((context) => ({
    name: `the context object ${JSON.stringify(context)}, which replaces the whole of AWS's own`,
    state: { ...INVOKE, ResultSelector: { 'value.$': '$$', 'output.$': '$' } },
    input: HELLO,
    context,
    result: { pokemon: 'pikachu' },
    members: { inspectionLevel: 'INFO' },
    says: { output: { value: context, output: { pokemon: 'pikachu' } }, status: 'SUCCEEDED' },
  })),
  {
    name: 'a task that waits for its token',
    state: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Parameters: { QueueUrl: 'https://sqs/q', MessageBody: { 'TaskToken.$': '$$.Task.Token' } },
      ResultPath: '$.SQS',
      Next: 'NEXT_STATE',
    },
    context: { Task: { Token: 'abcd123' } },
    result: { pokemon: [] },
    says: {
      inspectionData: {
        input: {},
        afterInputPath: {},
        afterParameters: { QueueUrl: 'https://sqs/q', MessageBody: { TaskToken: 'abcd123' } },
        result: { pokemon: [] },
        afterResultSelector: { pokemon: [] },
        afterResultPath: { SQS: { pokemon: [] } },
      },
      output: { SQS: { pokemon: [] } },
      nextState: 'NEXT_STATE',
      status: 'SUCCEEDED',
    },
  },
  {
    name: 'a state inside of a Map, by its name',
    machine: { StartAt: 'State0', States: { State0: { ...MAP, ToleratedFailureCount: 2 } } },
    members: { stateName: 'HandleItem', inspectionLevel: 'INFO' },
    input: HELLO,
    says: { output: HELLO, status: 'SUCCEEDED' },
  },
  {
    name: 'variables, which no field of the state uses',
    state: { Type: 'Succeed' },
    variables: { constant: 10 },
    says: {
      inspectionData: { input: {}, afterInputPath: {}, variables: { constant: 10 } },
      output: {},
      status: 'SUCCEEDED',
    },
  },
  {
    name: 'members of a mocked result that the API does not have',
    state: { ...INVOKE, Resource: 'arn:aws:states:::events:putEvents' },
    result: { random: 'json' },
    members: { inspectionLevel: 'INFO' },
    says: { output: { random: 'json' }, status: 'SUCCEEDED' },
  },
];
