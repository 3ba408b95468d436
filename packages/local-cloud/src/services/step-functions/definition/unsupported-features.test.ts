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
const REFUSED: readonly { readonly words: string; readonly state: JsonObject }[] = [
  { words: 'QueryLanguage JSONata in state Bad', state: pass({ QueryLanguage: 'JSONata' }) },
  { words: 'Output, Arguments or Items in state Bad', state: pass({ Output: '{% 1 %}' }) },
  { words: 'Assign in state Bad', state: pass({ Assign: { x: 1 } }) },
  { words: 'a variable in state Bad', state: pass({ Parameters: { 'a.$': '$orderId' } }) },
  { words: 'a variable in state Bad', state: pass({ Parameters: { 'a.$': "States.Format('{}', $orderId)" } }) },
  {
    words: '$$.Task in state Bad',
    state: invokeStep({ Parameters: { FunctionName: 'f', Payload: { 'token.$': '$$.Task.Token' } }, End: true }),
  },
  {
    words: '.sync in state Bad',
    state: invokeStep({ Resource: 'arn:aws:states:::states:startExecution.sync:2', End: true }),
  },
  { words: 'HeartbeatSeconds in state Bad', state: invokeStep({ HeartbeatSeconds: 5, End: true }) },
  { words: 'Credentials in state Bad', state: invokeStep({ Credentials: { RoleArn: 'r' }, End: true }) },
  {
    words: 'a distributed Map',
    state: map({ ItemProcessor: { ...inline, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } } }),
  },
  { words: 'ItemReader in state Bad', state: map({ ItemReader: {} }) },
  { words: 'ItemBatcher in state Bad', state: map({ ItemBatcher: {} }) },
  { words: 'ResultWriter in state Bad', state: map({ ResultWriter: {} }) },
  { words: 'ToleratedFailure in state Bad', state: map({ ToleratedFailurePercentage: 5 }) },
  {
    words: 'the task resource arn:aws:states:::sns:publish in state Bad',
    state: invokeStep({ Resource: 'arn:aws:states:::sns:publish', End: true }),
  },
  {
    words: 'the task resource arn:aws:states:::dynamodb:scan in state Bad',
    state: invokeStep({ Resource: 'arn:aws:states:::dynamodb:scan', End: true }),
  },
  {
    words: 'the parameter ClientContext of lambda:invoke in state Bad',
    state: invokeStep({ Parameters: { 'ClientContext.$': '$.c' }, End: true }),
  },
];

describe('createStateMachine', () => {
  for (const { words, state } of REFUSED) {
    it(`refuses ${words.replace(' in state Bad', '')}`, () =>
      assert.throws(
        () => createFixture(machineOf({ Bad: state })),
        (error) => {
          assert.ok(error instanceof Error && error.name === 'StartupError');
          assert.ok(
            error.message.startsWith("The local cloud doesn't support, in the state machine saga: "),
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
