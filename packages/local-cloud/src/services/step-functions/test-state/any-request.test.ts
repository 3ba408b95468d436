/** Whatever a request says, TestState answers or refuses it; it never fails by itself. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { it } from 'vitest';
import { AwsError } from '../../../aws/error.ts';
import { parseJson } from '../../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../../kernel/json.ts';
import { openTestCloud } from '../../../testing/test-cloud.ts';
import { iam } from '../../iam/index.ts';
import { stepFunctions } from '../index.ts';

const DONE = { StartAt: 'Inner', States: { Inner: { Type: 'Succeed' } } };
const CATCH = [{ ErrorEquals: ['States.ALL'], ResultPath: '$.a', Next: 'On' }];

/** Valid, until a field of them is changed. */
const STATES: readonly JsonObject[] = [
  { Type: 'Pass', Parameters: { 'x.$': '$.a' }, ResultPath: '$.a.b', Next: 'On' },
  { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', ResultPath: '$.a', Catch: CATCH, Next: 'On' },
  {
    Type: 'Task',
    Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
    Retry: [{ ErrorEquals: ['E'] }],
    End: true,
  },
  { Type: 'Choice', Choices: [{ Variable: '$.a', IsPresent: true, Next: 'On' }], Default: 'On' },
  { Type: 'Wait', Seconds: 0, End: true },
  { Type: 'Succeed' },
  { Type: 'Fail', ErrorPath: '$.a' },
  { Type: 'Map', ItemsPath: '$.a', ItemProcessor: DONE, ToleratedFailureCount: 1, Catch: CATCH, End: true },
  { Type: 'Parallel', Branches: [DONE], Catch: CATCH, Next: 'On' },
];

const FIELDS = [
  ...['Type', 'Next', 'End', 'Resource', 'InputPath', 'Parameters', 'ResultSelector', 'ResultPath', 'OutputPath'],
  ...['Choices', 'Retry', 'Catch', 'SecondsPath', 'ItemsPath', 'ItemProcessor', 'ItemSelector', 'ItemBatcher'],
  ...['ItemReader', 'ToleratedFailurePercentagePath', 'TimeoutSecondsPath', 'Branches', 'QueryLanguage', 'Assign'],
];

const value: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constantFrom<JsonValue[]>('$', '$.a', '$.a.b', '$$', '$.gone', '$.a[0]', '$$.State.Name', '$..*', 'a', ''),
  fc.constantFrom<JsonValue[]>(
    null,
    0,
    1,
    true,
    [],
    {},
    [{ a: 1 }],
    { 'x.$': '$.a' },
    { a: { b: [1] } },
    { a: [1, 2] },
  ),
  fc.jsonValue({ maxDepth: 2 }).map((json) => parseJson(JSON.stringify(json))),
);

const state = fc
  .tuple(fc.constantFrom(...STATES), fc.dictionary(fc.constantFrom(...FIELDS), value, { maxKeys: 2 }))
  .map(([fields, changes]): JsonObject => ({ ...fields, ...changes }));

const tested = fc.tuple(state, fc.constantFrom(undefined, 'A', 'A', 'Inner', 'gone')).map(([A, stateName]) => ({
  definition: JSON.stringify(stateName === undefined ? A : { StartAt: 'A', States: { A, On: { Type: 'Succeed' } } }),
  ...(stateName !== undefined && { stateName }),
}));

const text = value.map((json) => JSON.stringify(json));
const mock = fc.oneof(
  fc.record({ result: text, fieldValidationMode: fc.constantFrom('NONE', 'STRICT') }),
  fc.record({ errorOutput: fc.record({ error: fc.constantFrom('E', 'States.Runtime', 'States.Timeout') }) }),
);
const configuration = fc.record(
  { retrierRetryCount: fc.nat(4), mapItemReaderData: text, mapIterationFailureCount: fc.nat(3) },
  { requiredKeys: [] },
);

/** Most members are sound most of the time, or nothing but their form would ever be looked at. */
function mostly<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | JsonValue> {
  return fc.oneof({ weight: 30, arbitrary }, value);
}

function rarely<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof(arbitrary, { weight: 9, arbitrary: fc.constant(undefined) });
}

const request: fc.Arbitrary<JsonObject> = fc
  .tuple(
    tested,
    fc.record({
      input: mostly(text),
      mock: fc.option(mostly(mock), { nil: undefined }),
      stateConfiguration: rarely(mostly(configuration)),
      inspectionLevel: fc.constantFrom('INFO', 'DEBUG', 'TRACE'),
      context: rarely(text),
      variables: rarely(text),
    }),
  )
  .map(([one, members]) => {
    const given = Object.entries(members).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined);
    return { ...one, ...Object.fromEntries(given) };
  });

it('TestState answers or refuses any request', async () => {
  const { call } = await openTestCloud([iam, stepFunctions]);
  const seen = new Set<unknown>();
  const ask = async (input: JsonObject): Promise<void> => {
    try {
      seen.add((await call('states', 'TestState', input))['status']);
    } catch (error) {
      assert.ok(error instanceof AwsError && error.statusCode < 500, String(error));
      seen.add(error.name);
    }
  };
  await fc.assert(fc.asyncProperty(request, ask), { numRuns: 5000, seed: 2026 });
  for (const outcome of [
    'SUCCEEDED',
    'FAILED',
    'RETRIABLE',
    'CAUGHT_ERROR',
    'InvalidDefinition',
    'ValidationException',
  ]) {
    assert.ok(seen.has(outcome), `${outcome} is among ${[...seen].join(', ')}`);
  }
});
