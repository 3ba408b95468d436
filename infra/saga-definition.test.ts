/** Step Functions would take the sagas' definitions. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { isObject } from '../domain/is-object.ts';
import { EVERY_KIND_OF_STAGE, stageNamed, templateFor } from './testing/stages.ts';
import { definitionIn, mistakesIn } from './testing/state-machine.ts';

describe.each(EVERY_KIND_OF_STAGE)('the definition of the saga (%s)', (_, stage) => {
  const ofFunction = 'arn:aws:lambda:eu-central-1:123456789012:function:';

  it('of orders is valid in the Amazon States Language', () => {
    const definition = definitionIn(templateFor(stage));
    assert.ok(JSON.stringify(definition).includes(`${ofFunction}SagaReserveInventory`));
    assert.deepEqual(mistakesIn(definition), []);
  });

  it('of refunds is, too', () => {
    const definition = definitionIn(templateFor(stage), 'RefundSaga');
    assert.ok(JSON.stringify(definition).includes(`${ofFunction}SagaIssueRefund`));
    assert.deepEqual(mistakesIn(definition), []);
  });
});

describe('the check of a definition', () => {
  const dev = templateFor(stageNamed('dev'));
  const task = {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Parameters: { FunctionName: 'arn:aws:lambda:eu-central-1:123456789012:function:one' },
    Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 2 }],
  };
  const LAST = { Type: 'Succeed' };
  const definitionWith = (first: object) => ({ StartAt: 'First', States: { First: first, Last: LAST } });
  const codeOf = (mistake = '') => mistake.split(':')[0];

  it('lets a right one pass', () => {
    assert.deepEqual(mistakesIn(definitionWith({ ...task, Next: 'Last' })), []);
  });

  it('finds states that lead nowhere', () => {
    const lost = { ...task, Next: 'Lost' };
    const caught = { ...task, Next: 'Last', Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Gone' }] };
    const found = mistakesIn({ ...definitionWith(lost), States: { First: lost, Second: caught, Last: LAST } });
    for (const target of ['Lost', 'Gone']) {
      assert.ok(
        found.some((one) => codeOf(one) === 'MISSING_TRANSITION_TARGET' && one.includes(target)),
        target,
      );
    }
  });

  it('finds states with too much or too little, and with fields or paths that cannot be read', () => {
    const mistakes = [
      [{ ...task, Next: 'Last', End: true }, 'TERMINAL_STATE_WITH_NEXT'],
      [{ ...task, Next: 'Last', Retries: [] }, 'SCHEMA_VALIDATION_FAILED'],
      [{ ...task, Next: 'Last', ResultPath: '$[' }, 'SCHEMA_VALIDATION_FAILED'],
      [{ Type: 'Wait', Next: 'Last' }, 'WAIT_DURATION'],
    ] as const;
    for (const [state, code] of mistakes) {
      assert.equal(codeOf(mistakesIn(definitionWith(state))[0]), code, JSON.stringify(state));
    }
  });

  it('reads that of the template to its end', () => {
    const broken: unknown = JSON.parse(
      JSON.stringify(definitionIn(dev)).replace('"Next":"FailOrder"', '"Next":"Lost"'),
    );
    assert.ok(isObject(broken));
    assert.deepEqual(codeOf(mistakesIn(broken)[0]), 'MISSING_TRANSITION_TARGET');
  });
});
