/** Schedule expressions: `rate(5 minutes)` and `cron(…)` ("Schedule expressions", EventBridge user guide). Times are UTC. */

import { StartupError } from '../../kernel/startup-error.ts';
import { parseCron } from './cron.ts';

/** Whether the schedule is due in a minute, which is counted from the epoch. */
export type IsDue = (epochMinute: number) => boolean;

/** A rate counts from `startMinute`. Throws `StartupError` for an expression that is not valid, or not carried. */
export function parseSchedule(expression: string, startMinute: number): IsDue {
  const [, kind = '', argument = ''] = /^(rate|cron)\((.*)\)$/.exec(expression.trim()) ?? [];
  if (kind === 'cron') return parseCron(argument);
  const [, amount = '', unit = ''] = /^([1-9]\d*) (minute|hour|day)s?$/.exec(argument.trim()) ?? [];
  const period = Number(amount) * (MINUTES[unit] ?? 0);
  if (!period) throw new StartupError(`The schedule expression ${expression} is not valid.`);
  return (minute) => minute > startMinute && (minute - startMinute) % period === 0;
}

const MINUTES: { readonly [unit: string]: number } = { minute: 1, hour: 60, day: 24 * 60 };
