/** The states of the saga, with their retriers and catchers, as the questions about them need them. */
import { arrayIn, isRecord, objectIn } from '../../json.ts';
import type { JsonRecord } from '../../json.ts';
import type { JsonObject } from './question.ts';

export type SagaState = {
  readonly name: string;
  readonly type: string;
  readonly fields: JsonRecord;
  readonly retriers: readonly Retrier[];
  readonly catchers: readonly Catcher[];
};

export type Retrier = {
  readonly errors: readonly string[];
  readonly maxAttempts: number;
  /** The longest pause before the retry that follows so many retries; it is random, if there is jitter. */
  readonly pauseSeconds: (retries: number) => number;
  readonly hasJitter: boolean;
};

type Catcher = { readonly errors: readonly string[]; readonly next: string };

export function statesOf(saga: JsonObject): readonly SagaState[] {
  const states = objectIn(saga, 'States');
  return Object.keys(states).map((name) => {
    const fields = objectIn(states, name);
    return {
      name,
      type: String(fields['Type']),
      fields,
      retriers: arrayIn(fields, 'Retry').filter(isRecord).map(retrierOf),
      catchers: arrayIn(fields, 'Catch').filter(isRecord).map(catcherOf),
    };
  });
}

/** Numbers that are left out are those of the Amazon States Language. */
function retrierOf(fields: JsonRecord): Retrier {
  const number = (name: string, otherwise: number): number => {
    const value = fields[name];
    return typeof value === 'number' ? value : otherwise;
  };
  const [first, rate] = [number('IntervalSeconds', 1), number('BackoffRate', 2)];
  return {
    errors: errorsOf(fields),
    maxAttempts: number('MaxAttempts', 3),
    pauseSeconds: (retries) => Math.min(first * rate ** retries, number('MaxDelaySeconds', Infinity)),
    hasJitter: fields['JitterStrategy'] === 'FULL',
  };
}

function catcherOf(fields: JsonRecord): Catcher {
  return { errors: errorsOf(fields), next: String(fields['Next']) };
}

function errorsOf(fields: JsonRecord): readonly string[] {
  return arrayIn(fields, 'ErrorEquals').map(String);
}
