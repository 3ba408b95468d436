/** Reads the effect of a fault rule. */

import { isJsonObject } from '../../kernel/json.ts';
import type { JsonObject, JsonValue } from '../../kernel/json.ts';
import type { FaultEffect } from './fault-rule.ts';
import { InvalidFaultPlan, isErrorStatus, isWhole, numberIn, refuseOthers, stringIn } from './plan-members.ts';

/** Throws `InvalidFaultPlan`. */
export function parseEffect(
  value: JsonValue | undefined,
  service: string,
  operation: string,
  where: string,
): FaultEffect {
  const effect = isJsonObject(value) ? value : {};
  const type = stringIn(effect, 'type', `${where}: its effect`);
  if (!isEffectType(type)) {
    throw new InvalidFaultPlan(
      `${where} has the effect "${type}"; it must be one of ${Object.keys(EFFECTS).join(', ')}.`,
    );
  }
  const { members, only } = EFFECTS[type];
  refuseOthers(effect, ['type', ...members], `${where}: its effect`);
  if (only !== undefined && !only.includes(`${service} ${operation}`)) {
    throw new InvalidFaultPlan(
      `${where} has the effect ${type}, which only ${only.join(' and ')} takes, not ${service} ${operation}.`,
    );
  }
  return EFFECT_PARSERS[type](effect, `${where}: its effect`);
}

/** What each effect takes, and the operations that some are for. */
const EFFECTS: {
  readonly [type in FaultEffect['type']]: { readonly members: readonly string[]; readonly only?: readonly string[] };
} = {
  error: { members: ['name', 'message', 'status'] },
  throttle: { members: [] },
  delay: { members: ['ms'] },
  'drop-answer': { members: [] },
  'crash-before': { members: [], only: ['lambda Invoke'] },
  'crash-after': { members: [], only: ['lambda Invoke'] },
  duplicate: { members: [], only: ['dynamodbstreams GetRecords'] },
  'leave-unprocessed': { members: [], only: ['dynamodb BatchGetItem', 'dynamodb BatchWriteItem'] },
};

function isEffectType(type: string): type is FaultEffect['type'] {
  return Object.hasOwn(EFFECTS, type);
}

const EFFECT_PARSERS: { readonly [type in FaultEffect['type']]: (effect: JsonObject, where: string) => FaultEffect } = {
  error: (effect, where) => ({
    type: 'error',
    name: stringIn(effect, 'name', where),
    message: effect['message'] === undefined ? 'An injected fault.' : stringIn(effect, 'message', where),
    status: numberIn(effect, 'status', where, isErrorStatus, 'a whole number from 400 to 599') ?? 500,
  }),
  delay: (effect, where) => {
    const ms = numberIn(effect, 'ms', where, isWhole, 'a whole number of milliseconds');
    if (ms === undefined) throw new InvalidFaultPlan(`${where} needs ms, a whole number of milliseconds.`);
    return { type: 'delay', ms };
  },
  throttle: () => ({ type: 'throttle' }),
  'drop-answer': () => ({ type: 'drop-answer' }),
  'crash-before': () => ({ type: 'crash-before' }),
  'crash-after': () => ({ type: 'crash-after' }),
  duplicate: () => ({ type: 'duplicate' }),
  'leave-unprocessed': () => ({ type: 'leave-unprocessed' }),
};
