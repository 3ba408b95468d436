/** What each effect does to a call on its way to the service. */

import { setTimeout as delay } from 'node:timers/promises';
import { parseObject } from '../../kernel/json.ts';
import { AwsError } from '../../aws/error.ts';
import type { AwsCall } from '../../aws/call.ts';
import type { FaultEffect } from './fault-rule.ts';
import { leaveUnprocessed } from './leave-unprocessed.ts';
import { LostAnswer } from './lost-answer.ts';
import type { Serve } from '../operation.ts';
import type { Throttle, ThrottleOf } from './throttle.ts';

/** Serves `call` by `next`, with the effect where `strikes` says so; it is asked once for each call that counts. */
export async function applyEffect(
  effect: FaultEffect,
  call: AwsCall,
  next: Serve,
  strikes: () => boolean,
  throttleOf: ThrottleOf,
): Promise<string> {
  if (effect.type === 'duplicate') return duplicate(await next(call), strikes);
  if (!strikes()) return next(call);
  switch (effect.type) {
    case 'error':
      throw new AwsError(effect.name, effect.message, effect.status);
    case 'throttle':
      throw throttled(throttleOf(call.service));
    case 'delay':
      await delay(effect.ms);
      return next(call);
    case 'drop-answer':
      await next(call);
      throw new LostAnswer();
    case 'crash-before':
      return next({ ...call, crash: 'before' });
    case 'crash-after':
      return next({ ...call, crash: 'after' });
    case 'leave-unprocessed':
      return leaveUnprocessed(call, next);
  }
}

function throttled({ name, message, status }: Throttle): AwsError {
  return new AwsError(name, message, status);
}

/** Only an answer that holds records counts: a reader that has caught up asks all the time. */
function duplicate(answer: string, strikes: () => boolean): string {
  const page = parseObject(answer);
  const records = Array.isArray(page?.['Records']) ? page['Records'] : [];
  if (records.length === 0 || !strikes()) return answer;
  return JSON.stringify({ ...page, Records: [...records, ...records] });
}
