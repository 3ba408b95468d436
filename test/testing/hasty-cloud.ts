/** The whole stack with a saga that does not wait: what takes hours on AWS takes seconds in a test. */
import { useChangedCloud } from './changed-cloud.ts';

/** The stack of this project with pauses of at most a second between tries, of which there are `attempts` at most. */
export function useHastyCloud(attempts: number) {
  return useChangedCloud((template) => hasty(template, attempts));
}

/** The definition is JSON in strings of the template. */
function hasty(template: string, attempts: number): string {
  return template
    .replaceAll(/(\\"(?:IntervalSeconds|MaxDelaySeconds)\\":)\d+/g, '$11')
    .replaceAll(
      /(\\"MaxAttempts\\":)(\d+)/g,
      (_, key: string, given: string) => `${key}${Math.min(Number(given), attempts)}`,
    );
}
