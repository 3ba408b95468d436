import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { JsonObject } from '../../../kernel/json.ts';
import { createFixture, invokeStep, machineOf } from '../testing/machine-fixture.ts';

function pass(fields: JsonObject): JsonObject {
  return { Type: 'Pass', End: true, ...fields };
}
const inline = machineOf({ One: pass({}) });
function map(fields: JsonObject): JsonObject {
  return { Type: 'Map', ItemProcessor: inline, End: true, ...fields };
}

/** A state as it may stand in a definition, and the words by which it is refused. */
const REFUSED: readonly (readonly [words: string, state: JsonObject])[] = [
  ['QueryLanguage JSONata in state Bad', pass({ QueryLanguage: 'JSONata' })],
  ['Output, Arguments or Items in state Bad', pass({ Output: '{% 1 %}' })],
  ['Assign in state Bad', pass({ Assign: { x: 1 } })],
  ['a variable in state Bad', pass({ Parameters: { 'a.$': '$orderId' } })],
  ['a variable in state Bad', pass({ Parameters: { 'a.$': "States.Format('{}', $orderId)" } })],
  [
    '$$.Task in state Bad',
    invokeStep({ Parameters: { FunctionName: 'f', Payload: { 'token.$': '$$.Task.Token' } }, End: true }),
  ],
  [
    '.waitForTaskToken in state Bad',
    invokeStep({ Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken', End: true }),
  ],
  ['.sync in state Bad', invokeStep({ Resource: 'arn:aws:states:::states:startExecution.sync:2', End: true })],
  ['HeartbeatSeconds in state Bad', invokeStep({ HeartbeatSeconds: 5, End: true })],
  ['Credentials in state Bad', invokeStep({ Credentials: { RoleArn: 'r' }, End: true })],
  [
    'a distributed Map',
    map({ ItemProcessor: { ...inline, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } } }),
  ],
  ['ItemReader in state Bad', map({ ItemReader: {} })],
  ['ItemBatcher in state Bad', map({ ItemBatcher: {} })],
  ['ResultWriter in state Bad', map({ ResultWriter: {} })],
  ['ToleratedFailure in state Bad', map({ ToleratedFailurePercentage: 5 })],
  [
    'the task resource arn:aws:states:::sns:publish in state Bad',
    invokeStep({ Resource: 'arn:aws:states:::sns:publish', End: true }),
  ],
  [
    'the task resource arn:aws:states:::dynamodb:scan in state Bad',
    invokeStep({ Resource: 'arn:aws:states:::dynamodb:scan', End: true }),
  ],
  [
    'the parameter ClientContext of lambda:invoke in state Bad',
    invokeStep({ Parameters: { 'ClientContext.$': '$.c' }, End: true }),
  ],
];

describe('createStateMachine', () => {
  for (const [words, state] of REFUSED) {
    it(`refuses ${words.replace(' in state Bad', '')}`, () =>
      assert.throws(
        () => createFixture(machineOf({ Bad: state })),
        (error) => {
          assert.ok(error instanceof Error && error.name === 'StartupError');
          assert.ok(
            error.message.startsWith('The local cloud does not carry, in the state machine saga: '),
            error.message,
          );
          assert.ok(error.message.includes(words), error.message);
          return true;
        },
      ));
  }

  it('refuses JSONata for the whole machine', () =>
    assert.throws(() => createFixture({ QueryLanguage: 'JSONata', ...inline }), /QueryLanguage JSONata/));

  it('finds what it refuses in branches and iterations, and names all of it', () => {
    const branch = machineOf({ Inner: pass({ Assign: {} }) });
    const machine = machineOf({
      Both: { Type: 'Parallel', Branches: [branch], Next: 'Each' },
      Each: map({ ItemProcessor: machineOf({ Deep: invokeStep({ HeartbeatSeconds: 1, End: true }) }) }),
    });
    assert.throws(() => createFixture(machine), /Assign in state Inner .*HeartbeatSeconds in state Deep/);
  });

  it('says in one line what is wrong with a definition', () =>
    assert.throws(() => createFixture(machineOf({ Lost: { Type: 'Pass', Next: 'Nowhere' } })), {
      name: 'StartupError',
      message: /^The definition of the state machine saga is not valid: [^\n]*Nowhere/,
    }));

  it('accepts data that only looks like what it refuses', () => {
    const Parameters = {
      Assign: '$orderId',
      filePath: '$orderId',
      note: '$$.Task',
      'price.$': '$.a',
      'text.$': "States.Format('costs, $x, $$.Task {}', $.a)",
    };
    assert.doesNotThrow(() => createFixture(machineOf({ Fine: pass({ Parameters }) })));
  });
});
