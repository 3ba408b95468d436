/** Errors that AWS answered with. */

import type { JsonValue } from '../../../../kernel/json.ts';
import type { TestRequestData } from '../../testing/ask-test-state.ts';
import { INVOKE, MAP, PARALLEL } from './captured-states.ts';

type Refusal = TestRequestData & { readonly says: string };

function resultOf(service: string, result: JsonValue): TestRequestData {
  return { state: { ...INVOKE, Resource: `arn:aws:states:::${service}` }, result };
}
function contextOf(context: JsonValue): TestRequestData {
  return { ...resultOf('lambda:invoke', {}), context };
}

const CONTEXTS: readonly (readonly [JsonValue, string])[] = [
  [
    { Task: { Token: 't' } },
    "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' " +
      'service integration pattern',
  ],
  [{ Execution: { Id: 1 } }, 'Execution.Id must be a string'],
  [{ Map: {} }, "'Map' field is not supported when mocking a Context object"],
  [{ Execution: { pokemon: 'squirtle' } }, "Field 'pokemon' is not allowed"],
  [{ Pokedex: {} }, "Field 'Pokedex' is not allowed"],
];

const RESULTS: readonly (readonly [string, JsonValue, string])[] = [
  ['events:putEvents', { Entries: 'text' }, "Field 'Entries' must be an array"],
  ['events:putEvents', { Entries: [{ EventId: 'a' }, { EventId: ['b'] }] }, "Field 'EventId' must be a string"],
  ['states:startExecution', {}, "Required field 'ExecutionArn' is missing"],
  ['states:startExecution', { executionArn: 'a', startDate: 'b' }, "Required field 'ExecutionArn' is missing"],
  ['states:startExecution', { ExecutionArn: 'a', StartDate: true }, "Field 'StartDate' must be a string"],
  ['lambda:invoke', { StatusCode: '200' }, "Field 'StatusCode' must be a number"],
  ['dynamodb:putItem', { ConsumedCapacity: { CapacityUnits: '123.45' } }, "Field 'CapacityUnits' must be a number"],
];

export const CAPTURED_REFUSALS: readonly Refusal[] = [
  ...['Pass', 'Fail', 'Succeed'].flatMap((Type) =>
    [{ result: {} }, { error: { error: 'E' } }].map((mock) => ({
      state: { Type, ...(Type === 'Pass' && { End: true }) },
      ...mock,
      says: `ValidationException: State type '${Type}' is not supported when a mock is specified`,
    })),
  ),
  ...[MAP, PARALLEL].map((state) => ({
    state,
    says:
      'InvalidDefinition: TestState API does not support Map or Parallel states. ' +
      'Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
  })),
  {
    state: INVOKE,
    result: {},
    error: { error: 'E' },
    says: 'ValidationException: A test mock should have only one of the following fields: [result, errorOutput].',
  },
  {
    state: INVOKE,
    result: {},
    members: { revealSecrets: true },
    says: 'ValidationException: TestState does not support RevealSecrets when a mock is specified.',
  },
  { state: MAP, result: {}, says: 'ValidationException: Mocked result must be an array.' },
  { state: PARALLEL, result: {}, says: 'ValidationException: Mocked result must be an array.' },
  {
    state: { ...MAP, ResultWriter: { Resource: 'arn:aws:states:::s3:putObject' } },
    result: [],
    says: 'ValidationException: Mocked result must be a JSON object.',
  },
  {
    state: PARALLEL,
    result: [1],
    says: 'ValidationException: Mocked result must contain the same number of items as number of Parallel branches.',
  },
  {
    state: INVOKE,
    members: { mock: { result: 'not JSON string', fieldValidationMode: 'NONE' } },
    says: 'ValidationException: Mocked result must be valid JSON',
  },
  { state: INVOKE, says: 'ValidationException: RoleArn must be specified when testing a Task state' },
  ...['dne', '"invalid"'].map((stateName) => ({
    machine: { StartAt: 'A', States: { A: { Type: 'Succeed' } } },
    members: { stateName },
    says: 'ValidationException: State not found in definition',
  })),
  ...CONTEXTS.map(([context, reason]) => ({
    ...contextOf(context),
    says: `ValidationException: Invalid Context object provided: ${reason}`,
  })),
  ...RESULTS.map(([service, result, problem]) => ({
    ...resultOf(service, result),
    says: `ValidationException: Mock result schema validation error: ${problem}`,
  })),
];
