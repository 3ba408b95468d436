/** The six fields of a cron expression: minute, hour, day of month, month, day of week, year. */

import { StartupError } from '../../kernel/startup-error.ts';

/** Throws `StartupError` for a field that is not valid, and for the signs L, W and #, which aren't supported. */
export function parseCron(expression: string): (epochMinute: number) => boolean {
  const texts = expression.trim().split(/\s+/);
  if (texts.length !== FIELDS.length) throw new StartupError(`cron(${expression}) must have ${FIELDS.length} fields.`);
  const checks = FIELDS.map((field, index) => parseField(texts[index] ?? '', field, expression));
  return (epochMinute) => {
    const date = new Date(epochMinute * 60_000);
    return FIELDS.every((field, index) => checks[index]?.has(field.valueOf(date)));
  };
}

type Field = {
  readonly low: number;
  readonly high: number;
  readonly names: readonly string[];
  valueOf(date: Date): number;
};

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

const FIELDS: readonly Field[] = [
  { low: 0, high: 59, names: [], valueOf: (date) => date.getUTCMinutes() },
  { low: 0, high: 23, names: [], valueOf: (date) => date.getUTCHours() },
  { low: 1, high: 31, names: [], valueOf: (date) => date.getUTCDate() },
  { low: 1, high: 12, names: MONTHS, valueOf: (date) => date.getUTCMonth() + 1 },
  { low: 1, high: 7, names: DAYS, valueOf: (date) => date.getUTCDay() + 1 },
  { low: 1970, high: 2199, names: [], valueOf: (date) => date.getUTCFullYear() },
];

/** The values that a field allows: parts like `*`, `5`, `MON-FRI`, `0/15` and `10-20/5`, separated by commas. */
function parseField(text: string, field: Field, expression: string): ReadonlySet<number> {
  const refuse = (): never => {
    throw new StartupError(`The local cloud doesn't support "${text}" in cron(${expression}).`);
  };
  const valueOf = (one: string): number => {
    const name = field.names.indexOf(one.toUpperCase());
    const value = name === -1 ? Number(one) : name + field.low;
    return Number.isInteger(value) && value >= field.low && value <= field.high ? value : refuse();
  };
  const allowed = new Set<number>();
  for (const part of text.split(',')) {
    const [, from = '', to, step] = /^(\*|\?|\w+)(?:-(\w+))?(?:\/([1-9]\d*))?$/.exec(part) ?? [];
    if (from === '') refuse();
    const isAny = from === '*' || from === '?';
    const first = isAny ? field.low : valueOf(from);
    const last = to !== undefined ? valueOf(to) : isAny || step !== undefined ? field.high : first;
    for (let value = first; value <= last; value += Number(step ?? 1)) allowed.add(value);
  }
  return allowed;
}
