/** The state machine of refunds: what it tries again, for how long, and that nothing turns a refund back. */
import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { BUSINESS_ERROR_NAMES, PARKING_ERROR_NAMES } from '../domain/errors.ts';
import { isObject } from '../domain/is-object.ts';
import { stageNamed, templateFor } from './testing/stages.ts';
import { definitionIn } from './testing/state-machine.ts';
import { allResources, at, listAt, numberAt, propertiesOf, stringAt } from './testing/template.ts';

const template = templateFor(stageNamed('prod'));
const definition = definitionIn(template, 'RefundSaga');
const { States } = definition;
assert.ok(isObject(States));
const steps = Object.entries(States);

/** How long Step Functions may be busy with a step: with each try, and the pause before the next. */
function longestSeconds(step: unknown): number {
  const tries = listAt(step, 'Retry').map((retry) => {
    if (numberAt(retry, 'MaxAttempts') === 0) return 0;
    return numberAt(retry, 'MaxAttempts') * (numberAt(retry, 'MaxDelaySeconds') + numberAt(step, 'TimeoutSeconds'));
  });
  return numberAt(step, 'TimeoutSeconds') + tries.reduce((sum, seconds) => sum + seconds, 0);
}

describe('the saga of refunds', () => {
  it('gives the money back, tells the customer, and gives up the telling but nothing else', () => {
    assert.equal(definition['StartAt'], 'IssueRefund');
    assert.deepEqual(
      steps.map(([name, step]) => [name, at(step, 'Next'), at(step, 'Catch', 0, 'Next')]),
      [
        ['IssueRefund', 'SendRefundNotification', undefined],
        ['SendRefundNotification', undefined, 'GiveUpRefundNotification'],
        ['GiveUpRefundNotification', undefined, undefined],
      ],
    );
  });

  it('tries what is refused never again, and all else with pauses of random length', () => {
    for (const [name, step] of steps) {
      const [business, ...technical] = listAt(step, 'Retry');
      const never = [...BUSINESS_ERROR_NAMES, ...PARKING_ERROR_NAMES];
      assert.deepEqual(business, { ErrorEquals: never, MaxAttempts: 0 }, name);
      assert.ok(never.includes('RefundRefused'));
      assert.deepEqual(at(technical.at(-1), 'ErrorEquals'), ['States.ALL'], name);
      for (const retry of technical) assert.equal(at(retry, 'JitterStrategy'), 'FULL', name);
    }
  });

  it('asks the provider for hours: a failure that Stripe repeats is over after ten minutes', () => {
    const [, all] = listAt(States['IssueRefund'], 'Retry');
    // Full jitter halves the pauses.
    assert.ok((numberAt(all, 'MaxAttempts') * numberAt(all, 'MaxDelaySeconds')) / 2 >= 2.5 * 60 * 60);
  });

  it('may last as long as all its steps together, each longer than its function', () => {
    const ofSagas = Object.entries(allResources(template)).filter(([id]) => /^Saga\w+Function[0-9A-F]{8}$/.test(id));
    const longestFunction = Math.max(...ofSagas.map(([, one]) => numberAt(one, 'Properties', 'Timeout')));
    for (const [name, step] of steps) assert.ok(numberAt(step, 'TimeoutSeconds') > longestFunction, name);
    const longest = steps.reduce((sum, [, step]) => sum + longestSeconds(step), 0);
    assert.ok(numberAt(definition, 'TimeoutSeconds') > longest);
  });

  it('has another name than the saga of orders, by which tools find that one', () => {
    const names = propertiesOf(template, 'AWS::StepFunctions::StateMachine').map((one) =>
      stringAt(one, 'StateMachineName'),
    );
    assert.deepEqual(names.toSorted(), ['ordersaga-prod', 'ordersaga-prod-refunds']);
  });
});
