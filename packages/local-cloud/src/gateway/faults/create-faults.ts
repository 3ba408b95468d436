/** The stage of the gateway that makes calls fail by rule. Without rules, all calls pass. */

import type { AwsCall } from '../../aws/call.ts';
import { applyEffect } from './effects.ts';
import type { Serve } from '../operation.ts';
import type { ThrottleOf } from './throttle.ts';
import type { FaultPlan, FaultRule } from './fault-rule.ts';
import { stringAt } from '../../kernel/json.ts';
import { createRandom } from '../../kernel/random.ts';

export type { ThrottleOf };

export type Faults = {
  /** Serves `call` with `serve`, inside the effects of all rules that strike it. The first rule is the outermost. */
  readonly inject: (call: AwsCall, serve: Serve) => Promise<string>;
  /** Whether any rule matches `call`. */
  readonly concern: (call: AwsCall) => boolean;
  /** Replaces the rules, and counts from 0 again. */
  readonly set: (plan: FaultPlan) => void;
  readonly report: () => FaultReport;
};

type FaultReport = {
  readonly seed: number;
  /** The rule matched `calls` calls, and struck `injected` of them. */
  readonly rules: readonly (FaultRule & { readonly calls: number; readonly injected: number })[];
};

export const NO_FAULTS: FaultPlan = { seed: 1, rules: [] };

/** `throttleOf` returns the exception with which a service throttles. */
export function createFaults(throttleOf: ThrottleOf): Faults {
  let seed = NO_FAULTS.seed;
  let injectors: readonly Injector[] = [];
  return {
    inject: (call, serve) => {
      const matching = injectors.filter(({ rule }) => matches(rule, call));
      const chain = matching.reduceRight<Serve>(
        (next, { rule, strikes }) =>
          (one) =>
            applyEffect(rule.effect, one, next, strikes, throttleOf),
        serve,
      );
      return chain(call);
    },
    concern: (call) => injectors.some(({ rule }) => matches(rule, call)),
    set: (plan) => {
      seed = plan.seed;
      injectors = plan.rules.map((rule, index) => createInjector(rule, seed + index));
    },
    report: () => ({ seed, rules: injectors.map(({ rule, counts }) => ({ ...rule, ...counts })) }),
  };
}

type Injector = {
  readonly rule: FaultRule;
  readonly counts: { calls: number; injected: number };
  /** Counts a call and says whether the rule strikes it. */
  readonly strikes: () => boolean;
};

function createInjector(rule: FaultRule, seed: number): Injector {
  const { nth, probability = 1, count = nth === undefined ? Infinity : 1 } = rule;
  const random = createRandom(seed);
  const counts = { calls: 0, injected: 0 };
  const strikes = (): boolean => {
    counts.calls += 1;
    // Drawn for every call, so that `nth` and `count` don't change which calls the seed picks.
    const isDrawn = random() < probability;
    if (!isDrawn || counts.calls < (nth ?? 1) || counts.injected >= count) return false;
    counts.injected += 1;
    return true;
  };
  return { rule, counts, strikes };
}

function matches({ service, operation, functionName }: FaultRule, call: AwsCall): boolean {
  return (
    service === call.service &&
    (operation === '*' || operation === call.operation) &&
    (functionName === undefined || (stringAt(call.input, 'FunctionName') ?? '').includes(functionName))
  );
}
