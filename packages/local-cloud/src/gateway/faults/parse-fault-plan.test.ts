import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import { parseFaultPlan } from './parse-fault-plan.ts';

const SERVICES = ['dynamodb', 'lambda', 'appsync'];

const THROTTLE = { service: 'dynamodb', operation: '*', effect: { type: 'throttle' } };

describe('a fault plan', () => {
  it('is a list of rules, or an object that has a seed, too', () => {
    assert.deepEqual(parseFaultPlan(JSON.stringify([THROTTLE]), SERVICES), { seed: 1, rules: [THROTTLE] });
    assert.deepEqual(parseFaultPlan(JSON.stringify({ seed: 7, rules: [THROTTLE] }), SERVICES), {
      seed: 7,
      rules: [THROTTLE],
    });
  });

  it('has an error with status 500 if the rule names none', () => {
    const [rule] = parseFaultPlan(
      JSON.stringify([{ ...THROTTLE, effect: { type: 'error', name: 'Gone' } }]),
      SERVICES,
    ).rules;
    assert.deepEqual(rule?.effect, { type: 'error', name: 'Gone', message: 'An injected fault.', status: 500 });
  });

  for (const [plan, message] of [
    ['{', /^The faults aren't JSON: /],
    ['{}', /^Faults must be a list of rules/],
    [[1], /^Fault rule 1 isn't an object\.$/],
    [{ seed: -1, rules: [] }, /^The fault plan has seed -1; it must be a whole number from 0\.$/],
    [[THROTTLE, { operation: '*' }], /^Fault rule 2 needs service, a string\.$/],
    [[{ ...THROTTLE, service: 'kafka' }], /^Fault rule 1 has the service "kafka"; it must be one of appsync, /],
    [[{ ...THROTTLE, often: 1 }], /^Fault rule 1 has "often", which is none of service, operation, /],
    [[{ ...THROTTLE, probability: 2 }], /^Fault rule 1 has probability 2; it must be a number from 0 to 1\.$/],
    [[{ ...THROTTLE, nth: 0 }], /^Fault rule 1 has nth 0; it must be a whole number from 1\.$/],
    [
      [{ ...THROTTLE, functionName: 'f' }],
      /^Fault rule 1 has a functionName, which only the service lambda supports\.$/,
    ],
    [
      [{ ...THROTTLE, effect: { type: 'explode' } }],
      /^Fault rule 1 has the effect "explode"; it must be one of error, /,
    ],
    [[{ ...THROTTLE, effect: { type: 'delay' } }], /^Fault rule 1: its effect needs ms, /],
    [
      [{ ...THROTTLE, effect: { type: 'crash-after' } }],
      /crash-after, which only lambda Invoke takes, not dynamodb \*\.$/,
    ],
  ] as const) {
    it(`is refused: ${JSON.stringify(plan)}`, () => {
      const text = typeof plan === 'string' ? plan : JSON.stringify(plan);
      assert.throws(() => parseFaultPlan(text, SERVICES), { name: 'InvalidFaultPlan', message });
    });
  }
});
